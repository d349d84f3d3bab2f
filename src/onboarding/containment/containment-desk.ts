import { Injectable } from '@nestjs/common';
import { commonErrors } from '../../platform/errors/common-errors.js';
import type { AppError } from '../../platform/errors/app-error.js';
import { isId } from '../../platform/ids/new-id.js';
import type { Aggregate } from '../../platform/unit-of-work/aggregate.js';
import type { Tx } from '../../platform/unit-of-work/tx.js';
import { Containing, type Contained, type ContainRequest } from './containing.service.js';
import { ContainmentQueries } from './containment.queries.js';

/** Containment from the page of a customer, of a credential, of a trial: it is always the customer's. */
@Injectable()
export class ContainmentDesk {
  constructor(
    private readonly containing: Containing,
    private readonly queries: ContainmentQueries,
  ) {}

  async whyNot(tx: Tx, of: Aggregate, id: string): Promise<AppError | undefined> {
    return this.containing.whyNot(tx, await this.customerOf(tx, of, id));
  }

  async contain(tx: Tx, of: Aggregate, id: string, request: ContainRequest): Promise<Contained> {
    return this.containing.contain(tx, await this.customerOf(tx, of, id), request);
  }

  whyNotRelease(tx: Tx, customerId: string): Promise<AppError | undefined> {
    return this.containing.whyNotRelease(tx, customerId);
  }

  release(tx: Tx, customerId: string, reason: string): Promise<{ id: string; customerId: string }> {
    return this.containing.release(tx, customerId, reason);
  }

  private async customerOf(tx: Tx, { name, table, customerColumn }: Aggregate, id: string): Promise<string> {
    if (customerColumn === undefined) return id;
    const found = isId(id) ? await this.queries.customerOf(tx.em, table, customerColumn, id) : null;
    if (found === null) throw commonErrors.not_found(`There is no ${name} with the id ${id}.`);
    return found;
  }
}
