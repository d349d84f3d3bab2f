import { isDeepStrictEqual } from 'node:util';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { CountryGate } from '../customers/country-gate.service.js';
import { CustomerService } from '../customers/customer.service.js';
import { parseInput } from '../platform/commands/parse-input.js';
import { newId } from '../platform/ids/new-id.js';
import type { Tx } from '../platform/unit-of-work/tx.js';
import { AgentConflict } from './agent-conflict.js';
import type { Agent } from './agent.entity.js';
import { agentDrafted, agentPlatformsSet } from './agent.entries.js';
import { agentErrors } from './agent.errors.js';
import { AgentRepository } from './agent.repository.js';
import { OfferedPlatforms } from './offered-platforms.js';
import type { PlatformName } from './platform-names.js';
import type { BoundsProfile } from './types/agent-type.js';
import { AGENT_TYPES, platformChoice, type AgentTypeName } from './types/agent-types.js';

/** Agents of a customer: one of each type (runbook Steps 6 and 9). */
@Injectable()
export class AgentService {
  constructor(
    private readonly agents: AgentRepository,
    private readonly customers: CustomerService,
    private readonly countries: CountryGate,
    private readonly offered: OfferedPlatforms,
    private readonly conflict: AgentConflict,
  ) {}

  /** Step 6: the type and the platforms it will work on. Without `platforms` the type's required ones. */
  async draft(
    tx: Tx,
    customerId: string,
    type: AgentTypeName,
    platforms?: readonly PlatformName[],
  ): Promise<Agent> {
    await this.customers.requireActive(tx, customerId);
    if (await this.agents.ofType(tx.em, customerId, type)) {
      throw agentErrors.agent_exists(`There is a ${AGENT_TYPES[type].title.toLowerCase()} already.`);
    }
    await this.countries.refuseAgent(tx, customerId, type);
    const chosen = chosenPlatforms(type, platforms ?? AGENT_TYPES[type].platforms.required);
    this.offered.refuseNew(chosen);
    const agent = this.agents.add(tx.em, {
      id: newId(),
      customerId,
      type,
      status: 'draft',
      platforms: chosen,
      boundsProfile: 'trial',
      createdAt: tx.now,
    });
    tx.record(agentDrafted, {
      subjectId: agent.id,
      customerId,
      data: { agentType: type, platforms: chosen },
    });
    return agent;
  }

  async setPlatforms(
    tx: Tx,
    id: string,
    version: number,
    platforms: readonly PlatformName[],
  ): Promise<Agent> {
    const agent = await this.agents.get(tx.em, id);
    await this.conflict.refuse(tx, agent, version);
    this.choose(tx, agent, platforms);
    await tx.em.flush();
    return agent;
  }

  /** Changes what an agent works on (Steps 6 and 9); to choose the same again changes nothing. */
  choose(tx: Tx, agent: Agent, platforms: readonly PlatformName[]): void {
    const chosen = chosenPlatforms(agent.type, platforms);
    this.offered.refuseNew(chosen, agent.platforms);
    if (isDeepStrictEqual(chosen, [...agent.platforms])) return;
    agent.platforms = chosen;
    tx.record(agentPlatformsSet, {
      subjectId: agent.id,
      customerId: agent.customerId,
      data: { agentType: agent.type, platforms: chosen },
    });
  }

  ofCustomer(tx: Tx, customerId: string): Promise<Agent[]> {
    return this.agents.ofCustomer(tx.em, customerId);
  }

  get(tx: Tx, id: string): Promise<Agent> {
    return this.agents.get(tx.em, id);
  }

  /** The agent of a type; without a type the customer's only one. Throws `agent_not_drafted` (409). */
  async find(tx: Tx, customerId: string, type?: AgentTypeName): Promise<Agent> {
    const agents = await this.agents.ofCustomer(tx.em, customerId);
    const [agent, another] = type ? agents.filter((each) => each.type === type) : agents;
    if (!agent) throw agentErrors.agent_not_drafted('No agent was drafted for this customer.');
    if (another) {
      throw agentErrors.agent_not_drafted('The customer has several agents.', {
        hint: 'Name the type of the agent: marketing or trading.',
      });
    }
    return agent;
  }

  /** The platforms whose credentials are required: those of all the customer's agents, or of one. */
  async requiredPlatforms(tx: Tx, customerId: string, agentId?: string): Promise<PlatformName[]> {
    const agents = await this.agents.ofCustomer(tx.em, customerId);
    const concerned = agentId === undefined ? agents : agents.filter(({ id }) => id === agentId);
    return [...new Set(concerned.flatMap(({ platforms }) => platforms))];
  }

  /** Trials set which bounds hold: those of a trial, or none after hiring. */
  async setBoundsProfile(tx: Tx, id: string, profile: BoundsProfile): Promise<void> {
    const agent = await this.agents.get(tx.em, id);
    agent.boundsProfile = profile;
  }
}

function chosenPlatforms(type: AgentTypeName, platforms: readonly PlatformName[]): PlatformName[] {
  return parseInput(z.strictObject({ platforms: platformChoice(type) }), { platforms }).platforms;
}
