import { Injectable } from '@nestjs/common';
import { CsmService } from '../customers/csm.service.js';
import { CustomerService } from '../customers/customer.service.js';
import type { CommandForm } from '../platform/commands/command.js';
import type { Tx } from '../platform/unit-of-work/tx.js';
import { AgentConflict } from './agent-conflict.js';
import type { Agent } from './agent.entity.js';
import { agentConfigured } from './agent.entries.js';
import { agentErrors } from './agent.errors.js';
import { AgentService } from './agent.service.js';
import { AgentSettingsVersions } from './agent-settings-version.repository.js';
import { agentStates } from './agent.states.js';
import { limitsInWords } from './limits-in-words.js';
import type { PlatformName } from './platform-names.js';
import { settingsFields } from './settings-form.js';
import { givenSettings, type GivenSettings } from './settings-input.js';
import { changedFields } from './settings-changes.js';
import { AGENT_TYPES, boundsFindings, type AnyAgentSettings } from './types/agent-types.js';
import { suggestedName } from './types/suggested-name.js';

export interface Configuring extends GivenSettings {
  readonly version: number;
  /** Step 9 edits the platforms of Step 6; left out, they stay. */
  readonly platforms?: readonly PlatformName[] | undefined;
  readonly limitsConfirmed?: boolean | undefined;
}

/** Step 9: an agent's settings, by the type's schema and inside the bounds of its profile. */
@Injectable()
export class AgentConfiguration {
  constructor(
    private readonly agents: AgentService,
    private readonly versions: AgentSettingsVersions,
    private readonly conflict: AgentConflict,
    private readonly customers: CustomerService,
    private readonly managers: CsmService,
  ) {}

  /** The fields of the agent's type, filled with what is set, else with the runbook's values. */
  async form(tx: Tx, id: string): Promise<CommandForm> {
    const { type, settings, customerId, platforms, boundsProfile } = await this.agents.get(tx, id);
    const customer = await this.customers.get(tx, customerId);
    const csm = await this.managers.get(tx.em, customer.csmId);
    const suggested = suggestedName(type, { ...customer, csmName: csm.name, platforms });
    return {
      fields: settingsFields({ type, boundsProfile }),
      start: { platforms, settings: { ...AGENT_TYPES[type].defaults, ...suggested, ...settings } },
    };
  }

  /**
   * Saves all of it or nothing. Each save that changes something is a version of its own.
   * @throws AppError `version_conflict` (409) naming the other change, `settings_json_invalid`, `settings_incomplete`,
   *   `validation_failed` (400), `settings_out_of_bounds`, `limits_not_confirmed`, `platform_not_offered` (422)
   */
  async configure(tx: Tx, id: string, given: Configuring): Promise<Agent> {
    const agent = await this.agents.get(tx, id);
    await this.conflict.refuse(tx, agent, given.version);
    const settings = givenSettings(agent.type, given);
    refuseOutOfBounds(agent, settings);
    await this.refuseUnconfirmed(tx, agent, settings, given.limitsConfirmed === true);
    if (given.platforms) this.agents.choose(tx, agent, given.platforms);
    const changed = changedFields(agent.settings ?? {}, settings);
    const first = agent.status === 'draft';
    if (first) {
      agentStates.move(agent, 'configured');
      agent.configuredAt = tx.now;
    }
    // The same values in another order of their names would be a change to the database.
    if (changed.length > 0) agent.settings = settings;
    await tx.em.flush();
    if (changed.length > 0) await this.versions.keep(tx, agent, given.limitsConfirmed === true);
    const { customerId, type: agentType } = agent;
    tx.record(agentConfigured, { subjectId: id, customerId, data: { agentType, first, changed } });
    await tx.em.flush();
    return agent;
  }

  private async refuseUnconfirmed(tx: Tx, agent: Agent, settings: AnyAgentSettings, confirmed: boolean) {
    if (confirmed || !AGENT_TYPES[agent.type].confirmsLimits) return;
    const { timezone } = await this.customers.get(tx, agent.customerId);
    const limits = limitsInWords({ ...settings }, timezone);
    throw agentErrors.limits_not_confirmed(`${limits.join('. ')}.`, {
      facts: { limits },
      fields: [{ field: 'limitsConfirmed', message: 'must be true once the limits were read back' }],
    });
  }
}

function refuseOutOfBounds({ type, boundsProfile }: Agent, settings: AnyAgentSettings): void {
  const findings = boundsFindings(type, settings as never, boundsProfile);
  if (findings.length === 0) return;
  throw agentErrors.settings_out_of_bounds(findings.map(({ text }) => text).join(' '), {
    fields: findings.map(({ field, text }) => ({ field: `settings.${field}`, message: text })),
  });
}
