import { Injectable } from '@nestjs/common';
import { GoalQueries } from '../goals/goal.queries.js';
import type { GoalView } from '../goals/goal-views.js';
import { nextRuns } from '../goals/schedule/occurrences.js';
import { GOAL_TEMPLATES, templatesFor, type GoalTemplateName } from '../goals/templates/goal-templates.js';
import { TroublesQueries } from '../onboarding/diagnosis/troubles.queries.js';
import { BusinessClock } from '../platform/clocks/business-clock.js';
import { commonErrors } from '../platform/errors/common-errors.js';
import { goalWords } from './goal-words.js';
import type { OwnAgent } from './portal-agents.js';
import { actorOf } from './portal-door.js';
import type { PortalAccount } from './portal.queries.js';

const SHOWN = 25;
const RUNS = 3;

/** The goals of one customer. Another customer's goal is one that does not exist. */
@Injectable()
export class PortalGoals {
  constructor(
    private readonly goals: GoalQueries,
    private readonly troubles: TroublesQueries,
    private readonly clock: BusinessClock,
  ) {}

  /** Newest first, without the ended ones; each with how it stands and when it runs. */
  async all(account: PortalAccount, agents: readonly OwnAgent[]) {
    const goals = (await this.goals.ofCustomer(account.id)).filter(({ status }) => status !== 'archived');
    return Promise.all(
      goals.slice(0, SHOWN).map(async (goal) => {
        const words = goalWords(await this.troubles.causeOf(goal.id, actorOf(account)));
        const own = agents.find(({ agent }) => agent.id === goal.agentId);
        const over = own?.over !== undefined;
        return {
          ...{ id: goal.id, name: goal.name, agentId: goal.agentId, agent: own?.name ?? '' },
          ...words,
          frequency: goal.schedule.frequency,
          zone: goal.schedule.zone,
          next: goal.status === 'approved' && !over ? await this.next(goal) : [],
          against: goal.status === 'pending_approval' ? failing(goal) : [],
          pausable: goal.status === 'approved' && !over,
          resumable: goal.status === 'paused' && goal.pauseReason === 'person' && !over,
        };
      }),
    );
  }

  /** @throws AppError `not_found` (404) */
  async own({ id: customerId }: PortalAccount, id: string): Promise<GoalView> {
    const found = (await this.goals.ofCustomer(customerId)).find((goal) => goal.id === id);
    if (found) return found;
    throw commonErrors.not_found('There is no such goal of yours.', { hint: 'Open it from your portal.' });
  }

  private async next({ schedule }: GoalView): Promise<Date[]> {
    return nextRuns(schedule.cron, schedule.zone, await this.clock.now(), RUNS);
  }
}

const failing = ({ findings }: GoalView): string[] =>
  findings.filter(({ level }) => level === 'fail').map(({ text }) => text);

/** Why no goal can be proposed for an agent now, in words; undefined while one can. */
export function whyNoGoal({ agent, trial, over }: OwnAgent): string | undefined {
  if (over) return over.detail;
  if (!agent.settings) return 'Fill in its settings first: a goal follows them.';
  return trial ? undefined : 'Its trial is opened together in the onboarding call; goals run under it.';
}

/** The templates an agent can follow, for the customer to choose from. */
export const templatesOf = ({ agent }: OwnAgent) =>
  templatesFor(agent.type).map((template) => {
    const { title, description } = GOAL_TEMPLATES[template];
    return { template, title, description };
  });

/** @throws AppError `not_found` (404) */
export function templateNamed(own: OwnAgent, asked: unknown): GoalTemplateName {
  const found = templatesFor(own.agent.type).find((name) => name === asked);
  if (found) return found;
  throw commonErrors.not_found('This agent follows no such template.', { hint: 'Choose one of the list.' });
}
