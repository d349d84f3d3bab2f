import { Injectable } from '@nestjs/common';
import { commonErrors } from '../platform/errors/common-errors.js';
import { actorId } from '../platform/unit-of-work/actor.js';
import type { Tx } from '../platform/unit-of-work/tx.js';
import type { Agent } from './agent.entity.js';
import type { AgentSettingsVersion } from './agent-settings-version.entity.js';
import { AgentSettingsVersions } from './agent-settings-version.repository.js';
import { PLATFORM_TITLES } from './platform-names.js';
import { changeInWords, settingsChanges, type FieldChange } from './settings-changes.js';

/** Two people at one configuration: the second is shown what the first did, and nothing of theirs is lost. */
@Injectable()
export class AgentConflict {
  constructor(private readonly versions: AgentSettingsVersions) {}

  /** @throws AppError `version_conflict` (409) with the other change and the present values */
  async refuse(tx: Tx, agent: Agent, version: number): Promise<void> {
    if (agent.version === version) return;
    const newest = await this.versions.newest(tx.em, agent.id);
    const seen = await this.versions.seenAt(tx.em, agent.id, version);
    const isOther = newest !== null && agent.settings && newest.id !== seen?.id;
    const changes =
      isOther && agent.settings ? settingsChanges(agent.type, seen?.settings ?? null, agent.settings) : [];
    throw commonErrors.version_conflict(isOther ? told(tx, newest, changes) : elsewhere(agent), {
      hint: 'Bring the other change in, or look at it in the history; then save again. What you typed is still there.',
      facts: {
        currentVersion: agent.version,
        // Where only platforms or bounds were changed, nobody is kept who did.
        other: isOther ? { who: whoOf(tx, newest), at: newest.at.toISOString() } : null,
        changes,
        current: { settings: agent.settings ?? null, platforms: agent.platforms },
      },
    });
  }
}

function told(tx: Tx, other: AgentSettingsVersion, changes: readonly FieldChange[]): string {
  return `${whoOf(tx, other)} saved it meanwhile, ${other.at.toISOString()}: ${changes.map(changeInWords).join('; ') || 'the same values'}.`;
}

function whoOf({ actor }: Tx, { actorKind, actorId: id }: AgentSettingsVersion): string {
  if (actorKind === actor.kind && id === actorId(actor)) return 'You';
  if (actor.kind === 'customer') return 'Our team';
  return WHO[actorKind] ?? 'Somebody';
}

const WHO: Readonly<Record<string, string>> = {
  staff: 'A colleague',
  customer: 'The customer',
  integration: 'An integration',
};

const elsewhere = ({ platforms }: Agent): string =>
  `Its platforms or bounds were changed meanwhile; it works on ${platforms.map((name) => PLATFORM_TITLES[name]).join(', ')}.`;
