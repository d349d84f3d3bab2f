import type { StepAction } from './onboarding-view.js';

/**
 * What the Troubles page is drawn from: the answer of `GET /admin/data/customers/:id/troubles`.
 * Types only, so that the page's components may import them. Instants are ISO 8601 strings in UTC.
 */
export interface TroublesView {
  readonly issues: readonly IssueView[];
  /** The last tries to sign in with the account's address or one nearly like it, newest first. */
  readonly attempts: readonly AttemptView[];
}

export interface IssueView {
  readonly id: string;
  readonly title: string;
  readonly symptoms: string;
  readonly checks: readonly {
    readonly id: string;
    readonly question: string;
    readonly ok: boolean;
    readonly says: string;
  }[];
  /** The first failing check, or null when all hold. */
  readonly cause: string | null;
  readonly remedy: string;
  readonly actions: readonly StepAction[];
  /** Records (`list`, `id`) and pages of the panel (`page`) that show more. */
  readonly looks: readonly LookView[];
}

export interface LookView {
  readonly text: string;
  readonly list?: string;
  readonly id?: string;
  readonly page?: string;
}

export interface AttemptView {
  readonly id: string;
  readonly at: string;
  readonly email: string;
  readonly cause: string;
  readonly network: string;
  /** The address is not the account's, only nearly. */
  readonly near: boolean;
}
