import { Injectable } from '@nestjs/common';
import { AgentQueries } from '../agents/agent.queries.js';
import type { AgentView } from '../agents/agent-view.js';
import { limitsInWords } from '../agents/limits-in-words.js';
import { settingsChanges } from '../agents/settings-changes.js';
import { SettingsVersionQueries } from '../agents/settings-versions.queries.js';
import { AGENT_TYPES } from '../agents/types/agent-types.js';
import { GoalQueries } from '../goals/goal.queries.js';
import type { AppError } from '../platform/errors/app-error.js';
import { commonErrors } from '../platform/errors/common-errors.js';
import { isId } from '../platform/ids/new-id.js';
import { decidingTrial } from '../trials/deciding-trial.js';
import { trialErrors } from '../trials/trial.errors.js';
import { TrialQueries } from '../trials/trial.queries.js';
import type { TrialView } from '../trials/trial-view.js';
import type { PortalAccount } from './portal.queries.js';
import { yours } from './schema-form.js';

const VERSIONS_SHOWN = 20;
const GOALS_LOOKED_AT = 25;

/** An agent as its customer sees it. */
export interface OwnAgent {
  readonly agent: AgentView;
  /** "Marketing agent" */
  readonly title: string;
  /** Its nickname, or its title until it has one. */
  readonly name: string;
  /** The one it was hired for, else the newest; null before it is created. */
  readonly trial: TrialView | null;
  /** Why nothing of it can be changed now; undefined while it can. */
  readonly over: AppError | undefined;
}

/** The agents of one customer. Another customer's agent is one that does not exist. */
@Injectable()
export class PortalAgents {
  constructor(
    private readonly agents: AgentQueries,
    private readonly versions: SettingsVersionQueries,
    private readonly trials: TrialQueries,
    private readonly goals: GoalQueries,
  ) {}

  /** Oldest first. */
  async all({ id }: PortalAccount): Promise<OwnAgent[]> {
    const agents = await this.agents.ofCustomer(id);
    const trials = await this.trials.ofCustomer(id);
    return agents.map((agent) => ownAgent(agent, trials));
  }

  /** @throws AppError `not_found` (404) */
  async own(account: PortalAccount, id: string): Promise<OwnAgent> {
    const found = isId(id) ? (await this.all(account)).find(({ agent }) => agent.id === id) : undefined;
    if (found) return found;
    throw commonErrors.not_found('There is no such agent of yours.', { hint: 'Open it from your portal.' });
  }

  /** What it is set to, in words, and what was changed when. */
  async words({ agent, title, name, over }: OwnAgent, { timezone }: PortalAccount) {
    const { type, settings, boundsProfile } = agent;
    const { bounds } = AGENT_TYPES[type];
    return {
      ...{ id: agent.id, title, name, over: over?.detail, draft: settings === null },
      settings: settings ? settingsChanges(type, null, settings).map(wordOf) : [],
      limits: settings ? limitsInWords({ ...settings }, timezone) : [],
      bounds:
        boundsProfile === 'trial' ? bounds.trial.map((one) => ({ title: one.title, bound: one.bound })) : [],
      history: await this.history(agent.id),
    };
  }

  /** Whether a goal of it is to be approved, as after a change of its limits. */
  async hasGoalInReview({ agent }: OwnAgent): Promise<boolean> {
    const goals = await this.goals.kept(agent.customerId, { before: undefined, limit: GOALS_LOOKED_AT });
    return goals.some(({ agentId, status }) => agentId === agent.id && status === 'pending_approval');
  }

  private async history(agentId: string) {
    const { items } = await this.versions.list(agentId, { limit: VERSIONS_SHOWN });
    return items.map(({ number, at, actorKind, changes, limitsConfirmed }) => ({
      first: number === 1,
      at: new Date(at),
      by: actorKind === 'customer' ? 'You' : 'Our team',
      limitsConfirmed,
      changes,
    }));
  }
}

const wordOf = ({ title, to }: { title: string; to: string }) => ({ title: yours(title), value: to });

function ownAgent(agent: AgentView, trials: readonly TrialView[]): OwnAgent {
  const { title } = AGENT_TYPES[agent.type];
  const trial = decidingTrial(trials, agent.id) ?? null;
  return { agent, title, name: agent.settings?.nickname ?? title, trial, over: overOf(trial) };
}

/** After a trial that was not converted everything stays to be read, and nothing is changed by the customer. */
function overOf(trial: TrialView | null): AppError | undefined {
  if (trial?.status !== 'expired' && trial?.status !== 'cancelled') return undefined;
  return trialErrors.trial_over('Its settings and connections are kept, and can only be read now.');
}
