import { Injectable } from '@nestjs/common';
import type { Actor } from '../../platform/unit-of-work/actor.js';
import { UnitOfWork } from '../../platform/unit-of-work/unit-of-work.js';
import type { AttemptView, IssueView, TroublesView } from '../diagnosis-view.js';
import { OfferedActions } from '../view/offered-actions.js';
import type { AskedGoal, Issue, TroubleFacts } from './diagnosis.js';
import { goalNotExecuting } from './goal-not-executing.js';
import { GoalTroubleQueries, type GoalTrouble } from './goal-trouble.queries.js';
import { ISSUES } from './issues.js';
import type { AttemptFact } from './login-trouble.queries.js';
import { TroubleReadings } from './trouble-readings.js';

/** Why a goal does not run: the id of the first cause that holds, or null. */
export interface GoalCause {
  readonly cause: string | null;
  readonly goal: GoalTrouble;
}

/** The runbook's Common Issues, diagnosed for one customer: which of the known causes holds, and what helps. */
@Injectable()
export class TroublesQueries {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly readings: TroubleReadings,
    private readonly goals: GoalTroubleQueries,
    private readonly offered: OfferedActions,
  ) {}

  /** @throws not_found (404) */
  async view(customerId: string, actor: Actor): Promise<TroublesView> {
    const trouble = await this.read(customerId, actor);
    const issues: IssueView[] = [];
    for (const issue of ISSUES.filter(({ asked }) => asked?.(trouble) ?? true))
      issues.push(await this.issue(issue, trouble, actor));
    const { attempts, nearMisses } = trouble.login;
    return { issues, attempts: newest([...attempts.map(row(false)), ...nearMisses.map(row(true))]) };
  }

  /** "Why is this goal not running?" (Issue 4), for one goal. @throws not_found (404) */
  async ofGoal(goalId: string, actor: Actor): Promise<IssueView> {
    const customerId = await this.goals.customerOf(goalId);
    return this.issue(goalNotExecuting, await this.read(customerId, actor, goalId), actor);
  }

  /**
   * The same in one word of each of these goals of the customer, by goal, with what it was judged by, for pages that
   * say it in words of their own. What the goals share is read once. @throws not_found (404)
   */
  async causesOf(
    customerId: string,
    goalIds: readonly string[],
    actor: Actor,
  ): Promise<Map<string, GoalCause>> {
    if (goalIds.length === 0) return new Map();
    const signs = await this.goals.running();
    const asked = await this.unitOfWork.look(actor, (tx) =>
      this.readings.ofGoals(tx, customerId, signs, goalIds),
    );
    return new Map(asked.map((about) => [about.goal.goal.id, causeOf(about)]));
  }

  private async read(customerId: string, actor: Actor, goalId?: string): Promise<TroubleFacts> {
    const signs = await this.goals.running();
    return this.unitOfWork.look(actor, (tx) => this.readings.of(tx, customerId, signs, goalId));
  }

  private async issue(issue: Issue, trouble: TroubleFacts, actor: Actor): Promise<IssueView> {
    const checks = issue.checks.map((check) => ({ check, verdict: check.judge(trouble) }));
    const failed = checks.find(({ verdict }) => !verdict.ok)?.check;
    const { remedy, commands = [] } = failed ?? issue.otherwise;
    const helps = typeof commands === 'function' ? commands(trouble) : commands;
    return {
      id: issue.id,
      title: issue.title,
      symptoms: issue.symptoms,
      checks: checks.map(({ check: { id, question }, verdict }) => ({ id, question, ...verdict })),
      cause: failed?.id ?? null,
      remedy: typeof remedy === 'function' ? remedy(trouble) : remedy,
      actions: await this.offered.of(helps, trouble.facts, actor),
      looks: [...(failed?.look ? [failed.look] : []), ...(issue.looks?.(trouble) ?? [])],
    };
  }
}

function causeOf(about: AskedGoal): GoalCause {
  const failed = goalNotExecuting.checks.find((check) => !check.judge(about).ok);
  return { cause: failed?.id ?? null, goal: about.goal };
}

const row =
  (near: boolean) =>
  ({ at, ...attempt }: AttemptFact): AttemptView => ({ ...attempt, at: at.toISOString(), near });

const newest = (rows: AttemptView[]): AttemptView[] =>
  rows.sort((one, other) => other.at.localeCompare(one.at)).slice(0, 20);
