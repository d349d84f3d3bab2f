import { Injectable } from '@nestjs/common';
import { SystemClock } from '../clocks/system-clock.js';
import { Database, type EntityManager } from '../database/database.js';
import { systemActor } from '../unit-of-work/actor.js';
import { UnitOfWork } from '../unit-of-work/unit-of-work.js';
import type { UpkeepTask } from '../upkeep/upkeep-task.js';
import { declaredWork, type WorkTable } from './work-table.js';

const AT_ONCE = 500;
/** Milliseconds after which a queued row without progress is asked for again. */
const FORGOTTEN = 60_000;

interface Found {
  readonly id: string;
  /** A due hour has come, or a worker is dead: ask at the first sight of it. */
  readonly at_once: boolean;
}

/**
 * Compares rows with queues the only safe way: it asks again for every row that is due and untouched, or whose
 * worker is dead. A job too many finds its row claimed and does nothing; a lost queue loses no work.
 */
@Injectable()
export class LeftBehindTask implements UpkeepTask {
  readonly name = 'left-behind work';
  /** Rows found waiting, and since when (or when they were last asked for). */
  private readonly seen = new Map<WorkTable, Map<string, number>>();

  constructor(
    private readonly database: Database,
    private readonly clock: SystemClock,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  async nextDue(em: EntityManager): Promise<Date | undefined> {
    const dues: Date[] = [];
    for (const { table, queued, hasDue } of declaredWork()) {
      if (!hasDue) continue;
      const [row] = await em.execute<{ due: Date | string | null }[]>(
        `select min(due_at) as due from "${table}" where status = ?`,
        [queued],
      );
      if (row?.due) dues.push(new Date(row.due));
    }
    return dues.sort((a, b) => a.getTime() - b.getTime())[0];
  }

  async run(now: Date): Promise<number> {
    let moved = 0;
    for (const work of declaredWork()) {
      const ids = this.toAsk(this.seenIn(work), await this.find(work, now));
      if (ids.length === 0) continue;
      await this.unitOfWork.run(systemActor(this.name), async (tx) => {
        ids.forEach((id) => tx.enqueue(work.job, { id }));
      });
      moved += ids.length;
    }
    return moved;
  }

  private async find(work: WorkTable, now: Date): Promise<Found[]> {
    const { table, queued, running, hasDue, reclaim, retries } = work;
    const due = hasDue ? ' and due_at <= ?' : '';
    const rested = retries ? ' and (retry_at is null or retry_at <= ?)' : '';
    const dead = reclaim ? ' or (status = ? and lease_until < ?)' : '';
    return this.database.em().execute<Found[]>(
      `select id, (status <> ?${hasDue ? ' or true' : ''}) as at_once from "${table}"
          where (status = ?${due}${rested})${dead} order by id limit ${AT_ONCE}`,
      [
        ...[queued, queued, ...(hasDue ? [now] : [])],
        ...(retries ? [this.clock.now()] : []),
        ...(reclaim ? [running, this.clock.now()] : []),
      ],
    );
  }

  /** A row that merely waits in a busy queue is left alone for a minute, and so is one just asked for. */
  private toAsk(seen: Map<string, number>, found: readonly Found[]): string[] {
    const at = this.clock.now().getTime();
    const present = new Set(found.map(({ id }) => id));
    for (const id of seen.keys()) if (!present.has(id)) seen.delete(id);
    const ask = found.filter(({ id, at_once }) => {
      const since = seen.get(id);
      return since === undefined ? at_once : at - since >= FORGOTTEN;
    });
    for (const { id } of found) if (!seen.has(id)) seen.set(id, at);
    ask.forEach(({ id }) => seen.set(id, at));
    return ask.map(({ id }) => id);
  }

  private seenIn(work: WorkTable): Map<string, number> {
    const seen = this.seen.get(work) ?? new Map<string, number>();
    this.seen.set(work, seen);
    return seen;
  }
}
