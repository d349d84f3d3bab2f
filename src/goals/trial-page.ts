import type { TrialView } from '../trials/trial-view.js';

/** A refusal and the ledger's lines that used the limit up. */
export interface ProvenRefusal {
  readonly id: string;
  readonly at: string;
  readonly trigger: 'manual' | 'schedule';
  readonly limit: 'daily_tasks' | 'tokens' | 'trial_end';
  readonly used: number;
  readonly allowed: number;
  readonly freesAt: string | null;
  readonly lines: readonly { readonly runId: string; readonly at: string; readonly tokens: number }[];
}

/** A trial as its page shows it. */
export interface TrialPage {
  readonly trial: TrialView;
  /** By the mean of its runs, or by what its goals are expected to take; null where nothing is planned. */
  readonly forecast: {
    readonly tokensPerRun: number;
    readonly measured: boolean;
    readonly runsLeft: number;
    /** When the tokens are used up at the pace of its goals; null when they last until the end. */
    readonly endsAt: string | null;
  } | null;
  readonly extensions: readonly {
    readonly at: string;
    readonly hours: number;
    readonly reason: string;
    readonly by: string;
  }[];
  /** Reservations of runs that never settled them, newest first. */
  readonly freed: readonly {
    readonly runId: string;
    readonly at: string;
    readonly tokens: number;
    readonly taskReturned: boolean;
    readonly because: string;
  }[];
  readonly refusals: readonly ProvenRefusal[];
  readonly refusalsInAll: number;
}

/** From this share of a limit on, in percent, the page warns. */
export const WARN_AT = 80;
