import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import { commonErrors } from '../platform/errors/common-errors.js';
import type { AgentSettingsVersion } from './agent-settings-version.entity.js';
import { AgentSettingsVersions } from './agent-settings-version.repository.js';
import { AgentRepository } from './agent.repository.js';
import { settingsChanges, type FieldChange } from './settings-changes.js';
import type { AgentTypeName, AnyAgentSettings } from './types/agent-types.js';

/** A configuration an agent was saved with, and what differs from an earlier one. */
export interface SettingsVersionView {
  readonly number: number;
  readonly at: string;
  readonly actorKind: string;
  readonly actorId: string;
  /** The limits were read back and confirmed with this save. */
  readonly limitsConfirmed: boolean;
  /** Null once erased. */
  readonly settings: AnyAgentSettings | null;
  /** The number of the version that `changes` are against; null for the first: all its fields are changes. */
  readonly against: number | null;
  /** In the form's order; null where one of the two was erased. */
  readonly changes: readonly FieldChange[] | null;
}

/** The saved configurations of an agent, for pages and REST. */
@Injectable()
export class SettingsVersionQueries {
  constructor(
    private readonly database: Database,
    private readonly agents: AgentRepository,
    private readonly versions: AgentSettingsVersions,
  ) {}

  /**
   * Newest first, each against the one before it.
   * @param page `before`: only versions older than this number
   * @throws AppError `not_found` (404)
   */
  async list(
    agentId: string,
    { limit, before }: { readonly limit: number; readonly before?: number | undefined },
  ): Promise<{ items: SettingsVersionView[]; older: number | null }> {
    const em = this.database.em();
    const { type } = await this.agents.get(em, agentId);
    const rows = await this.versions.ofAgent(em, agentId, limit + 1, before);
    const items = rows.slice(0, limit).map((row, at) => viewOf(type, row, rows[at + 1] ?? null));
    return { items, older: rows.length > limit ? (items.at(-1)?.number ?? null) : null };
  }

  /**
   * @param against the version to compare with; the one before it unless given
   * @throws AppError `not_found` (404) for an agent or a version that is not there
   */
  async one(agentId: string, number: number, against?: number): Promise<SettingsVersionView> {
    const em = this.database.em();
    const { type } = await this.agents.get(em, agentId);
    const row = await this.existing(agentId, number);
    const other = against === undefined ? number - 1 : against;
    return viewOf(type, row, other < 1 ? null : await this.existing(agentId, other));
  }

  private async existing(agentId: string, number: number): Promise<AgentSettingsVersion> {
    const row = await this.versions.find(this.database.em(), agentId, number);
    if (!row) throw commonErrors.not_found(`The agent has no version ${number} of its settings.`);
    return row;
  }
}

function viewOf(
  type: AgentTypeName,
  row: AgentSettingsVersion,
  before: AgentSettingsVersion | null,
): SettingsVersionView {
  const { number, at, actorKind, actorId, limitsConfirmed } = row;
  const settings = row.settings ?? null;
  const isErased = settings === null || (before !== null && !before.settings);
  return {
    number,
    at: at.toISOString(),
    actorKind,
    actorId,
    limitsConfirmed,
    settings,
    against: before?.number ?? null,
    changes: isErased ? null : settingsChanges(type, before?.settings ?? null, settings),
  };
}
