import type { GoalView, RunView } from './goal-views.js';

/** A goal as its page shows it. */
export interface GoalPage extends GoalView {
  readonly templateTitle: string;
  /** Its parameters under the titles of their form; the frequency stands in the schedule. */
  readonly settings: readonly { readonly title: string; readonly value: unknown }[];
  /** The next five instants by its schedule, ISO 8601, whether or not it is approved. */
  readonly nextRuns: readonly string[];
  /** The findings are of this moment, not of when it was decided. */
  readonly reviewedNow: boolean;
  /** The newest five. */
  readonly runs: readonly RunView[];
}
