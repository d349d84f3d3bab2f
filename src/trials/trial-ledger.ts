import { Injectable } from '@nestjs/common';
import type { AppError } from '../platform/errors/app-error.js';
import type { Tx } from '../platform/unit-of-work/tx.js';
import { remaining, reserve, settle, taskDay, tasksFreeAt, type LimitReached } from './limits.js';
import type { Trial } from './trial.entity.js';
import { trialErrors } from './trial.errors.js';
import { TrialRepository } from './trial.repository.js';

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

/** Counts tasks and tokens of trials: reserved in the transaction that makes a run, settled when it ends. */
@Injectable()
export class TrialLedger {
  constructor(private readonly trials: TrialRepository) {}

  /** One task and min(ceiling, tokens left); the trial's row stays locked until commit. */
  async reserve(tx: Tx, trialId: string, tokenCeiling: number): Promise<ReserveAnswer> {
    const trial = await this.trials.getLocked(tx.em, trialId);
    if (trial.status === 'converted') return granted({ tokens: tokenCeiling, day: null });
    if (trial.status !== 'active' || !trial.endsAt) return refused(notRunning(trial), 'trial_not_running');
    const day = taskDay(tx.now, trial.zone);
    const usage = await this.usageOf(tx, trial, trial.endsAt, day);
    const answer = reserve(usage, tokenCeiling, tx.now);
    if (!answer.granted) return refused(limitError(answer), answer.limit);
    trial.tokensReserved += answer.tokens;
    await this.trials.takeTask(tx.em, trialId, day);
    await tx.em.flush();
    return granted({ tokens: answer.tokens, day });
  }

  /** Ends a reservation: what was used stays used, the rest comes back. */
  async settle(
    tx: Tx,
    trialId: string,
    held: Reserved,
    used: { tokens: number; taskReturned: boolean },
  ): Promise<void> {
    const trial = await this.trials.getLocked(tx.em, trialId);
    if (held.day === null) {
      trial.tokensUsed += used.tokens;
      return;
    }
    const { tasksBack } = settle({ tasks: 1, tokens: held.tokens }, used);
    trial.tokensReserved -= held.tokens;
    trial.tokensUsed += Math.max(0, used.tokens);
    if (tasksBack > 0) await this.trials.giveTaskBack(tx.em, trialId, held.day);
    await tx.em.flush();
  }

  /** Why no run could start now, without reserving. */
  async refusal(tx: Tx, trialId: string): Promise<AppError | undefined> {
    const trial = await this.trials.get(tx.em, trialId);
    if (trial.status === 'converted') return undefined;
    if (trial.status !== 'active' || !trial.endsAt) return notRunning(trial);
    const day = taskDay(tx.now, trial.zone);
    const answer = reserve(await this.usageOf(tx, trial, trial.endsAt, day), 1, tx.now);
    return answer.granted ? undefined : limitError(answer);
  }

  async view(tx: Tx, trial: Trial): Promise<UsageView> {
    const day = taskDay(tx.now, trial.zone);
    const usage = await this.usageOf(tx, trial, trial.endsAt ?? tx.now, day);
    const left = remaining(usage);
    return {
      tasksToday: usage.tasksToday,
      tasksLeft: left.tasks,
      tokensLeft: left.tokens,
      tasksFreeAt: tasksFreeAt(tx.now, trial.zone).toISOString(),
    };
  }

  private async usageOf(tx: Tx, trial: Trial, endsAt: Date, day: string) {
    return {
      zone: trial.zone,
      endsAt,
      dailyTaskLimit: trial.dailyTasks,
      tokenLimit: trial.tokensTotal,
      tasksToday: await this.trials.tasksOn(tx.em, trial.id, day),
      tokensTaken: trial.tokensUsed + trial.tokensReserved,
    };
  }
}

const granted = (reserved: Reserved): ReserveAnswer => ({ granted: true, reserved });
const refused = (error: AppError, code: string): ReserveAnswer => ({ granted: false, error, code });

function notRunning({ status }: Trial): AppError {
  return trialErrors.trial_not_running(`The trial is ${status}.`, { facts: { trialStatus: status } });
}

function limitError({ limit, used, allowed, freesAt, text }: LimitReached): AppError {
  return trialErrors.trial_limit_reached(text, {
    facts: { limit, used, allowed, freesAt: freesAt?.toISOString() ?? null },
  });
}
