import { Injectable } from '@nestjs/common';
import type { EntityManager } from '../../platform/database/database.js';
import type { LatchedProof } from './step-done.entity.js';

/** Who made a history entry of a record. */
export interface Doing {
  readonly subjectId: string;
  readonly type: string;
  readonly at: Date | string;
  readonly actorKind: string;
  readonly actorId: string;
}

export interface ProgressRow {
  readonly customerId: string;
  readonly stepsDone: number;
  readonly currentStep: string | null;
  readonly lastDoneAt: Date | null;
  readonly warnings: number;
}

const marks = (values: readonly unknown[]): string => values.map(() => '?').join(', ');

@Injectable()
export class ProgressRepository {
  /**
   * Lock the customers' rows, so that of two changes the later one sees the earlier; answers those there are.
   * Not "for update": rows that refer to the customer may have been written first, and they hold its key.
   */
  async lock(em: EntityManager, ids: readonly string[]): Promise<string[]> {
    const rows = await em.execute<{ id: string }[]>(
      `select id from customer where id in (${marks(ids)}) order by id for no key update`,
      [...ids],
    );
    return rows.map(({ id }) => id);
  }

  /** The newest maker of each kind of entry of these records. */
  async doings(em: EntityManager, subjectIds: readonly string[], types: readonly string[]): Promise<Doing[]> {
    if (subjectIds.length === 0) return [];
    return em.execute<Doing[]>(
      `select distinct on (subject_id, type) subject_id as "subjectId", type, at,
              actor_kind as "actorKind", actor_id as "actorId"
         from history_entry where subject_id in (${marks(subjectIds)}) and type in (${marks(types)})
        order by subject_id, type, at desc, id desc`,
      [...subjectIds, ...types],
    );
  }

  /** Latch a step; one that is latched stays as it is. */
  async latch(
    em: EntityManager,
    customerId: string,
    step: string,
    at: Date,
    proof: readonly LatchedProof[],
  ): Promise<void> {
    await em.execute(
      'insert into step_done (customer_id, step, at, proof) values (?, ?, ?, ?::jsonb) on conflict do nothing',
      [customerId, step, at, JSON.stringify(proof)],
    );
  }

  async keep(em: EntityManager, row: ProgressRow): Promise<void> {
    await em.execute(
      `insert into onboarding_progress as p (customer_id, steps_done, current_step, last_done_at, warnings)
       values (?, ?, ?, ?, ?)
       on conflict (customer_id) do update set steps_done = excluded.steps_done,
         current_step = excluded.current_step, last_done_at = excluded.last_done_at, warnings = excluded.warnings
       where (p.steps_done, p.current_step, p.last_done_at, p.warnings) is distinct from
         (excluded.steps_done, excluded.current_step, excluded.last_done_at, excluded.warnings)`,
      [row.customerId, row.stepsDone, row.currentStep, row.lastDoneAt, row.warnings],
    );
  }

  /** Customers without a progress row, in the order of their ids. */
  async withoutProgress(em: EntityManager, limit: number): Promise<string[]> {
    const rows = await em.execute<{ id: string }[]>(
      `select c.id from customer c
        where not exists (select 1 from onboarding_progress p where p.customer_id = c.id)
        order by c.id limit ?`,
      [limit],
    );
    return rows.map(({ id }) => id);
  }

  /** Customers after an id, in the order of their ids. */
  async after(em: EntityManager, id: string | null, limit: number): Promise<string[]> {
    const rows = await em.execute<{ id: string }[]>(
      'select id from customer where (?::uuid is null or id > ?::uuid) order by id limit ?',
      [id, id, limit],
    );
    return rows.map((row) => row.id);
  }

  async tick(
    em: EntityManager,
    customerId: string,
    ticks: readonly string[],
    by: { at: Date; kind: string; id: string },
  ): Promise<string[]> {
    const rows = await em.execute<{ tick: string }[]>(
      `insert into runbook_tick (customer_id, tick, at, actor_kind, actor_id)
       values ${ticks.map(() => '(?, ?, ?, ?, ?)').join(', ')} on conflict do nothing returning tick`,
      ticks.flatMap((tick) => [customerId, tick, by.at, by.kind, by.id]),
    );
    return rows.map(({ tick }) => tick);
  }

  async untick(em: EntityManager, customerId: string, ticks: readonly string[]): Promise<string[]> {
    const rows = await em.execute<{ tick: string }[]>(
      `delete from runbook_tick where customer_id = ? and tick in (${marks(ticks)}) returning tick`,
      [customerId, ...ticks],
    );
    return rows.map(({ tick }) => tick);
  }
}
