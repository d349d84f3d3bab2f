import { Injectable } from '@nestjs/common';
import type { Signs } from '../../health/scheduler-signs.js';
import { commonErrors } from '../../platform/errors/common-errors.js';
import { isId } from '../../platform/ids/new-id.js';
import type { Tx } from '../../platform/unit-of-work/tx.js';
import type { Facts } from '../facts/facts.js';
import { FactsQueries } from '../facts/facts.queries.js';
import { ConnectionTroubleQueries } from './connection-trouble.queries.js';
import type { AskedGoal, TroubleFacts } from './diagnosis.js';
import { GoalTroubleQueries } from './goal-trouble.queries.js';
import { LoginTroubleQueries } from './login-trouble.queries.js';
import { SavingTroubleQueries } from './saving-trouble.queries.js';

/** Reads what the diagnoses are judged by. */
@Injectable()
export class TroubleReadings {
  constructor(
    private readonly facts: FactsQueries,
    private readonly logins: LoginTroubleQueries,
    private readonly connections: ConnectionTroubleQueries,
    private readonly saves: SavingTroubleQueries,
    private readonly goals: GoalTroubleQueries,
  ) {}

  /** @throws not_found (404) */
  async of(tx: Tx, customerId: string, signs: Signs, goalId?: string): Promise<TroubleFacts> {
    const facts = await this.factsOf(tx, customerId);
    return {
      facts,
      login: await this.logins.of(tx.em, tx.now, customerId),
      connections: await this.connections.of(tx.em, facts),
      saves: await this.saves.of(tx, facts),
      goal: await this.goals.of(tx, customerId, signs, goalId),
    };
  }

  /** For each of these goals of the customer, in their order, what Issue 4 is judged by. @throws not_found (404) */
  async ofGoals(tx: Tx, customerId: string, signs: Signs, goalIds: readonly string[]): Promise<AskedGoal[]> {
    const facts = await this.factsOf(tx, customerId);
    const goals = await this.goals.ofMany(tx, { customerId, goalIds, signs });
    return goals.map((goal) => ({ facts, goal }));
  }

  private async factsOf(tx: Tx, customerId: string): Promise<Facts> {
    const [found] = isId(customerId) ? await this.facts.of(tx.em, tx.now, [customerId]) : [];
    if (found) return found.facts;
    throw commonErrors.not_found(`There is no customer with the id ${customerId}.`);
  }
}
