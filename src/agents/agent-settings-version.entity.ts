import { defineEntity, p } from '@mikro-orm/core';
import type { AnyAgentSettings } from './types/agent-types.js';

const AgentSettingsVersionSchema = defineEntity({
  name: 'AgentSettingsVersion',
  tableName: 'agent_settings_version',
  properties: {
    id: p.uuid().primary(),
    agentId: p.uuid(),
    customerId: p.uuid(),
    number: p.integer(),
    /** The agent's version with these settings: tells which of them an editor had seen. */
    agentVersion: p.integer(),
    /** Null once erased. */
    settings: p.json<AnyAgentSettings>().nullable(),
    /** The limits were read back and confirmed with this save. */
    limitsConfirmed: p.boolean(),
    actorKind: p.text(),
    actorId: p.text(),
    at: p.datetime(),
  },
  uniques: [{ name: 'agent_settings_version_number_key', properties: ['agentId', 'number'] }],
  indexes: [{ name: 'agent_settings_version_customer_idx', properties: ['customerId'] }],
});

/** A configuration as it was saved. Append-only, as history is; the words stand here, not in history. */
export class AgentSettingsVersion extends AgentSettingsVersionSchema.class {}
AgentSettingsVersionSchema.setClass(AgentSettingsVersion);
