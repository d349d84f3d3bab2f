import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Refusals } from '../platform/commands/refusals.js';
import type { AppError } from '../platform/errors/app-error.js';
import type { Tx } from '../platform/unit-of-work/tx.js';
import {
  remaining,
  reserve,
  taskDay,
  tasksFreeAt,
  type LimitName,
  type LimitReached,
  type TrialUsage,
} from './limits.js';
import type { Trial } from './trial.entity.js';
import { trialUsageReached } from './trial.entries.js';
import { trialErrors } from './trial.errors.js';
import { TrialRepository } from './trial.repository.js';
import { statusAt } from './trial.states.js';
import { TrialUsageRepository, type Counted, type Refusal, type Used } from './trial-usage.repository.js';

/** A run that is to be made under a trial. */
export interface RunToCome {
  readonly runId: string;
  readonly trialId: string;
  readonly trigger: 'manual' | 'schedule';
  readonly tokenCeiling: number;
}

/** What a run holds of its trial: the tokens, and the day its task counts for (null once hired: no limits). */
export interface Reserved {
  readonly tokens: number;
  readonly day: string | null;
}

export type ReserveAnswer =
  | { readonly granted: true; readonly reserved: Reserved }
  | { readonly granted: false; readonly error: AppError; readonly code: string };

/** What is used and what is left, for pages. */
export interface UsageView {
  readonly tasksToday: number;
  readonly tasksLeft: number;
  readonly tokensLeft: number;
  /** When today's tasks are free again. */
  readonly tasksFreeAt: string;
}

/** Of the tokens so much is used: the customer and its manager are told, once each. */
const TOLD_AT = [100, 80] as const;

/** Counts tasks and tokens of trials: reserved in the transaction that makes a run, settled when it ends. */
@Injectable()
export class TrialLedger implements OnModuleInit {
  constructor(
    private readonly trials: TrialRepository,
    private readonly usage: TrialUsageRepository,
    private readonly refusals: Refusals,
  ) {}

  /** A refused press changes nothing, so its line is written after the rollback. */
  onModuleInit(): void {
    this.refusals.on('trial_limit_reached', async (em, { facts }) => {
      const refusal = refusalIn(facts);
      if (refusal) await this.usage.addRefusal(em, refusal);
    });
  }

  /** One task and min(ceiling, tokens left); the trial's row stays locked until commit. */
  async reserve(
    tx: Tx,
    { runId, trialId, trigger, tokenCeiling: tokens }: RunToCome,
  ): Promise<ReserveAnswer> {
    const { status, zone } = await this.trials.get(tx.em, trialId);
    const asked = { runId, trialId, tokens, now: tx.now };
    if (status === 'converted') {
      await this.usage.note(tx.em, { ...asked, day: null });
      return granted({ tokens, day: null });
    }
    const day = taskDay(tx.now, zone);
    const held = await this.usage.reserve(tx.em, { ...asked, day });
    if (held !== undefined) return granted({ tokens: held, day });
    const trial = await this.trials.getLocked(tx.em, trialId);
    if (trial.status !== 'active' || !trial.endsAt) return refused(notRunning(trial), 'trial_not_running');
    const tasks = (await this.tasksToday(tx, [trial])).get(trialId);
    const answer = reserve(usageOf(trial, trial.endsAt, tasks), tokens, tx.now);
    if (answer.granted) throw new Error(`Trial ${trialId} refused a run that its limits allow`);
    const { limit, used, allowed, freesAt } = answer;
    if (trigger === 'schedule')
      await this.usage.addRefusal(tx.em, {
        trialId,
        at: tx.now,
        trigger,
        limit,
        day,
        used,
        allowed,
        freesAt,
      });
    return refused(limitError(answer, trialId, tx.now, day), limit);
  }

  /** Ends a run's reservation, once: what was used stays used, the rest comes back. */
  async settle(tx: Tx, runId: string, used: Used): Promise<void> {
    await tx.em.flush();
    const counted = await this.usage.settle(tx.em, runId, used, tx.now);
    if (counted?.status === 'active') await this.tell(tx, counted);
  }

  /** Why no run could start now, without reserving. */
  async refusal(tx: Tx, trialId: string): Promise<AppError | undefined> {
    return (await this.refusalsOf(tx, [await this.trials.get(tx.em, trialId)])).get(trialId);
  }

