import { Injectable } from '@nestjs/common';
import { AgentService } from '../../agents/agent.service.js';
import { CustomerService } from '../../customers/customer.service.js';
import { dayKey, startOfDay } from '../../platform/time/wall-clock.js';
import type { Tx } from '../../platform/unit-of-work/tx.js';
import { DeliverableRepository } from '../deliverables/deliverable.repository.js';
import type { Goal } from '../goal.entity.js';
import { runAgent, specOf } from '../goal-review.js';
import type { RunInput } from '../runtimes/agent-runtime.js';

/** Gathers what a runtime is told: no secret, no id of the customer. */
@Injectable()
export class RunInputs {
  constructor(
    private readonly agents: AgentService,
    private readonly customers: CustomerService,
    private readonly deliverables: DeliverableRepository,
  ) {}

  async of(tx: Tx, goal: Goal, tokenBudget: number): Promise<RunInput> {
    const agent = await this.agents.get(tx, goal.agentId);
    const { timezone } = await this.customers.get(tx, goal.customerId);
    return {
      goal: specOf(goal),
      agent: runAgent(agent),
      zone: timezone,
      tokenBudget,
      actionsToday: await this.actionsToday(tx, goal.agentId, timezone),
      regeneration: null,
    };
  }

  /** Outside actions of the agent approved on the customer's current day. */
  actionsToday(tx: Tx, agentId: string, zone: string): Promise<number> {
    return this.deliverables.actionsSince(tx.em, agentId, startOfDay(dayKey(tx.now, zone), zone));
  }
}
