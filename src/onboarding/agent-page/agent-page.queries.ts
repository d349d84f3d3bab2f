import { Injectable } from '@nestjs/common';
import { AgentQueries } from '../../agents/agent.queries.js';
import type { AgentSettingsVersion } from '../../agents/agent-settings-version.entity.js';
import { limitsInWords } from '../../agents/limits-in-words.js';
import { PLATFORM_TITLES } from '../../agents/platform-names.js';
import { settingsChanges } from '../../agents/settings-changes.js';
import { AGENT_TYPES, type AgentTypeName } from '../../agents/types/agent-types.js';
import { Database, type EntityManager } from '../../platform/database/database.js';
import type { AgentPageView, SettingsVersionView } from '../agent-page-view.js';
import { ActorNames } from '../view/actor-names.queries.js';

const SHOWN = 50;

/** An agent's page: what it is set to, in words, and every configuration it was saved with. */
@Injectable()
export class AgentPage {
  constructor(
    private readonly database: Database,
    private readonly agents: AgentQueries,
    private readonly names: ActorNames,
  ) {}

  /** @throws not_found (404) */
  async view(id: string): Promise<AgentPageView> {
    const em = this.database.em();
    const agent = await this.agents.view(id);
    const { type, status, settings, boundsProfile, platforms, advice } = agent;
    const [customer] = await em.execute<{ id: string; name: string; timezone: string }[]>(
      'select id, company_name as name, timezone from customer where id = ?',
      [agent.customerId],
    );
    return {
      customer: { id: agent.customerId, name: customer?.name ?? '' },
      title: AGENT_TYPES[type].title,
      status,
      boundsProfile,
      platforms: platforms.map((name) => PLATFORM_TITLES[name]),
      advice,
      settings: settings
        ? settingsChanges(type, null, settings).map(({ title, to }) => ({ title, value: to }))
        : [],
      limits: settings ? limitsInWords({ ...settings }, customer?.timezone ?? null) : [],
      stored: settings ? { ...settings } : null,
      liveGoals: await em.execute(
        "select id, name from goal where agent_id = ? and status in ('approved', 'paused') order by created_at, id",
        [id],
      ),
      versions: await this.versions(em, id, type),
    };
  }

  private async versions(em: EntityManager, id: string, type: AgentTypeName): Promise<SettingsVersionView[]> {
    const rows = await this.agents.versions(id, SHOWN + 1);
    const say = await this.names.of(em, rows);
    return rows.slice(0, SHOWN).map((row, at) => ({
      number: row.number,
      at: row.at.toISOString(),
      by: say(row),
      limitsConfirmed: row.limitsConfirmed,
      changes: changesOf(type, row, rows[at + 1]),
    }));
  }
}

function changesOf(
  type: AgentTypeName,
  { settings }: AgentSettingsVersion,
  before: AgentSettingsVersion | undefined,
): SettingsVersionView['changes'] {
  return settings ? settingsChanges(type, before?.settings ?? null, settings) : null;
}