  /** The same of several trials, by trial; those under which a run could start are left out. */
  async refusalsOf(tx: Tx, trials: readonly Trial[]): Promise<Map<string, AppError>> {
    const tasks = await this.tasksToday(tx, trials);
    const found = new Map<string, AppError>();
    for (const trial of trials) {
      const refusal = refusalOf(trial, tasks.get(trial.id), tx.now);
      if (refusal) found.set(trial.id, refusal);
    }
    return found;
  }

  /** Whether a run that waits may still begin: the trial's clock says so, not its state. */
  async isOver(tx: Tx, trialId: string): Promise<boolean> {
    const status = statusAt(await this.trials.get(tx.em, trialId), tx.now);
    return status === 'expired' || status === 'cancelled';
  }

  async view(tx: Tx, trial: Trial): Promise<UsageView> {
    return viewOf(trial, (await this.tasksToday(tx, [trial])).get(trial.id), tx.now);
  }

  /** In the trials' order. */
  async views(
    tx: Tx,
    trials: readonly Trial[],
  ): Promise<{ readonly trial: Trial; readonly usage: UsageView }[]> {
    const tasks = await this.tasksToday(tx, trials);
    return trials.map((trial) => ({ trial, usage: viewOf(trial, tasks.get(trial.id), tx.now) }));
  }

  private async tell(tx: Tx, { trialId, customerId, tokensUsed, tokensTotal }: Counted): Promise<void> {
    const percent = TOLD_AT.find((part) => tokensUsed * 100 >= tokensTotal * part);
    if (percent === undefined || !(await this.trials.firstTold(tx.em, trialId, percent))) return;
    tx.record(trialUsageReached, { subjectId: trialId, customerId, data: { percent } });
  }

  /** Of each trial's own day. */
  private tasksToday({ em, now }: Tx, trials: readonly Trial[]): Promise<Map<string, number>> {
    return this.usage.tasksOn(
      em,
      trials.map(({ id, zone }) => ({ trialId: id, day: taskDay(now, zone) })),
    );
  }
}

function usageOf(trial: Trial, endsAt: Date, tasksToday = 0): TrialUsage {
  return {
    zone: trial.zone,
    endsAt,
    dailyTaskLimit: trial.dailyTasks,
    tokenLimit: trial.tokensTotal,
    tasksToday,
    tokensTaken: trial.tokensUsed + trial.tokensReserved,
  };
}

function viewOf(trial: Trial, tasks: number | undefined, now: Date): UsageView {
  const usage = usageOf(trial, trial.endsAt ?? now, tasks);
  const left = remaining(usage);
  return {
    tasksToday: usage.tasksToday,
    tasksLeft: left.tasks,
    tokensLeft: left.tokens,
    tasksFreeAt: tasksFreeAt(now, trial.zone).toISOString(),
  };
}

function refusalOf(trial: Trial, tasks: number | undefined, now: Date): AppError | undefined {
  if (trial.status === 'converted') return undefined;
  if (trial.status !== 'active' || !trial.endsAt) return notRunning(trial);
  const answer = reserve(usageOf(trial, trial.endsAt, tasks), 1, now);
  return answer.granted ? undefined : limitError(answer, trial.id, now, taskDay(now, trial.zone));
}

const granted = (reserved: Reserved): ReserveAnswer => ({ granted: true, reserved });
const refused = (error: AppError, code: string): ReserveAnswer => ({ granted: false, error, code });

function notRunning({ status }: Trial): AppError {
  return trialErrors.trial_not_running(`The trial is ${status}.`, { facts: { trialStatus: status } });
}

function limitError(
  { limit, used, allowed, freesAt, text }: LimitReached,
  trialId: string,
  now: Date,
  day: string,
): AppError {
  return trialErrors.trial_limit_reached(text, {
    facts: {
      ...{ trialId, limit, used, allowed, day },
      at: now.toISOString(),
      freesAt: freesAt?.toISOString() ?? null,
    },
  });
}

/** What a press met, read back from its refusal. */
function refusalIn(facts: Readonly<Record<string, unknown>>): Refusal | undefined {
  const { trialId, limit, used, allowed, day, at, freesAt } = facts as Readonly<{
    [K in keyof Refusal]: string;
  }> & { used: number; allowed: number };
  if (typeof trialId !== 'string' || typeof at !== 'string') return undefined;
  return {
    ...{ trialId, trigger: 'manual' as const, limit: limit as LimitName, day, used, allowed },
    at: new Date(at),
    freesAt: freesAt === null ? null : new Date(freesAt),
  };
}
