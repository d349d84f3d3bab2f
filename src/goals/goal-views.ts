import type { GoalRun } from './runs/goal-run.entity.js';
import type { RunAttempt } from './runs/run-attempt.entity.js';
import type { RunEvent } from './runs/run-event.entity.js';
import type { Goal, StoredSchedule } from './goal.entity.js';
import type { SafetyFinding } from './safety/safety-facts.js';

const iso = (at: Date | null | undefined): string | null => at?.toISOString() ?? null;

/** A goal as REST, panel and portal show it. */
export interface GoalView {
  readonly id: string;
  readonly customerId: string;
  readonly agentId: string;
  readonly trialId: string;
  readonly template: string;
  readonly name: string;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly schedule: StoredSchedule;
  readonly status: string;
  readonly pauseReason: string | null;
  /** `customer`, `staff` or `integration`, where its reason is `person`. */
  readonly pausedBy: string | null;
  /** Why, in words of who paused it. */
  readonly pauseNote: string | null;
  /** After an outage: `one` catch-up run or `none`. */
  readonly catchUp: string;
  readonly findings: readonly SafetyFinding[];
  readonly nextDueAt: string | null;
  readonly approvedAt: string | null;
  readonly approvedBy: string | null;
  readonly overrideReason: string | null;
  readonly rejectReason: string | null;
  readonly createdAt: string;
  readonly version: number;
}

export function goalView(goal: Goal): GoalView {
  return {
    id: goal.id,
    customerId: goal.customerId,
    agentId: goal.agentId,
    trialId: goal.trialId,
    template: goal.template,
    name: goal.name,
    parameters: goal.params,
    schedule: goal.schedule,
    status: goal.status,
    pauseReason: goal.pauseReason ?? null,
    pausedBy: goal.pausedBy ?? null,
    pauseNote: goal.pauseNote ?? null,
    catchUp: goal.catchUp,
    findings: goal.findings,
    nextDueAt: iso(goal.nextDueAt),
    approvedAt: iso(goal.approvedAt),
    approvedBy: goal.approvedBy ?? null,
    overrideReason: goal.overrideReason ?? null,
    rejectReason: goal.rejectReason ?? null,
    createdAt: goal.createdAt.toISOString(),
    version: goal.version,
  };
}

/** A run; `failure` says what happened, `failureCode` in one word. */
export interface RunView {
  readonly id: string;
  readonly goalId: string;
  readonly customerId: string;
  readonly trigger: string;
  readonly status: string;
  /** `built-in`, or `model <name>`; null before its first attempt. */
  readonly engine: string | null;
  readonly stage: string | null;
  readonly attempt: number;
  readonly dueAt: string;
  readonly startedAt: string | null;
  readonly endedAt: string | null;
  /** While it rests after an attempt that failed: when the next may begin. */
  readonly retryAt: string | null;
  /** When it was found unfinished after ten minutes. */
  readonly stuckAt: string | null;
  readonly tokensReserved: number;
  readonly tokensUsed: number;
  readonly failureCode: string | null;
  readonly failure: string | null;
  readonly createdAt: string;
}

export function runView(run: GoalRun): RunView {
  return {
    id: run.id,
    goalId: run.goalId,
    customerId: run.customerId,
    trigger: run.trigger,
    status: run.status,
    engine: run.engine ?? null,
    stage: run.stage ?? null,
    attempt: run.attempt,
    dueAt: run.dueAt.toISOString(),
    startedAt: iso(run.startedAt),
    endedAt: iso(run.endedAt),
    retryAt: run.status === 'queued' ? iso(run.retryAt) : null,
    stuckAt: iso(run.stuckAt),
    tokensReserved: run.tokensReserved,
    tokensUsed: run.tokensUsed,
    failureCode: run.failureCode ?? null,
    failure: run.failureDetail ?? null,
    createdAt: run.createdAt.toISOString(),
  };
}

/** One attempt of a run; `outcome` is null while it is at work. */
export interface RunAttemptView {
  readonly number: number;
  readonly startedAt: string;
  readonly endedAt: string | null;
  /** `completed`, `failed`, `cancelled`, or `lost` when its worker died. */
  readonly outcome: string | null;
  readonly failureCode: string | null;
  readonly detail: string | null;
  readonly tokens: number;
}

export const attemptView = (attempt: RunAttempt): RunAttemptView => ({
  number: attempt.number,
  startedAt: attempt.startedAt.toISOString(),
  endedAt: iso(attempt.endedAt),
  outcome: attempt.outcome ?? null,
  failureCode: attempt.failureCode ?? null,
  detail: attempt.detail ?? null,
  tokens: attempt.tokens,
});

export interface RunEventView {
  readonly id: string;
  readonly at: string;
  readonly stage: string;
  readonly text: string;
}

export const eventView = ({ id, at, stage, text }: RunEvent): RunEventView => ({
  id,
  at: at.toISOString(),
  stage,
  text,
});
