import { Injectable } from '@nestjs/common';
import type { EntityManager } from '../platform/database/database.js';
import { TrialExtension } from './trial-extension.entity.js';

/** A trial that a bulk extension is about, and whose it is. */
export interface Candidate {
  readonly trialId: string;
  readonly customerId: string;
  readonly number: number;
  readonly company: string;
  readonly agentType: string;
}

const CANDIDATE = `
  select t.id as "trialId", t.customer_id as "customerId", c.number, c.company_name as company,
         t.agent_type as "agentType"
    from trial t join customer c on c.id = t.customer_id`;
/** Customers are locked in this order, whoever asks. */
const IN_ORDER = 'order by t.customer_id, t.id limit ?';

@Injectable()
export class TrialExtensionRepository {
  add(em: EntityManager, extension: TrialExtension): void {
    em.persist(em.create(TrialExtension, extension));
  }

  /** Oldest first. */
  of(em: EntityManager, trialId: string): Promise<TrialExtension[]> {
    return em.find(TrialExtension, { trialId }, { orderBy: { at: 'asc', id: 'asc' } });
  }

  /** Whether it was extended in bulk for the same reason before. */
  async inBulkFor(em: EntityManager, trialId: string, reason: string): Promise<boolean> {
    const rows = await em.execute<unknown[]>(
      'select 1 from trial_extension where trial_id = ? and in_bulk and lower(reason) = lower(?)',
      [trialId, reason],
    );
    return rows.length > 0;
  }

  named(em: EntityManager, ids: readonly string[], atMost: number): Promise<Candidate[]> {
    if (ids.length === 0) return Promise.resolve([]);
    const places = ids.map(() => '?').join(', ');
    return em.execute(`${CANDIDATE} where t.id in (${places}) ${IN_ORDER}`, [...ids, atMost]);
  }

  /** Trials whose clock ran at some time between two instants; those cancelled or converted since are left out. */
  running(em: EntityManager, from: Date, to: Date, atMost: number): Promise<Candidate[]> {
    return em.execute(
      `${CANDIDATE} where t.status in ('active', 'expired') and t.activated_at < ? and t.ends_at > ? ${IN_ORDER}`,
      [to, from, atMost],
    );
  }
}
