import type { GoalView, RunView } from './goal-views.js';

/** Due instants of the last days against what became of them. */
export interface RunsLately {
  readonly days: number;
  readonly due: number;
  readonly completed: number;
  /** Waiting or at work. */
  readonly under: number;
  readonly failed: number;
  /** A limit, the account, the approval or a credential stood against it. */
  readonly refused: number;
  /** Nobody was there to start it. */
  readonly missed: number;
  /** Refused and missed ones, the newest five. */
  readonly left: readonly RunView[];
}

/** A goal as its page shows it. */
export interface GoalPage extends GoalView {
  readonly templateTitle: string;
  /** The customer's manager: in whose hands it is. */
  readonly owner: { readonly id: string; readonly name: string };
  /** Since when it waits for approval, ISO 8601; null when it does not. */
  readonly waitingSince: string | null;
  /** Its parameters under the titles of their form; the frequency stands in the schedule. */
  readonly settings: readonly { readonly title: string; readonly value: unknown }[];
  /** The next five instants by its schedule, ISO 8601, whether or not it is approved. */
  readonly nextRuns: readonly string[];
  /** The findings are of this moment, not of when it was decided. */
  readonly reviewedNow: boolean;
  /** What its schedule should have run in the last days. */
  readonly lately: RunsLately;
  /** The newest five. */
  readonly runs: readonly RunView[];
}

/** A schedule while it is edited. */
export interface SchedulePreview {
  readonly frequency: string;
  /** IANA zone of the customer. */
  readonly zone: string;
  /** The next five instants, ISO 8601. */
  readonly nextRuns: readonly string[];
}
