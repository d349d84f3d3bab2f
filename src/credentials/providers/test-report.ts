/** Every reason a connection test may give, the same for all platforms. */
export const FAILURE_CODES = [
  'malformed_input',
  'invalid_token',
  'expired',
  'revoked',
  'wrong_app',
  'wrong_environment',
  'missing_permission',
  'wrong_account_type',
  'account_mismatch',
  'not_linked',
  'ip_not_allowed',
  'signature_mismatch',
  'clock_skew',
  'account_blocked',
  'rate_limited',
  'provider_unavailable',
] as const;
export type FailureCode = (typeof FAILURE_CODES)[number];

/** What went wrong, in facts that may be stored and shown: never a secret, never the provider's prose. */
export interface TestFailure {
  code: FailureCode;
  /** The check that failed, in a few words: "wallet balances". */
  step: string;
  /** The provider's own code or, without an answer, ours (`timeout`, `dns`…). */
  providerCode: string | null;
  httpStatus: number | null;
  /** Permissions the key lacks. */
  missing: string[];
  /** Permissions the key has and must not have. */
  forbidden: string[];
  /** The address the provider saw us come from. */
  seenAddress: string | null;
  /** How far our clock is ahead of the provider's, in seconds. */
  skewSeconds: number | null;
  /** When it is worth trying again, in milliseconds from the answer. */
  retryAfterMs: number | null;
}

export const WARNING_CODES = [
  'not_funded',
  'verification_unknown',
  /** Whether the customer may post for the organization could not be read. */
  'role_unreadable',
  /** A test number of Meta's: it reaches a few chosen phones only. */
  'sandbox_number',
  /** The quality rating is red: a restriction may follow. */
  'quality_low',
  /** The display name has not passed review. */
  'name_not_approved',
  /** The number is not registered or not verified: it sends nothing yet. */
  'number_not_connected',
] as const;
export type WarningCode = (typeof WARNING_CODES)[number];

/** The account behind the secret, as the provider names it. */
export interface ProviderAccount {
  id: string;
  name: string | null;
}

/**
 * The three ends of a connection test. `ok`: validity, permissions and account are proven. `rejected`: the
 * provider said no. `unreachable`: nobody can tell, so a stored state must not change.
 */
export type TestReport =
  | {
      outcome: 'ok';
      account: ProviderAccount;
      /** Permissions the test proved. */
      scopes: string[];
      /** Null where the provider does not tell. */
      expiresAt: Date | null;
      /** The person at the platform on whose permission it rests, by the platform's id; unset where it tells none. */
      holderId?: string | null;
      warnings: WarningCode[];
    }
  | { outcome: 'rejected'; failure: TestFailure; warnings: WarningCode[] }
  | { outcome: 'unreachable'; failure: TestFailure; warnings: WarningCode[] };

/** A failure with the facts that are known; the rest is null or empty. */
export function failure(code: FailureCode, step: string, facts: Partial<TestFailure> = {}): TestFailure {
  return {
    providerCode: null,
    httpStatus: null,
    missing: [],
    forbidden: [],
    seenAddress: null,
    skewSeconds: null,
    retryAfterMs: null,
    ...facts,
    code,
    step,
  };
}
