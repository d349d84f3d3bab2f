import { Injectable } from '@nestjs/common';
import type { Agent } from '../agents/agent.entity.js';
import { agentErrors } from '../agents/agent.errors.js';
import { AgentService } from '../agents/agent.service.js';
import { CustomerService } from '../customers/customer.service.js';
import type { AppError } from '../platform/errors/app-error.js';
import { commonErrors } from '../platform/errors/common-errors.js';
import { newId } from '../platform/ids/new-id.js';
import { Settings } from '../platform/settings/settings.js';
import type { Tx } from '../platform/unit-of-work/tx.js';
import { approvesItself } from './approval-policy.js';
import type { Goal, StoredSchedule } from './goal.entity.js';
import {
  goalApproved,
  goalArchived,
  goalCreated,
  goalEdited,
  goalPaused,
  goalRejected,
  goalResubmitted,
} from './goal.entries.js';
import { holdToCaps } from './goal-caps.js';
import { refuseStale } from './goal-conflict.js';
import { goalErrors } from './goal.errors.js';
import { GoalReopening } from './goal-reopening.js';
import { approvalPolicy } from './goal.settings.js';
import { GoalReview, specOf } from './goal-review.js';
import { GoalRepository, type AgentGoals } from './goal.repository.js';
import { goalStates, NOT_PAUSED, refusalUnless, type GoalStatus, type PauseReason } from './goal.states.js';
import type { CatchUp } from './schedule/catch-up.js';
import { nextOf } from './schedule/occurrences.js';
import {
  outlineOf,
  reopensApproval,
  type GoalSpec,
  type GoalTemplateName,
} from './templates/goal-templates.js';

export interface GoalGiven {
  readonly agentId: string;
  readonly name?: string | undefined;
  readonly spec: GoalSpec;
  /** One catch-up run after an outage (default), or none. */
  readonly catchUp?: CatchUp | undefined;
}

/** Goals and their approval's outcome (runbook Step 10); deciding on it is `GoalApproval`'s. */
@Injectable()
export class GoalService {
  constructor(
    private readonly goals: GoalRepository,
    private readonly customers: CustomerService,
    private readonly agents: AgentService,
    private readonly safety: GoalReview,
    private readonly settings: Settings,
    private readonly reopening: GoalReopening,
  ) {}

  /** Made pending approval, with its safety findings; it approves itself where the policy lets it. */
  async create(
    tx: Tx,
    customerId: string,
    { agentId, name, spec, catchUp = 'one' }: GoalGiven,
  ): Promise<Goal> {
    const { timezone } = await this.customers.requireActive(tx, customerId);
    const agent = await this.theirAgent(tx, customerId, agentId);
    await holdToCaps(tx, this.goals, { customerId, agentId });
    const outline = outlineOf(spec);
    if (outline.agentType !== agent.type) {
      throw goalErrors.goal_template_mismatch(
        `It is for a ${outline.agentType} agent; this is a ${agent.type} agent.`,
      );
    }
    const trial = await this.safety.trialFor(tx, agentId);
    const about = { name: name ?? outline.name, spec, customerId, agentId, trialId: trial.id };
    const findings = await this.safety.review(tx, { id: null, ...about });
    const goal = this.goals.add(tx.em, {
      id: newId(),
      customerId,
      agentId,
      trialId: trial.id,
      template: spec.template,
      name: about.name,
      params: { ...spec.parameters },
      schedule: scheduleOf(spec, timezone),
      status: 'pending_approval',
      findings,
      catchUp,
      pendingSince: tx.now,
      createdAt: tx.now,
    });
    tx.record(goalCreated, { subjectId: goal.id, customerId, data: { template: spec.template, agentId } });
    if (await this.approvesItself(tx, goal, trial.status !== 'converted'))
      this.markApproved(tx, goal, 'policy');
    await tx.em.flush();
    return goal;
  }

  /** A change of frequency, platform, coin or gate re-opens approval; so does one that fails the review. */
  async edit(
    tx: Tx,
    id: string,
    change: { version: number } & Pick<GoalGiven, 'name' | 'spec' | 'catchUp'>,
  ): Promise<Goal> {
    const goal = await this.goals.get(tx.em, id);
    await refuseStale(tx, this.goals, goal, change.version);
    if (goal.status === 'archived') throw goalErrors.goal_finished('An archived goal cannot be edited.');
    const weighty = reopensApproval(specOf(goal), change.spec);
    const { timezone } = await this.customers.get(tx, goal.customerId);
    goal.name = change.name ?? goal.name;
    goal.catchUp = change.catchUp ?? goal.catchUp;
    goal.params = { ...change.spec.parameters };
    goal.schedule = scheduleOf(change.spec, timezone);
    const findings = await this.safety.reviewStored(tx, goal);
    if (['approved', 'paused'].includes(goal.status))
      if (weighty || (await this.reopening.failsAnew(tx, goal, findings)))
        return this.reopening.reopen(tx, goal, findings);
    goal.findings = findings;
    tx.record(goalEdited, { subjectId: id, customerId: goal.customerId, data: { reopened: false } });
    await tx.em.flush();
    return goal;
  }

