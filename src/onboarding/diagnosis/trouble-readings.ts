import { Injectable } from '@nestjs/common';
import { commonErrors } from '../../platform/errors/common-errors.js';
import { isId } from '../../platform/ids/new-id.js';
import type { Tx } from '../../platform/unit-of-work/tx.js';
import { FactsQueries } from '../facts/facts.queries.js';
import { ConnectionTroubleQueries } from './connection-trouble.queries.js';
import type { TroubleFacts } from './diagnosis.js';
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
  async of(tx: Tx, customerId: string, goalId?: string): Promise<TroubleFacts> {
    const [found] = isId(customerId) ? await this.facts.of(tx.em, tx.now, [customerId]) : [];
    if (!found) throw commonErrors.not_found(`There is no customer with the id ${customerId}.`);
    const { facts } = found;
    return {
      facts,
      login: await this.logins.of(tx.em, tx.now, customerId),
      connections: await this.connections.of(tx.em, facts),
      saves: await this.saves.of(tx.em, facts),
      goal: await this.goals.of(tx, customerId, goalId),
    };
  }
}
