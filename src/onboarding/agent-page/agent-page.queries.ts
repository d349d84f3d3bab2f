import { Injectable } from '@nestjs/common';
import { AgentQueries } from '../../agents/agent.queries.js';
import { limitsInWords } from '../../agents/limits-in-words.js';
import { PLATFORM_TITLES } from '../../agents/platform-names.js';
import { settingsChanges } from '../../agents/settings-changes.js';
import { SettingsVersionQueries } from '../../agents/settings-versions.queries.js';
import { AGENT_TYPES } from '../../agents/types/agent-types.js';
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
    private readonly saved: SettingsVersionQueries,
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
      versions: await this.versions(em, id),
    };
  }

  private async versions(em: EntityManager, id: string): Promise<SettingsVersionView[]> {
    const { items } = await this.saved.list(id, { limit: SHOWN });
    const say = await this.names.of(em, items);
    return items.map(({ number, at, limitsConfirmed, changes, ...actor }) => ({
      number,
      at,
      by: say(actor),
      limitsConfirmed,
      changes,
    }));
  }
}
