import type { EntityManager } from '../database/database.js';
import { commonErrors } from '../errors/common-errors.js';
import { isId } from '../ids/new-id.js';
import type { Actor } from './actor.js';

/** A record that commands aim at, and how its customer is found, so that all locks are taken customer first. */
export interface Aggregate {
  readonly name: string;
  readonly table: string;
  /** Column holding the customer's id; none for what belongs to no customer. */
  readonly customerColumn?: string;
}

/** Declare an aggregate once, in the room that owns its table. */
export const aggregate = (name: string, table: string, customerColumn?: string): Aggregate =>
  customerColumn === undefined ? { name, table } : { name, table, customerColumn };

/**
 * Locks the customer's row, then the record's; two commands on one customer run one after the other. Not
 * "for update": a row that refers to it holds its key, and of two changes that wrote one first, neither could lock.
 * To a customer, records of others do not exist.
 */
export async function lockAggregate(
  em: EntityManager,
  { name, table, customerColumn }: Aggregate,
  id: string,
  actor?: Actor,
): Promise<void> {
  const missing = (): never => {
    throw commonErrors.not_found(`There is no ${name} with the id ${id}.`);
  };
  if (!isId(id)) missing();
  if (customerColumn !== undefined) {
    const [row] = await em.execute<{ customer: string | null }[]>(
      `select "${customerColumn}" as customer from "${table}" where id = ?`,
      [id],
    );
    if (!row) missing();
    else if (!belongsTo(actor, row.customer)) missing();
    else if (row.customer !== null)
      await em.execute('select 1 from customer where id = ? for no key update', [row.customer]);
  }
  if (customerColumn === undefined && !belongsTo(actor, table === 'customer' ? id : null)) missing();
  const locked = await em.execute(`select 1 from "${table}" where id = ? for no key update`, [id]);
  if (locked.length === 0) missing();
}

const belongsTo = (actor: Actor | undefined, customerId: string | null): boolean =>
  actor?.kind !== 'customer' || actor.id === customerId;
