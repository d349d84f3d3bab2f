import { defineEntity, p } from '@mikro-orm/core';
import { AGENT_STATES } from './agent.states.js';
import { PLATFORMS } from './platform-names.js';
import type { AnyAgentSettings } from './types/agent-types.js';

const AgentSchema = defineEntity({
  name: 'Agent',
  tableName: 'agent',
  properties: {
    id: p.uuid().primary(),
    customerId: p.uuid(),
    type: p.enum(['marketing', 'trading'] as const),
    status: p.enum(AGENT_STATES),
    /** Chosen at Step 6, edited at Step 9: the required credentials. */
    platforms: p.enum(PLATFORMS).array(),
    /** By the type's schema; null while it is a draft. */
    settings: p.json<AnyAgentSettings>().nullable(),
    /** Which bounds its settings must keep; a conversion lifts it to `hired`. */
    boundsProfile: p.enum(['trial', 'hired'] as const),
    configuredAt: p.datetime().nullable(),
    createdAt: p.datetime(),
    version: p.integer().version(),
  },
  uniques: [{ name: 'agent_customer_type_key', properties: ['customerId', 'type'] }],
});

/** A customer's agent (runbook Step 9). */
export class Agent extends AgentSchema.class {}
AgentSchema.setClass(Agent);
