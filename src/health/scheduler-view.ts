/**
 * What Health > Scheduler is drawn from: the answer of `GET /admin/data/health/scheduler` and of
 * `GET /api/v1/health/scheduler`. Types only, so that the page's component may import them. Instants are
 * ISO 8601 strings in UTC; ages are seconds.
 */

export interface CheckView {
  readonly name: string;
  readonly ok: boolean;
  /** Since the sign the check goes by; null when there was none. */
  readonly ageSeconds: number | null;
  readonly detail: string;
}

/**
 * `late`: due and not started, or started and not done for ten minutes. `failed`: tried again at each tick.
 * `missed`: the last instant passed without a run. `idle`: nothing is planned.
 */
export type ScheduleState = 'on_time' | 'running' | 'late' | 'failed' | 'missed' | 'idle';

export interface OccurrenceView {
  readonly dueAt: string;
  readonly startedAt: string | null;
  readonly endedAt: string | null;
  readonly outcome: 'done' | 'failed' | 'missed' | null;
  /** How long after it was due it started; null when it did not. */
  readonly delaySeconds: number | null;
}

export interface ScheduleView {
  readonly name: string;
  readonly title: string;
  readonly rhythm: string;
  /** The clock of its instants: the sandbox can move the business clock. */
  readonly clock: 'business' | 'system';
  readonly state: ScheduleState;
  readonly nextDueAt: string | null;
  readonly last: OccurrenceView | null;
  /** What was due in the last days, and what came of it. */
  readonly lately: {
    readonly days: number;
    readonly expected: number;
    readonly ran: number;
    readonly failed: number;
    readonly missed: number;
    /** The newest five. */
    readonly missedAt: readonly string[];
  };
}

/** Goals with a frequency: one schedule each, told together. */
export interface GoalSchedulesView {
  readonly scheduled: number;
  readonly nextDueAt: string | null;
  /** Due for more than a minute without a run, the longest first; ten at most. */
  readonly late: readonly {
    readonly goalId: string;
    readonly name: string;
    readonly customer: string;
    readonly dueAt: string;
  }[];
  readonly lately: {
    readonly days: number;
    readonly completed: number;
    readonly failed: number;
    /** A limit, a missing approval or a credential stood against it. */
    readonly refused: number;
    readonly missed: number;
  };
}

export interface WorkerView {
  readonly id: string;
  readonly host: string;
  readonly pid: number;
  readonly startedAt: string;
  readonly beatAt: string;
  readonly ageSeconds: number;
  /** A silent one died without saying so; it is forgotten after a day. */
  readonly state: 'active' | 'silent';
}

export interface QueueView {
  readonly queue: string;
  readonly waiting: number;
  readonly active: number;
  readonly delayed: number;
  readonly failed: number;
}

/** Rows of one kind of work that should have ended by now. */
export interface StuckWorkView {
  /** `goal run`, `credential test`, … */
  readonly kind: string;
  /** Ids, the oldest first; ten at most. */
  readonly ids: readonly string[];
  readonly count: number;
  readonly since: string;
}

/** Engineering has been told that goals are not run, and it is not over. */
export interface AlarmView {
  /** The escalation. */
  readonly id: string;
  readonly title: string;
  readonly status: 'open' | 'acknowledged';
  readonly since: string;
}

export interface SchedulerView {
  /** The system clock's instant; ages count from it. */
  readonly at: string;
  readonly businessAt: string;
  readonly alarms: readonly AlarmView[];
  readonly checks: readonly CheckView[];
  readonly schedules: readonly ScheduleView[];
  readonly goals: GoalSchedulesView;
  readonly workers: readonly WorkerView[];
  /** Null when the queue engine did not answer in time. */
  readonly queues: readonly QueueView[] | null;
  /** Work committed and not handed to its queue yet. */
  readonly outbox: { readonly waiting: number; readonly oldestSeconds: number | null };
  /** Unfinished for more than ten minutes. */
  readonly stuck: readonly StuckWorkView[];
}
