import type { RunAttemptView, RunEventView, RunView } from '../goal-views.js';

/** How a run ended, in words. */
export interface RunEnding {
  readonly status: 'completed' | 'failed' | 'cancelled' | 'refused';
  /** It was the customer's first to be completed (runbook Step 11). */
  readonly first: boolean;
  readonly text: string;
  /** What to do about it; null when there is nothing to do. */
  readonly todo: string | null;
}

/** A run as its page shows it. */
export interface RunPage extends RunView {
  readonly goalName: string;
  /** What happened so far, oldest first; the id of the last goes on in the stream. */
  readonly stages: readonly RunEventView[];
  readonly attempts: readonly RunAttemptView[];
  /** Null while it waits or runs. */
  readonly ending: RunEnding | null;
  readonly deliverable: { readonly id: string; readonly title: string; readonly status: string } | null;
}
