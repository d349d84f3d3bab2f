import type { FailureCode } from '../test-report.js';

/** What a code of Graph says: of the token, or (`unreachable`) nothing of it. */
export interface GraphMeaning {
  readonly kind: 'rejected' | 'unreachable';
  readonly code: FailureCode;
  /** What is missing where Graph does not name it. */
  readonly missing?: string;
}

const rejected = (code: FailureCode, missing?: string): GraphMeaning =>
  missing === undefined ? { kind: 'rejected', code } : { kind: 'rejected', code, missing };
const limited: GraphMeaning = { kind: 'unreachable', code: 'rate_limited' };
const passing: GraphMeaning = { kind: 'unreachable', code: 'provider_unavailable' };

/** Of 190: what became of the session. */
const SESSIONS: Readonly<Record<number, GraphMeaning>> = {
  458: rejected('revoked'),
  459: rejected('account_blocked'),
  460: rejected('revoked'),
  463: rejected('expired'),
  464: rejected('account_blocked'),
  467: rejected('invalid_token'),
  490: rejected('account_blocked'),
  492: rejected('missing_permission', 'a role at the page'),
};

/** Meta's codes (providers.md 2.4 and 5); 100, 190 and 200 to 299 are read by more than the code. */
const CODES: Readonly<Record<number, GraphMeaning>> = {
  0: rejected('invalid_token'),
  1: passing,
  2: passing,
  3: rejected('missing_permission'),
  4: limited,
  10: rejected('missing_permission'),
  17: limited,
  32: limited,
  102: rejected('invalid_token'),
  104: rejected('invalid_token'),
  341: limited,
  368: rejected('account_blocked'),
  613: limited,
  803: rejected('not_linked'),
  2500: rejected('invalid_token'),
  80007: limited,
  130429: limited,
  131005: rejected('missing_permission'),
  131031: rejected('account_blocked'),
  131056: limited,
};
const BUSINESS_LIMITS = { from: 80000, to: 80014 };

const OBJECT_OUT_OF_REACH = 33;
const WRONG_NODE = /nonexisting field \(\w+\) on node type \((?:User|Page|Application|WhatsApp\w+)\)/;

/** Graph's message is read for its kind of node only; null: a code that nobody told us of. */
export function graphMeaning(code: number, subcode: number | null, message: string): GraphMeaning | null {
  if (code === 190) return (subcode === null ? null : SESSIONS[subcode]) ?? rejected('invalid_token');
  if (code === 100) {
    if (subcode === OBJECT_OUT_OF_REACH) return rejected('not_linked');
    return WRONG_NODE.test(message) ? rejected('wrong_account_type') : null;
  }
  if (code >= 200 && code <= 299) return rejected('missing_permission');
  if (code >= BUSINESS_LIMITS.from && code <= BUSINESS_LIMITS.to) return limited;
  return CODES[code] ?? null;
}

/** Permissions that a message names: `(#283) Requires pages_read_engagement permission`. */
export const scopesNamed = (message: string): string[] => [
  ...new Set(message.match(/\b(?:pages|instagram|whatsapp|business|ads)_[a-z_]{3,60}\b/g) ?? []),
];
