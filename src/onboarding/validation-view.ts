import type { StepAction } from './onboarding-view.js';

/**
 * What the Credentials page of a customer is drawn from (runbook Step 8): the answer of
 * `GET /admin/data/customers/:id/validation`. Types only. Instants are ISO 8601 strings in UTC.
 */
export interface ValidationView {
  /** Every required credential is active and was validated within `freshMinutes`. */
  readonly ready: boolean;
  /** "Last validated: Within last 5 minutes". */
  readonly freshMinutes: number;
  /** A test is queued or running. */
  readonly testing: boolean;
  /** The required ones first, in the agents' order. */
  readonly platforms: readonly PlatformValidation[];
  /** For all of them at once. */
  readonly actions: readonly StepAction[];
}

export interface PlatformValidation {
  readonly platform: string;
  readonly title: string;
  /** An agent of the customer works on it. */
  readonly required: boolean;
  /** `missing` while there is no credential. */
  readonly status: string;
  /** `production`, `demo`, `sandbox`; null while there is none. */
  readonly environment: string | null;
  readonly testing: boolean;
  readonly lastValidatedAt: string | null;
  readonly fresh: boolean;
  /** Null: no test has told yet. */
  readonly scopes: readonly ScopeStanding[];
  readonly account: string | null;
  readonly setAt: string | null;
  readonly rotateBy: string | null;
  readonly expiresAt: string | null;
  /** What the newest test found wrong, and what to do. */
  readonly cause: string | null;
  readonly remedy: readonly string[];
  readonly warnings: readonly string[];
  /** Newest first. */
  readonly tests: readonly TestLine[];
  readonly actions: readonly StepAction[];
}

/** A permission the agent needs, or one that must not be given. */
export interface ScopeStanding {
  readonly name: string;
  readonly standing: 'granted' | 'missing' | 'unknown' | 'forbidden';
}

export interface TestLine {
  readonly id: string;
  readonly at: string;
  readonly trigger: string;
  /** `queued`, `running`, `cancelled`, or the outcome. */
  readonly outcome: string;
  readonly code: string | null;
  /** From its start to its end, in milliseconds. */
  readonly tookMs: number | null;
  /** The address that the platform saw us come from. */
  readonly seenAddress: string | null;
}
