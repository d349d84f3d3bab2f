import type { DeltaAccount } from './delta-accounts.js';
import { type DeltaReply, type DeltaRequest, refusal, success } from './delta-reply.js';

type Route = (account: DeltaAccount, request: DeltaRequest) => DeltaReply;

const READS: Readonly<Record<string, Route>> = {
  '/v2/users/trading_preferences': ({ userId }) =>
    success({
      user_id: userId,
      default_auto_topup: true,
      vip_level: 0,
      volume_30d: '1060.67',
      mmp_config: null,
    }),
  '/v2/profile': ({ userId, scenario }) =>
    success({
      id: String(userId),
      email: 'trader@sandbox.example',
      account_name: 'Main',
      margin_mode: 'isolated',
      is_sub_account: false,
      is_kyc_done: scenario !== 'no_kyc',
      first_name: 'Sandbox',
      last_name: 'Trader',
      dob: '1990-01-01',
      country: 'IN',
      phone_number: '0000000000',
    }),
  '/v2/wallet/balances': ({ userId, scenario }) => {
    const balance = scenario === 'unfunded' ? '0' : '250.75';
    return success(
      [
        {
          asset_id: 14,
          asset_symbol: 'USD',
          balance,
          available_balance: balance,
          blocked_margin: '0',
          user_id: userId,
        },
      ],
      { net_equity: balance, robo_trading_equity: '0' },
    );
  },
  '/v2/positions/margined': () => success([], { after: null, before: null }),
  '/v2/orders': () => success([], { after: null, before: null }),
};

/** The paths that need a signature, whoever calls them. */
export function needsSignature(path: string): boolean {
  return path in READS;
}

/** Signed calls of an admitted account. It never places an order: there is no order to find either. */
export function accountReply(account: DeltaAccount, request: DeltaRequest): DeltaReply {
  if (request.method === 'GET') return READS[request.path]?.(account, request) ?? refusal(404, 'not_found');
  if (request.path !== '/v2/orders') return refusal(405, 'method_not_allowed');
  if (account.scenario === 'ok_read_only') return refusal(403, 'UnauthorizedApiAccess');
  if (request.method === 'DELETE') return cancelReply(request);
  return badSchema('orders are not taken by the sandbox', 'size');
}

function cancelReply({ rawBody }: DeltaRequest): DeltaReply {
  const body = parse(rawBody);
  if (!Number.isInteger(body['id'])) return badSchema('id is required', 'id');
  if (!Number.isInteger(body['product_id'])) return badSchema('product_id is required', 'product_id');
  return refusal(404, 'open_order_not_found');
}

function badSchema(message: string, param: string): DeltaReply {
  return refusal(400, 'bad_schema', { schema_errors: [{ code: 'validation_error', message, param }] });
}

function parse(raw: Buffer): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(raw.toString('utf8'));
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
