import { Injectable } from '@nestjs/common';
import { AgentService } from '../../agents/agent.service.js';
import { CustomerService } from '../../customers/customer.service.js';
import { dayKey, startOfDay } from '../../platform/time/wall-clock.js';
import type { Tx } from '../../platform/unit-of-work/tx.js';
import { DeliverableRepository } from '../deliverables/deliverable.repository.js';
import type { Goal } from '../goal.entity.js';
import { GoalMemory } from '../goal-memory.js';
import { runAgent, specOf } from '../goal-review.js';
import type { RunInput } from '../runtimes/agent-runtime.js';
import type { GoalRun } from './goal-run.entity.js';

/** Beyond it the count stands still: nobody reads it as more than "many". */
const MOST_IN_A_ROW = 50;

/** Gathers what a runtime is told: no secret, no id of the customer. */
@Injectable()
export class RunInputs {
  constructor(
    private readonly agents: AgentService,
    private readonly customers: CustomerService,
    private readonly deliverables: DeliverableRepository,
    private readonly memory: GoalMemory,
  ) {}

  async of(
    tx: Tx,
    goal: Goal,
    run: Pick<GoalRun, 'id' | 'tokensReserved' | 'tokensUsed'>,
  ): Promise<RunInput> {
    const agent = await this.agents.get(tx, goal.agentId);
    const { timezone } = await this.customers.get(tx, goal.customerId);
    return {
      goal: specOf(goal),
      agent: runAgent(agent),
      zone: timezone,
      tokenBudget: run.tokensReserved - run.tokensUsed,
      actionsToday: await this.actionsToday(tx, goal.agentId, timezone),
      regeneration: await this.regeneration(tx, run.id),
      platforms: agent.platforms,
      memory: await this.memory.of(tx, goal.id),
    };
  }

  /** The feedback that the run was asked with, and how often in a row another draft was asked for. */
  private async regeneration(tx: Tx, runId: string): Promise<RunInput['regeneration']> {
    const rejected = await this.deliverables.replacedBy(tx.em, runId);
    if (!rejected) return null;
    let number = 1;
    for (let before = rejected; number < MOST_IN_A_ROW; number += 1) {
      const earlier = await this.deliverables.replacedBy(tx.em, before.runId);
      if (!earlier) break;
      before = earlier;
    }
    return { number, feedback: rejected.reason ?? '' };
  }

  /** Outside actions of the agent approved on the customer's current day. */
  actionsToday(tx: Tx, agentId: string, zone: string): Promise<number> {
    return this.deliverables.actionsSince(tx.em, agentId, startOfDay(dayKey(tx.now, zone), zone));
  }
}
