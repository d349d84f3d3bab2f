import { Injectable } from '@nestjs/common';
import type { EntityManager } from '../platform/database/database.js';
import { commonErrors } from '../platform/errors/common-errors.js';
import { Agent } from './agent.entity.js';
import type { AgentTypeName } from './types/agent-types.js';

@Injectable()
export class AgentRepository {
  /** Throws `not_found` (404). */
  async get(em: EntityManager, id: string): Promise<Agent> {
    const agent = await em.findOne(Agent, { id });
    if (!agent) throw commonErrors.not_found(`There is no agent with the id ${id}.`);
    return agent;
  }

  ofType(em: EntityManager, customerId: string, type: AgentTypeName): Promise<Agent | null> {
    return em.findOne(Agent, { customerId, type });
  }

  /** Oldest first. */
  ofCustomer(em: EntityManager, customerId: string): Promise<Agent[]> {
    return em.find(Agent, { customerId }, { orderBy: { id: 'asc' } });
  }

  add(em: EntityManager, agent: Omit<Agent, 'version' | 'settings' | 'configuredAt'>): Agent {
    const made = em.create(Agent, { ...agent, settings: null, configuredAt: null });
    em.persist(made);
    return made;
  }
}
