import { Injectable } from '@nestjs/common';
import { NO_GOALS, proposalsLeft, whyNoProposal } from '../goals/goal-caps.js';
import { GoalQueries } from '../goals/goal.queries.js';
import type { GoalView } from '../goals/goal-views.js';
import { GOAL_TEMPLATES, templatesFor, type GoalTemplateName } from '../goals/templates/goal-templates.js';
import { TroublesQueries, type GoalCause } from '../onboarding/diagnosis/troubles.queries.js';
import { BusinessClock } from '../platform/clocks/business-clock.js';
import { commonErrors } from '../platform/errors/common-errors.js';
import { goalTimes } from './goal-times.js';
import { goalWords } from './goal-words.js';
import type { OwnAgent } from './portal-agents.js';
import { actorOf } from './portal-door.js';
import type { PortalAccount } from './portal.queries.js';

const SHOWN = 25;

/** What may be proposed for one agent now. */
export interface Opening {
  readonly own: OwnAgent;
  /** Why no goal can be proposed, in words; undefined while one can. */
  readonly why: string | undefined;
  /** How many more can be; 0 while none can. */
  readonly left: number;
  /** It is set up, and as many goals as a customer may propose are there. */
  readonly full: boolean;
}

/** The goals of one customer. Another customer's goal is one that does not exist. */
@Injectable()
export class PortalGoals {
  constructor(
    private readonly goals: GoalQueries,
    private readonly troubles: TroublesQueries,
    private readonly clock: BusinessClock,
  ) {}

  /**
   * Newest first, without the ended ones, a page at a time; each with how it stands and when it runs.
   * @param before the id of the last goal of the page before
   */
  async page(account: PortalAccount, agents: readonly OwnAgent[], before?: string) {
    const found = await this.goals.kept(account.id, { before, limit: SHOWN + 1 });
    const goals = found.slice(0, SHOWN);
    const ids = goals.map(({ id }) => id);
    const causes = await this.troubles.causesOf(account.id, ids, actorOf(account));
    const now = await this.clock.now();
    return {
      // One that went meanwhile is left out.
      goals: goals.flatMap((goal) => {
        const cause = causes.get(goal.id);
        const own = agents.find(({ agent }) => agent.id === goal.agentId);
        return cause ? [shown(goal, cause, own, now)] : [];
      }),
      older: found.length > SHOWN ? ids.at(-1) : undefined,
    };
  }

  /** In the agents' order. */
  async openings({ id }: PortalAccount, agents: readonly OwnAgent[]): Promise<Opening[]> {
    const counted = await this.goals.counted(id);
    return agents.map((own) => openingOf(own, counted.get(own.agent.id)));
  }

  async opening(account: PortalAccount, own: OwnAgent): Promise<Opening> {
    return openingOf(own, (await this.goals.counted(account.id)).get(own.agent.id));
  }

  /** The name of a goal of theirs that was just withdrawn. */
  async withdrawn({ id: customerId }: PortalAccount, id: string | undefined): Promise<string | undefined> {
    if (id === undefined) return undefined;
    const goals = await this.goals.ofCustomer(customerId);
    return goals.find((goal) => goal.id === id && goal.status === 'archived')?.name;
  }

  /** @throws AppError `not_found` (404) */
  async own({ id: customerId }: PortalAccount, id: string): Promise<GoalView> {
    const found = (await this.goals.ofCustomer(customerId)).find((goal) => goal.id === id);
    if (found) return found;
    throw commonErrors.not_found('There is no such goal of yours.', { hint: 'Open it from your portal.' });
  }
}

function shown(goal: GoalView, cause: GoalCause, own: OwnAgent | undefined, now: Date) {
  const { frequency, zone } = goal.schedule;
  const over = own?.over !== undefined;
  const against = goal.status === 'pending_approval' ? failing(goal) : [];
  const words = goalWords(cause, against.length > 0);
  return {
    ...{ id: goal.id, name: goal.name, agentId: goal.agentId, agent: own?.name ?? '' },
    ...words,
    ...{ frequency, zone },
    ...(goal.status === 'approved' && !over ? goalTimes(goal, own?.trial ?? null, now) : {}),
    against,
    pausable: goal.status === 'approved' && !over,
    withdrawable: goal.status === 'pending_approval' || goal.status === 'rejected',
    resumable: words.resumable && !over,
  };
}

const failing = ({ findings }: GoalView): string[] =>
  findings.filter(({ level }) => level === 'fail').map(({ text }) => text);

/** Why an agent is not as far that a goal could be proposed for it, in words; undefined while it is. */
function whyNotYet({ agent, trial, over }: OwnAgent): string | undefined {
  if (over) return over.detail;
  if (!agent.settings) return 'Fill in its settings first: a goal follows them.';
  return trial ? undefined : 'Its trial is opened together in the onboarding call; goals run under it.';
}

function openingOf(own: OwnAgent, goals = NO_GOALS): Opening {
  const notYet = whyNotYet(own);
  if (notYet !== undefined) return { own, why: notYet, left: 0, full: false };
  const refusal = whyNoProposal(goals);
  const why = refusal && `${refusal.detail} ${refusal.hint}`;
  return { own, why, left: proposalsLeft(goals), full: refusal !== undefined };
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
