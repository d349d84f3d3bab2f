import { Injectable } from '@nestjs/common';
import { AgentService } from '../agents/agent.service.js';
import type { AgentTypeName } from '../agents/types/agent-types.js';
import { CustomerService } from '../customers/customer.service.js';
import { expectVersion } from '../platform/commands/expect-version.js';
import { newId } from '../platform/ids/new-id.js';
import { actorId, mayAct } from '../platform/unit-of-work/actor.js';
import type { Tx } from '../platform/unit-of-work/tx.js';
import { DAILY_TASK_LIMIT, TOKEN_LIMIT } from './limits.js';
import type { Trial } from './trial.entity.js';
import { trialConverted, trialCreated, trialEnded, trialExtended } from './trial.entries.js';
import { trialErrors } from './trial.errors.js';
import { TrialRepository } from './trial.repository.js';
import { trialStates } from './trial.states.js';

const HOUR_MS = 3_600_000;
/** What a customer success manager may grant, once. */
const CSM_HOURS = 72;
const LATE_CONVERSION_MS = 14 * 24 * HOUR_MS;

/** The life of a trial (runbook Step 4); its start is `TrialActivation`'s. */
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

  /** More hours, with a reason: a CSM once and up to 72, an admin as many as needed. */
  async extend(
    tx: Tx,
    id: string,
    { version, hours, reason }: { version: number; hours: number; reason: string },
  ): Promise<Trial> {
    const trial = await this.trials.getLocked(tx.em, id);
    expectVersion(trial, version);
    if (trial.status !== 'active' || !trial.endsAt) {
      throw trialErrors.trial_not_running(`The trial is ${trial.status}.`);
    }
    const before = await this.trials.extensions(tx.em, id);
    const admin = mayAct(tx.actor, ['admin']);
    if (!admin && (hours > CSM_HOURS || before.length > 0)) {
      const why = before.length > 0 ? 'It was extended before.' : `${hours} hours are asked for.`;
      throw trialErrors.trial_extension_refused(why);
    }
    trial.endsAt = new Date(trial.endsAt.getTime() + hours * HOUR_MS);
    const approverRole = 'role' in tx.actor ? tx.actor.role : tx.actor.kind;
    this.trials.addExtension(tx.em, {
      id: newId(),
      trialId: id,
      hours,
      reason,
      approverRole,
      approverId: actorId(tx.actor),
      at: tx.now,
    });
    tx.record(trialExtended, {
      subjectId: id,
      customerId: trial.customerId,
      data: { hours, endsAt: trial.endsAt.toISOString() },
    });
    await tx.em.flush();
    return trial;
  }

  /** Hired: the limits end, the agent's bounds are lifted. A lapsed trial converts for 14 days. */
  async convert(tx: Tx, id: string, version: number): Promise<Trial> {
    const trial = await this.trials.getLocked(tx.em, id);
    expectVersion(trial, version);
    const late = trial.status === 'expired';
    if (late && tx.now.getTime() - (trial.endedAt?.getTime() ?? 0) > LATE_CONVERSION_MS) {
      throw trialErrors.trial_too_late(`It ended on ${trial.endedAt?.toISOString() ?? 'an unknown day'}.`);
    }
    trialStates.move(trial, 'converted');
    trial.convertedAt = tx.now;
    trial.endedAt ??= tx.now;
    const { agentId, customerId } = trial;
    await this.agents.setBoundsProfile(tx, agentId, 'hired');
    tx.record(trialConverted, { subjectId: id, customerId, data: { late, agentId } });
    if (!late) tx.record(trialEnded, { subjectId: id, customerId, data: { status: 'converted', agentId } });
    await tx.em.flush();
    return trial;
  }

  async cancel(tx: Tx, id: string, { version, reason }: { version: number; reason: string }): Promise<Trial> {
    const trial = await this.trials.getLocked(tx.em, id);
    expectVersion(trial, version);
    trialStates.move(trial, 'cancelled');
    trial.endReason = reason;
    trial.activationRequestedAt = null;
    await this.end(tx, trial, tx.now);
    return trial;
  }

  /** The 168 hours are over; nothing happens when it ended or was extended meanwhile. */
  async expire(tx: Tx, id: string): Promise<boolean> {
    const trial = await this.trials.getLocked(tx.em, id);
    if (trial.status !== 'active' || !trial.endsAt || trial.endsAt > tx.now) return false;
    trialStates.move(trial, 'expired');
    await this.end(tx, trial, trial.endsAt);
    return true;
  }

  get(tx: Tx, id: string): Promise<Trial> {
    return this.trials.get(tx.em, id);
  }

  /** The trial that an agent's goals run under: its newest that was not cancelled. */
  current(tx: Tx, agentId: string): Promise<Trial | null> {
    return this.trials.current(tx.em, agentId);
  }

  private async end(tx: Tx, trial: Trial, at: Date): Promise<void> {
    trial.endedAt = at;
    const { id, customerId, agentId, status } = trial;
    tx.record(trialEnded, { subjectId: id, customerId, data: { status, agentId } });
    await tx.em.flush();
  }
}
