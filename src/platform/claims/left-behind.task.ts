import { Injectable } from '@nestjs/common';
import { SystemClock } from '../clocks/system-clock.js';
import { Database, type EntityManager } from '../database/database.js';
import { systemActor } from '../unit-of-work/actor.js';
import { UnitOfWork } from '../unit-of-work/unit-of-work.js';
import type { UpkeepTask } from '../upkeep/upkeep-task.js';
import { declaredWork, type WorkTable } from './work-table.js';

const AT_ONCE = 500;
/** Milliseconds after which a queued, due row without progress is asked for again. */
const FORGOTTEN = 60_000;

/**
 * Compares rows with queues the only safe way: it asks again for every row that is due and untouched, or whose
 * worker is dead. A job too many finds its row claimed and does nothing; a lost queue loses no work.
 */
@Injectable()
export class LeftBehindTask implements UpkeepTask {
  readonly name = 'left-behind work';
  private readonly asked = new Map<string, number>();

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
      const ids = this.notAskedLately(await this.find(work, now));
      if (ids.length === 0) continue;
      await this.unitOfWork.run(systemActor(this.name), async (tx) => {
        ids.forEach((id) => tx.enqueue(work.job, { id }));
      });
      moved += ids.length;
    }
    return moved;
  }

  private async find({ table, queued, running, hasDue, reclaim }: WorkTable, now: Date): Promise<string[]> {
    const due = hasDue ? ' and due_at <= ?' : '';
    const dead = reclaim ? ' or (status = ? and lease_until < ?)' : '';
    const rows = await this.database
      .em()
      .execute<{ id: string }[]>(
        `select id from "${table}" where (status = ?${due})${dead} limit ${AT_ONCE}`,
        [queued, ...(hasDue ? [now] : []), ...(reclaim ? [running, this.clock.now()] : [])],
      );
    return rows.map(({ id }) => id);
  }

  /** A row still waiting in a busy queue is not asked for at every tick. */
  private notAskedLately(ids: readonly string[]): string[] {
    const at = this.clock.now().getTime();
    for (const [id, when] of this.asked) if (at - when > FORGOTTEN) this.asked.delete(id);
    const fresh = ids.filter((id) => !this.asked.has(id));
    fresh.forEach((id) => this.asked.set(id, at));
    return fresh;
  }
}
