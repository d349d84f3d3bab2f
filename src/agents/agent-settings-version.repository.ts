import { Injectable } from '@nestjs/common';
import type { EntityManager } from '../platform/database/database.js';
import { newId } from '../platform/ids/new-id.js';
import { actorId } from '../platform/unit-of-work/actor.js';
import type { Tx } from '../platform/unit-of-work/tx.js';
import { AgentSettingsVersion } from './agent-settings-version.entity.js';
import type { Agent } from './agent.entity.js';

@Injectable()
export class AgentSettingsVersions {
  /** Keeps the settings an agent has now, once they are flushed: its version counts. */
  async keep(tx: Tx, agent: Agent, limitsConfirmed: boolean): Promise<void> {
    const newest = await this.newest(tx.em, agent.id);
    const made = tx.em.create(AgentSettingsVersion, {
      id: newId(),
      agentId: agent.id,
      customerId: agent.customerId,
      number: (newest?.number ?? 0) + 1,
      agentVersion: agent.version,
      settings: agent.settings ?? null,
      limitsConfirmed,
      actorKind: tx.actor.kind,
      actorId: actorId(tx.actor),
      at: tx.now,
    });
    tx.em.persist(made);
    await tx.em.flush();
  }

  newest(em: EntityManager, agentId: string): Promise<AgentSettingsVersion | null> {
    return em.findOne(AgentSettingsVersion, { agentId }, { orderBy: { number: 'desc' } });
  }

  /** What an editor saw who opened the agent at this version. */
  seenAt(em: EntityManager, agentId: string, agentVersion: number): Promise<AgentSettingsVersion | null> {
    return em.findOne(
      AgentSettingsVersion,
      { agentId, agentVersion: { $lte: agentVersion } },
      { orderBy: { number: 'desc' } },
    );
  }

  /** Newest first; with `before` those older than that number. */
  ofAgent(
    em: EntityManager,
    agentId: string,
    limit: number,
    before?: number,
  ): Promise<AgentSettingsVersion[]> {
    const where = before === undefined ? { agentId } : { agentId, number: { $lt: before } };
    return em.find(AgentSettingsVersion, where, { orderBy: { number: 'desc' }, limit });
  }

  find(em: EntityManager, agentId: string, number: number): Promise<AgentSettingsVersion | null> {
    return em.findOne(AgentSettingsVersion, { agentId, number });
  }
}
