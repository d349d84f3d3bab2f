import { Injectable } from '@nestjs/common';
import { AgentService } from '../agents/agent.service.js';
import type { AgentTypeName } from '../agents/types/agent-types.js';
import { CustomerService } from '../customers/customer.service.js';
import { expectVersion } from '../platform/commands/expect-version.js';
import type { AppError } from '../platform/errors/app-error.js';
import { commonErrors } from '../platform/errors/common-errors.js';
import { newId } from '../platform/ids/new-id.js';
import type { Tx } from '../platform/unit-of-work/tx.js';
import { DAILY_TASK_LIMIT, TOKEN_LIMIT } from './limits.js';
import type { Trial } from './trial.entity.js';
import { trialCreated, trialEnded, trialNotHired } from './trial.entries.js';
import { trialErrors } from './trial.errors.js';
import { TrialRepository } from './trial.repository.js';
import { statusAt, trialStates, type NotHiredReason, type TrialStatus } from './trial.states.js';

export interface NotHired {
  readonly because: NotHiredReason;
  readonly words: string | null;
}

interface Cancellation {
  readonly version: number;
  readonly reason: string;
  readonly because?: NotHiredReason | undefined;
}

/** The life of a trial (runbook Step 4); its start is `TrialActivation`'s, its conversion `TrialHire`'s. */
@Injectable()
export class TrialService {
  constructor(
    private readonly trials: TrialRepository,
    private readonly agents: AgentService,
    private readonly customers: CustomerService,
  ) {}

  /** Step 4: pending, for the agent of a type (the customer's only one unless told). */
  async create(tx: Tx, customerId: string, agentType?: AgentTypeName): Promise<Trial> {
    const customer = await this.customers.requireActive(tx, customerId);
    const agent = await this.agents.find(tx, customerId, agentType);
    const open = await this.trials.open(tx.em, customerId, agent.type);
    if (open) {
      throw trialErrors.trial_open_already(`A ${agent.type} trial is ${open.status}.`, {
        facts: { trialId: open.id },
      });
    }
    const hired = await this.trials.hired(tx.em, agent.id);
    if (hired) {
      throw trialErrors.trial_agent_hired(
        `Its trial was converted at ${hired.convertedAt?.toISOString() ?? ''}.`,
        {
          facts: { trialId: hired.id },
        },
      );
    }
    const trial = this.trials.add(tx.em, {
      id: newId(),
      customerId,
      agentId: agent.id,
      agentType: agent.type,
      zone: customer.timezone,
      dailyTasks: DAILY_TASK_LIMIT,
      tokensTotal: TOKEN_LIMIT,
      createdAt: tx.now,
    });
    tx.record(trialCreated, { subjectId: trial.id, customerId, data: { agentType: agent.type } });
    await this.agents.setBoundsProfile(tx, agent.id, 'trial');
    await tx.em.flush();
    return trial;
  }

  /** The trial, locked, as it stands at this instant: one whose end has come is expired first. */
  async present(tx: Tx, id: string, version?: number): Promise<Trial> {
    const trial = await this.trials.getLocked(tx.em, id);
    if (version !== undefined) expectVersion(trial, version);
    await this.lapse(tx, trial);
    return trial;
  }

  /** Why it cannot be cancelled any more, by the clock itself; undefined while it can. */
  async whyNotCancel(tx: Tx, id: string): Promise<AppError | undefined> {
    const status = statusAt(await this.trials.get(tx.em, id), tx.now);
    if (trialStates.can(status, 'cancelled')) return undefined;
    return commonErrors.transition_refused(`The trial is ${status}: nothing is left to cancel.`, {
      hint: 'A trial that has expired can be converted, or followed by a new one.',
    });
  }

  /** Only what runs has an end to put off. */
  async whyNotExtend(tx: Tx, id: string): Promise<AppError | undefined> {
    const status = statusAt(await this.trials.get(tx.em, id), tx.now);
    return status === 'active' ? undefined : trialErrors.trial_not_running(`The trial is ${status}.`);
  }

  /** Before its end; what ops learned of the reason is kept with it. */
  async cancel(tx: Tx, id: string, { version, reason, because }: Cancellation): Promise<Trial> {
    const trial = await this.present(tx, id, version);
    trialStates.move(trial, 'cancelled');
    trial.endReason = reason;
    trial.activationRequestedAt = null;
    await this.end(tx, trial, tx.now);
    if (because) this.notHired(tx, trial, { because, words: reason });
    await tx.em.flush();
    return trial;
  }

  /** Why the agent was not hired; the last word counts. */
  notHired(tx: Tx, trial: Trial, { because, words }: NotHired): void {
    trial.notHiredBecause = because;
    trial.notHiredWords = words;
    trial.notHiredAt = tx.now;
    const { id: subjectId, customerId } = trial;
    tx.record(trialNotHired, { subjectId, customerId, data: { because } });
  }

  /** The 168 hours are over; nothing happens when it ended or was extended meanwhile. */
  async expire(tx: Tx, id: string): Promise<boolean> {
    return this.lapse(tx, await this.trials.getLocked(tx.em, id));
  }

  statusNow(tx: Tx, trial: Trial): TrialStatus {
    return statusAt(trial, tx.now);
  }

  get(tx: Tx, id: string): Promise<Trial> {
    return this.trials.get(tx.em, id);
  }

  /** Those that exist. */
  all(tx: Tx, ids: readonly string[]): Promise<Trial[]> {
    return this.trials.all(tx.em, ids);
  }

  /** The trial that an agent's goals run under: the one it was hired for, else its newest that was not cancelled. */
  current(tx: Tx, agentId: string): Promise<Trial | null> {
    return this.trials.current(tx.em, agentId);
  }

  private async lapse(tx: Tx, trial: Trial): Promise<boolean> {
    const { endsAt } = trial;
    if (statusAt(trial, tx.now) === trial.status || !endsAt) return false;
    trialStates.move(trial, 'expired');
    await this.end(tx, trial, endsAt);
    return true;
  }

  private async end(tx: Tx, trial: Trial, at: Date): Promise<void> {
    trial.endedAt = at;
    trial.noticeAt = trial.checkInMailAt = null;
    const { id, customerId, agentId, status } = trial;
    tx.record(trialEnded, { subjectId: id, customerId, data: { status, agentId } });
    await tx.em.flush();
  }
}
