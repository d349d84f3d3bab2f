import type { StandInReply } from '../http/stand-in-server.js';
import { data, lacksPermission, noSuchField, picked, type GraphCall, type GraphRoute } from './graph-call.js';
import type { GraphToken } from './graph-tokens.js';
import { grantedOf } from './token-routes.js';
import { OTHER_WABA, SANDBOX_NUMBER, SANDBOX_WABA } from './whatsapp-scenarios.js';

/** Numbers and accounts of WhatsApp, for whoever may manage them. */
export const whatsappRoutes: readonly GraphRoute[] = [
  { method: 'GET', path: /^\/(\d{10,20})$/, reply: (call, [id = '']) => managed(call, node(call, id)) },
  {
    method: 'GET',
    path: /^\/(\d{10,20})\/phone_numbers$/,
    reply: (call, [id = '']) => managed(call, numbers(call, id)),
  },
];

const tokenOf = ({ caller }: GraphCall): GraphToken | null => (caller.kind === 'token' ? caller.token : null);

/** The reply, where the caller may manage WhatsApp. */
function managed(call: GraphCall, reply: StandInReply | null): StandInReply | null {
  const token = tokenOf(call);
  if (!token || !reply) return null;
  const scope = 'whatsapp_business_management';
  return grantedOf(token, call).includes(scope) ? reply : lacksPermission(403, 200, scope);
}

const ONLY_NUMBERS = /display_phone_number|verified_name/;

function node(call: GraphCall, id: string): StandInReply | null {
  const token = tokenOf(call);
  if (!token) return null;
  const fields = call.params.get('fields');
  if (id === SANDBOX_NUMBER) return picked(numberOf(token.scenario), fields);
  if (id !== SANDBOX_WABA && id !== OTHER_WABA) return null;
  const alien = ONLY_NUMBERS.exec(fields ?? '');
  return alien ? noSuchField(alien[0], 'WhatsAppBusinessAccount') : picked(accountOf(id, token), fields);
}

/** The account's own first, then by pages of `limit`, as Graph gives them. */
function numbers(call: GraphCall, id: string): StandInReply | null {
  const token = tokenOf(call);
  if (!token || (id !== SANDBOX_WABA && id !== OTHER_WABA)) return null;
  const elsewhere = token.scenario === 'phone_not_in_waba';
  const hasIt = elsewhere === (id === OTHER_WABA);
  const others = Array.from({ length: 3 }, (_, at) => ({ id: String(106540352249001 + at) }));
  const rows = hasIt ? [...others, { id: SANDBOX_NUMBER }] : others;
  return data({ data: rows, paging: { cursors: { before: 'MAZDZD', after: 'MjQZD' } } });
}

const accountOf = (id: string, { scenario }: GraphToken) => ({
  id,
  name: 'Sandbox Clinic',
  timezone_id: '71',
  // One of Meta's documents writes these small, the other in capitals.
  account_review_status: scenario === 'review_rejected' ? 'rejected' : 'APPROVED',
  business_verification_status: 'verified',
});

function numberOf(scenario: string) {
  return {
    id: SANDBOX_NUMBER,
    display_phone_number: '+91 22 5550 0199',
    verified_name: 'Sandbox Clinic',
    quality_rating: scenario === 'quality_red' ? 'RED' : 'GREEN',
    code_verification_status: 'VERIFIED',
    name_status: scenario === 'name_pending' ? 'PENDING_REVIEW' : 'APPROVED',
    status: STATUS[scenario] ?? 'CONNECTED',
    platform_type: scenario === 'on_premise' ? 'ON_PREMISE' : 'CLOUD_API',
    account_mode: scenario === 'sandbox' ? 'SANDBOX' : 'LIVE',
    throughput: { level: 'STANDARD' },
  };
}

const STATUS: Readonly<Record<string, string>> = { banned: 'BANNED', unregistered: 'DISCONNECTED' };
