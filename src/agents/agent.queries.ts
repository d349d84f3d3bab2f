import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Database } from '../platform/database/database.js';
import type { ListPort } from '../platform/listing/list-port.js';
import { sqlList } from '../platform/listing/sql-list.js';
import { viewOf, type AgentView } from './agent-view.js';
import { AgentRepository } from './agent.repository.js';
import { AGENT_STATES } from './agent.states.js';
import type { PlatformRule } from './types/agent-type.js';
import { AGENT_TYPES, type AgentTypeName } from './types/agent-types.js';

/** What a form for Step 9 is drawn from. */
export interface AgentTypeView {
  readonly type: AgentTypeName;
  readonly title: string;
  readonly platforms: PlatformRule;
  /** JSON Schema of the settings. */
  readonly settings: object;
  readonly defaults: object;
  /** Whether a save must say `limitsConfirmed: true`, once the limits were read back. */
  readonly confirmsLimits: boolean;
  /** The bounds that hold while on trial, in words. */
  readonly trialBounds: readonly { readonly field: string; readonly title: string; readonly bound: string }[];
}

/** Every agent type, for forms. */
export function agentTypeViews(): AgentTypeView[] {
  return (Object.keys(AGENT_TYPES) as AgentTypeName[]).map((type) => {
    const { title, platforms, settings, defaults, bounds, confirmsLimits } = AGENT_TYPES[type];
    return {
      type,
      title,
      platforms,
      settings: z.toJSONSchema(settings as z.ZodType, { io: 'input' }),
      defaults,
      confirmsLimits,
      trialBounds: bounds.trial.map(({ field, title: label, bound }) => ({ field, title: label, bound })),
    };
  });
}

/** Reads of agents for pages, REST and the panel. */
@Injectable()
export class AgentQueries {
  readonly list: ListPort;

  constructor(
    private readonly database: Database,
    private readonly agents: AgentRepository,
  ) {
    this.list = agentList(database);
  }

  /** Throws `not_found` (404). */
  async view(id: string): Promise<AgentView> {
    return viewOf(await this.agents.get(this.database.em(), id));
  }

  async ofCustomer(customerId: string): Promise<AgentView[]> {
    return (await this.agents.ofCustomer(this.database.em(), customerId)).map(viewOf);
  }
}

function agentList(database: Database): ListPort {
  return sqlList(database, {
    id: 'agents',
    title: 'Agents',
    navigation: { icon: 'Cpu', order: 30 },
    titleColumn: 'type',
    defaultSort: { column: 'createdAt', direction: 'desc' },
    roles: ['ops', 'csm', 'engineering', 'product', 'leadership', 'admin'],
    commands: { record: ['agent.configure', 'agent.set-platforms', 'agent.escalate'] },
    related: [{ list: 'goals', by: 'agentId', title: 'Goals' }],
    from: 'agent a left join customer c on c.id = a.customer_id',
    columns: [
      { name: 'type', type: 'enum', enumValues: Object.keys(AGENT_TYPES), filter: 'in', sort: true },
      { name: 'status', type: 'badge', enumValues: AGENT_STATES, filter: 'in', sort: true },
      {
        name: 'customerId',
        type: 'uuid',
        label: 'Customer',
        filter: 'equals',
        reference: 'customers',
        referenceLabel: 'customerName',
      },
      { name: 'customerName', type: 'string', sql: 'c.company_name', filter: 'ilike', show: false },
      { name: 'platforms', type: 'json' },
      { name: 'settings', type: 'json', list: false },
      { name: 'boundsProfile', type: 'enum', enumValues: ['trial', 'hired'], filter: 'equals', list: false },
      { name: 'configuredAt', type: 'datetime', filter: 'range', sort: true },
      { name: 'createdAt', type: 'datetime', filter: 'range', sort: true },
      { name: 'version', type: 'number', list: false },
    ],
  });
}
