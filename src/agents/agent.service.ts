import { isDeepStrictEqual } from 'node:util';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { CountryGate } from '../customers/country-gate.service.js';
import { CsmService } from '../customers/csm.service.js';
import { CustomerService } from '../customers/customer.service.js';
import type { CommandForm } from '../platform/commands/command.js';
import { expectVersion } from '../platform/commands/expect-version.js';
import { parseInput } from '../platform/commands/parse-input.js';
import { newId } from '../platform/ids/new-id.js';
import type { Tx } from '../platform/unit-of-work/tx.js';
import type { Agent } from './agent.entity.js';
import { agentConfigured, agentDrafted, agentPlatformsSet } from './agent.entries.js';
import { agentErrors } from './agent.errors.js';
import { AgentRepository } from './agent.repository.js';
import { agentStates } from './agent.states.js';
import type { PlatformName } from './platform-names.js';
import { suggestedName } from './types/suggested-name.js';
import type { BoundsProfile } from './types/agent-type.js';
import {
  AGENT_TYPES,
  boundsFindings,
  platformChoice,
  type AgentTypeName,
  type AnyAgentSettings,
} from './types/agent-types.js';

/** Agents of a customer: one of each type (runbook Steps 6 and 9). */
@Injectable()
export class AgentService {
  constructor(
    private readonly agents: AgentRepository,
    private readonly customers: CustomerService,
    private readonly countries: CountryGate,
    private readonly managers: CsmService,
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
    expectVersion(agent, version);
    agent.platforms = chosenPlatforms(agent.type, platforms);
    tx.record(agentPlatformsSet, {
      subjectId: id,
      customerId: agent.customerId,
      data: { agentType: agent.type, platforms: agent.platforms },
    });
    await tx.em.flush();
    return agent;
  }

  /** The fields of the agent's type, filled with what is set, else with the runbook's values. */
  async settingsForm(tx: Tx, id: string): Promise<CommandForm> {
    const { type, settings, customerId, platforms } = await this.agents.get(tx.em, id);
    const customer = await this.customers.get(tx, customerId);
    const csm = await this.managers.get(tx.em, customer.csmId);
    return {
      fields: { settings: AGENT_TYPES[type].settings },
      start: {
        settings: {
          ...AGENT_TYPES[type].defaults,
          ...suggestedName(type, { ...customer, csmName: csm.name, platforms }),
          ...settings,
        },
      },
    };
  }

  /** Step 9: the settings, by the type's schema and inside the bounds of its profile. */
  async configure(
    tx: Tx,
    id: string,
    { version, settings }: { version: number; settings: unknown },
  ): Promise<Agent> {
    const agent = await this.agents.get(tx.em, id);
    expectVersion(agent, version);
    const parsed = parsedSettings(agent.type, settings);
    refuseOutOfBounds(agent, parsed);
    const changed = changedFields(agent.settings ?? {}, parsed);
    const first = agent.status === 'draft';
    if (first) {
      agentStates.move(agent, 'configured');
      agent.configuredAt = tx.now;
    }
    agent.settings = parsed;
    tx.record(agentConfigured, {
      subjectId: id,
      customerId: agent.customerId,
      data: { agentType: agent.type, first, changed },
    });
    await tx.em.flush();
    return agent;
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

/** Refusals name the field as the caller sent it: `settings.nickname`. */
function parsedSettings(type: AgentTypeName, settings: unknown): AnyAgentSettings {
  const schema = AGENT_TYPES[type].settings as z.ZodType<AnyAgentSettings>;
  return parseInput(z.strictObject({ settings: schema }), { settings }).settings;
}

function refuseOutOfBounds({ type, boundsProfile }: Agent, settings: AnyAgentSettings): void {
  const findings = boundsFindings(type, settings as never, boundsProfile);
  if (findings.length === 0) return;
  throw agentErrors.settings_out_of_bounds(findings.map(({ text }) => text).join(' '), {
    fields: findings.map(({ field, text }) => ({ field: `settings.${field}`, message: text })),
  });
}

/** Names of the fields whose value is another than before. */
function changedFields(before: object, after: object): string[] {
  const old = before as Record<string, unknown>;
  return Object.entries(after)
    .filter(([field, value]) => !isDeepStrictEqual(old[field], value))
    .map(([field]) => field);
}