  get(tx: Tx, id: string): Promise<Goal> {
    return this.goals.get(tx.em, id);
  }

  agentsOf(tx: Tx, customerId: string): Promise<Agent[]> {
    return this.agents.ofCustomer(tx, customerId);
  }

  /** How many goals each agent has, for the form of another. */
  counted(tx: Tx, customerId: string): Promise<Map<string, AgentGoals>> {
    return this.goals.counted(tx.em, customerId);
  }

  /** A goal is an agent's: without one there is nothing to set it to. */
  async whyNotCreate(tx: Tx, customerId: string): Promise<AppError | undefined> {
    const [agent] = await this.agentsOf(tx, customerId);
    return agent ? undefined : agentErrors.agent_not_drafted('No agent was drafted for this customer.');
  }

  /** Why a button cannot be pressed now, or undefined: the goal has to be in one of these states. */
  async whyNot(tx: Tx, id: string, ...states: readonly GoalStatus[]): Promise<AppError | undefined> {
    return refusalUnless(await this.goals.get(tx.em, id), ...states);
  }

  async templateOf(tx: Tx, id: string): Promise<GoalTemplateName> {
    return (await this.goals.get(tx.em, id)).template;
  }

  async reject(tx: Tx, id: string, { version, reason }: { version: number; reason: string }): Promise<Goal> {
    const goal = await this.goals.get(tx.em, id);
    await refuseStale(tx, this.goals, goal, version);
    goalStates.move(goal, 'rejected');
    goal.rejectReason = reason;
    return this.recorded(tx, goal, goalRejected);
  }

  async resubmit(tx: Tx, id: string): Promise<Goal> {
    const goal = await this.goals.get(tx.em, id);
    await holdToCaps(tx, this.goals, goal, true);
    goalStates.move(goal, 'pending_approval');
    goal.rejectReason = null;
    goal.pendingSince = tx.now;
    goal.findings = await this.safety.reviewStored(tx, goal);
    return this.recorded(tx, goal, goalResubmitted);
  }

  /** @param note a person's reason, which the customer reads */
  async pause(tx: Tx, id: string, reason: PauseReason, note?: string): Promise<Goal> {
    const goal = await this.goals.get(tx.em, id);
    goalStates.move(goal, 'paused');
    Object.assign(goal, {
      pauseReason: reason,
      pausedBy: reason === 'person' ? tx.actor.kind : null,
      pauseNote: note ?? null,
    });
    goal.nextDueAt = null;
    tx.record(goalPaused, { subjectId: id, customerId: goal.customerId, data: { reason } });
    await tx.em.flush();
    return goal;
  }

  /** A customer withdraws what was not approved yet; what our team approved, it ends. */
  async archive(tx: Tx, id: string): Promise<Goal> {
    const goal = await this.goals.get(tx.em, id);
    const withdrawn = tx.actor.kind === 'customer';
    if (withdrawn && (goal.status === 'approved' || goal.status === 'paused'))
      throw goalErrors.goal_not_withdrawable(`“${goal.name}” is ${goal.status}.`);
    goalStates.move(goal, 'archived');
    goal.nextDueAt = null;
    tx.record(goalArchived, { subjectId: id, customerId: goal.customerId, data: { withdrawn } });
    await tx.em.flush();
    return goal;
  }

  markApproved(tx: Tx, goal: Goal, by: string, overrideReason: string | null = null): void {
    goalStates.move(goal, 'approved');
    goal.approvedAt = tx.now;
    goal.approvedBy = by;
    goal.overrideReason = overrideReason;
    Object.assign(goal, NOT_PAUSED);
    goal.nextDueAt = nextOf(goal, tx.now);
    const data = { by, overridden: overrideReason !== null };
    tx.record(goalApproved, { subjectId: goal.id, customerId: goal.customerId, data });
  }

  private async approvesItself(
    tx: Tx,
    { agentId, template, findings }: Goal,
    onTrial: boolean,
  ): Promise<boolean> {
    const { em, actor } = tx;
    return approvesItself(await this.settings.get(em, approvalPolicy), {
      agentHasApproved: await this.goals.hasApproved(em, agentId),
      onTrial,
      stoppedBefore: actor.kind === 'customer' && (await this.goals.hasStopped(em, agentId, template)),
      findings,
    });
  }

  private async theirAgent(tx: Tx, customerId: string, agentId: string): Promise<Agent> {
    const agent = await this.agents.get(tx, agentId);
    if (agent.customerId === customerId) return agent;
    throw commonErrors.validation_failed('Not accepted: agentId.', {
      fields: [{ field: 'agentId', message: 'must be an agent of this customer' }],
    });
  }

  private async recorded(tx: Tx, goal: Goal, type: typeof goalRejected): Promise<Goal> {
    tx.record(type, { subjectId: goal.id, customerId: goal.customerId, data: {} });
    await tx.em.flush();
    return goal;
  }
}

function scheduleOf(spec: GoalSpec, zone: string): StoredSchedule {
  const { cron, frequency } = outlineOf(spec);
  return { cron, zone, frequency };
}
