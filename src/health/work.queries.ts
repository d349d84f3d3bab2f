import { Injectable } from '@nestjs/common';
import { declaredWork, type WorkTable } from '../platform/claims/work-table.js';
import { BusinessClock } from '../platform/clocks/business-clock.js';
import { SystemClock } from '../platform/clocks/system-clock.js';
import { Database } from '../platform/database/database.js';
import { QueueTraffic } from '../platform/queues/queue-traffic.js';
import { DAY, isoOf, secondsBetween, type Instant } from './instants.js';
import { WORKER_GONE } from './readiness.js';
import { STUCK_AFTER } from './schedule-state.js';
import type { QueueView, SchedulerView, StuckWorkView, WorkerView } from './scheduler-view.js';
import { SignsRepository } from './signs.repository.js';

const PATIENCE = 2_000;

/** Who works, and work on its way: in the outbox, on the queues, and what should have ended by now. */
@Injectable()
export class WorkQueries {
  constructor(
    private readonly database: Database,
    private readonly traffic: QueueTraffic,
    private readonly signs: SignsRepository,
    private readonly business: BusinessClock,
    private readonly system: SystemClock,
  ) {}

  /** Those heard of in the last day, the living first. */
  async workers(): Promise<WorkerView[]> {
    const now = this.system.now();
    const beats = await this.signs.beatsSince(this.database.em(), this.system.in(-DAY));
    const views = beats.map(({ startedAt, beatAt, ...worker }): WorkerView => ({
      ...worker,
      startedAt: startedAt.toISOString(),
      beatAt: beatAt.toISOString(),
      ageSeconds: secondsBetween(beatAt, now),
      state: now.getTime() - beatAt.getTime() > WORKER_GONE ? 'silent' : 'active',
    }));
    return views.sort((a, b) => a.state.localeCompare(b.state));
  }

  /** Null when the engine does not answer in two seconds: a Redis that is away would be waited for without end. */
  async queues(): Promise<readonly QueueView[] | null> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<null>((done) => (timer = setTimeout(() => done(null), PATIENCE)));
    try {
      return await Promise.race([this.traffic.counts(), late]);
    } catch {
      return null;
    } finally {
      clearTimeout(timer);
    }
  }

  async outbox(): Promise<SchedulerView['outbox']> {
    const em = this.database.em();
    const [waiting] = await em.execute<{ n: number }[]>('select count(*)::int as n from outbox');
    const [oldest] = await em.execute<{ id: string }[]>('select id from outbox order by id limit 1');
    const oldestSeconds = oldest ? secondsBetween(bornAt(oldest.id), this.system.now()) : null;
    return { waiting: waiting?.n ?? 0, oldestSeconds };
  }

  async stuck(): Promise<StuckWorkView[]> {
    const before = new Date((await this.business.now()).getTime() - STUCK_AFTER);
    const found: StuckWorkView[] = [];
    for (const work of declaredWork()) {
      const one = await this.stuckIn(work, before);
      if (one) found.push(one);
    }
    return found;
  }

  private async stuckIn(
    { table, queued, running, hasDue }: WorkTable,
    before: Date,
  ): Promise<StuckWorkView | undefined> {
    const due = hasDue ? 'due_at' : 'created_at';
    const [row] = await this.database
      .em()
      .execute<{ count: number; since: Instant | null; ids: readonly string[] | null }[]>(
        `select count(*)::int as count, min(${due}) as since,
                (array_agg(id::text order by ${due}))[1:10] as ids
           from "${table}" where status in (?, ?) and ${due} < ?`,
        [queued, running, before],
      );
    const since = isoOf(row?.since);
    if (!row || since === null) return undefined;
    return { kind: table.replaceAll('_', ' '), count: row.count, since, ids: row.ids ?? [] };
  }
}

/** The millisecond that a UUIDv7 was made in (RFC 9562). */
const bornAt = (id: string): Date => new Date(Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16));
