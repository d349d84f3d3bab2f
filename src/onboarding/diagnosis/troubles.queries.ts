import { Injectable } from '@nestjs/common';
import { commonErrors } from '../../platform/errors/common-errors.js';
import { isId } from '../../platform/ids/new-id.js';
import type { Actor } from '../../platform/unit-of-work/actor.js';
import { UnitOfWork } from '../../platform/unit-of-work/unit-of-work.js';
import type { AttemptView, IssueView, TroublesView } from '../diagnosis-view.js';
import { FactsQueries } from '../facts/facts.queries.js';
import { OfferedActions } from '../view/offered-actions.js';
import { ConnectionTroubleQueries } from './connection-trouble.queries.js';
import type { Issue, TroubleFacts } from './diagnosis.js';
import { goalNotExecuting } from './goal-not-executing.js';
import { GoalTroubleQueries } from './goal-trouble.queries.js';
import { ISSUES } from './issues.js';
import { LoginTroubleQueries, type AttemptFact } from './login-trouble.queries.js';

/** The runbook's Common Issues, diagnosed for one customer: which of the known causes holds, and what helps. */
@Injectable()
export class TroublesQueries {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly facts: FactsQueries,
    private readonly logins: LoginTroubleQueries,
    private readonly connections: ConnectionTroubleQueries,
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

  private read(customerId: string, actor: Actor, goalId?: string): Promise<TroubleFacts> {
    return this.unitOfWork.look(actor, async (tx) => {
      const [found] = isId(customerId) ? await this.facts.of(tx.em, tx.now, [customerId]) : [];
      if (!found) throw commonErrors.not_found(`There is no customer with the id ${customerId}.`);
      const { facts } = found;
      return {
        facts,
        login: await this.logins.of(tx.em, tx.now, customerId),
        connections: await this.connections.of(tx.em, facts),
        goal: await this.goals.of(tx, customerId, goalId),
      };
    });
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

const row =
  (near: boolean) =>
  ({ at, ...attempt }: AttemptFact): AttemptView => ({ ...attempt, at: at.toISOString(), near });

const newest = (rows: AttemptView[]): AttemptView[] =>
  rows.sort((one, other) => other.at.localeCompare(one.at)).slice(0, 20);
