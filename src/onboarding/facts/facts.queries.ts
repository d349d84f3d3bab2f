import { Injectable } from '@nestjs/common';
import type { EntityManager } from '../../platform/database/database.js';
import type { LatchedProof } from '../progress/step-done.entity.js';
import type { Facts } from './facts.js';
import { FACTS_SQL } from './facts-sql.js';

/** A step that was done once, with what proved it then. */
export interface Latched {
  readonly step: string;
  readonly doneAt: Date;
  readonly proof: readonly LatchedProof[];
}

export interface CustomerFacts {
  readonly facts: Facts;
  readonly latched: readonly Latched[];
}

/** The one facts query of the runbook: it reads every room's tables. */
@Injectable()
export class FactsQueries {
  /** Facts of these customers, as the transaction sees them; unknown ids are left out. */
  async of(em: EntityManager, now: Date, customerIds: readonly string[]): Promise<CustomerFacts[]> {
    if (customerIds.length === 0) return [];
    const rows = await em.execute<Record<string, unknown>[]>(
      `${FACTS_SQL} where c.id in (${customerIds.map(() => '?').join(', ')}) order by c.id`,
      [...customerIds],
    );
    return rows.map(({ latched, ...row }) => ({
      facts: revive({ ...row, now }) as Facts,
      latched: revive(latched) as Latched[],
    }));
  }
}

/** Turns the text of every `…At` into its instant; `proof` stays as it was written. */
function revive(value: unknown, key = ''): unknown {
  if (typeof value === 'string') return key.endsWith('At') ? new Date(value) : value;
  if (
    value instanceof Date ||
    value === null ||
    typeof value !== 'object' ||
    key === 'proof' ||
    key === 'settings'
  )
    return value;
  if (Array.isArray(value)) return value.map((item) => revive(item));
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, revive(item, name)]));
}
