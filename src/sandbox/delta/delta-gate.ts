import { createHmac, timingSafeEqual } from 'node:crypto';

import { type DeltaAccount, findDeltaAccount } from './delta-accounts.js';
import type { OutsideWorld } from '../outside/outside-world.js';
import { BLOCKED_BY_CDN, type DeltaReply, type DeltaRequest, refusal } from './delta-reply.js';

const WINDOW_SECONDS = 5;
const SKEW_SECONDS = 61;

export type Admission = { account: DeltaAccount } | { reply: DeltaReply };

/**
 * What stands before every signed call: key, time window, signature over the raw bytes, address, each in the
 * exchange's order and words (providers.md 1.5).
 */
export function admit(request: DeltaRequest, nowSeconds: number, outside?: OutsideWorld): Admission {
  const [apiKey, timestamp, signature] = ['api-key', 'timestamp', 'signature'].map((name) =>
    header(request, name),
  );
  if (!apiKey || !timestamp || !signature) {
    return { reply: { status: 401, body: { error: 'unauthorized', success: false } } };
  }
  const account = findDeltaAccount(apiKey, outside);
  if (account === null) return { reply: refusal(401, 'invalid_api_key') };
  const ill = troubled(account);
  if (ill !== null) return { reply: ill };
  const serverTime = nowSeconds + (account.scenario === 'skew' ? SKEW_SECONDS : 0);
  if (!/^\d{1,12}$/.test(timestamp) || Math.abs(serverTime - Number(timestamp)) > WINDOW_SECONDS) {
    const context = { request_time: Number(timestamp), server_time: serverTime };
    return { reply: refusal(401, 'expired_signature', context) };
  }
  if (!signedBy(account, request, timestamp, signature)) {
    const context = { signature_data: prehash(request, timestamp) };
    return { reply: refusal(401, 'Signature Mismatch', context) };
  }
  if (!account.whitelist.includes(request.remoteAddress)) {
    return { reply: refusal(401, 'ip_not_whitelisted_for_api_key', { client_ip: request.remoteAddress }) };
  }
  return { account };
}

/** Answers that come whatever the request says. */
function troubled({ scenario }: DeltaAccount): DeltaReply | null {
  switch (scenario) {
    case 'ratelimit':
      return { ...rateLimited(30_000) };
    case 'cdn_html_403':
      return BLOCKED_BY_CDN;
    case 'string_error':
      return { status: 401, body: { success: false, error: 'unauthorized' } };
    case 'unavailable_503':
      return refusal(503, 'unavailable');
    case 'dropped':
      return 'drop';
    default:
      return null;
  }
}

export function rateLimited(resetMs: number) {
  return {
    status: 429,
    body: { error: { code: 'rate_limit_exceeded' }, success: false },
    headers: { 'X-RATE-LIMIT-RESET': String(resetMs) },
  };
}

function signedBy(
  account: DeltaAccount,
  request: DeltaRequest,
  timestamp: string,
  signature: string,
): boolean {
  const expected = createHmac('sha256', account.apiSecret)
    .update(`${request.method}${timestamp}${request.path}${request.query}`)
    .update(request.rawBody)
    .digest('hex');
  const given = Buffer.from(signature);
  return given.length === expected.length && timingSafeEqual(given, Buffer.from(expected));
}

function prehash({ method, path, query, rawBody }: DeltaRequest, timestamp: string): string {
  return method + timestamp + path + query + rawBody.toString('utf8');
}

function header({ headers }: DeltaRequest, name: string): string {
  const value = headers[name];
  return typeof value === 'string' ? value : '';
}
