import { Injectable } from '@nestjs/common';
import { Waypoints } from '../claims/waypoints.js';
import type { CommandLog } from '../commands/command-log.entity.js';
import { BusinessClock } from '../clocks/business-clock.js';
import { Database, IsolationLevel, type EntityManager } from '../database/database.js';
import type { Entry } from '../history/entry-type.js';
import { HistoryBus } from '../history/history-bus.js';
import type { HistoryEntry } from '../history/history-entry.entity.js';
import { newId } from '../ids/new-id.js';
import { OutboxRelay } from '../outbox/outbox-relay.js';
import type { OutboxMessage } from '../outbox/outbox.repository.js';
import { actorId, type Actor } from './actor.js';
import { againWhenContended } from './again-when-contended.js';
import { lockAggregate } from './aggregate.js';
import { writeClosing } from './closing-statement.js';
import type { Tx } from './tx.js';

interface Gathered {
  readonly entries: Entry[];
  readonly jobs: OutboxMessage[];
}

/**
 * The one way to change the database. Inside: lock, read, check, change, record history, ask for jobs;
 * never a network call. Subscribers run before the commit, the outbox is flushed after it.
 */
@Injectable()
export class UnitOfWork {
  constructor(
    private readonly database: Database,
    private readonly clock: BusinessClock,
    private readonly bus: HistoryBus,
    private readonly relay: OutboxRelay,
    private readonly waypoints: Waypoints,
  ) {}

  /**
   * Run `work` in one transaction and commit all it did, or nothing. Where Postgres ends the transaction for the
   * sake of another, `work` runs again from the start: it must leave nothing behind but what it writes by `tx`.
   * @throws contended (503) when it had to give way each time
   * @param journal the command log's line of this instant, asked for after `work`; jobs have none
   */
  async run<T>(actor: Actor, work: (tx: Tx) => Promise<T>, journal?: (now: Date) => CommandLog): Promise<T> {
    const { answer, jobs } = await againWhenContended(() => this.once(actor, work, journal));
    if (jobs.length > 0) {
      this.waypoints.pass('committed, not relayed');
      this.relay.kick();
    }
    return answer;
  }

  private async once<T>(
    actor: Actor,
    work: (tx: Tx) => Promise<T>,
    journal?: (now: Date) => CommandLog,
  ): Promise<{ answer: T; jobs: readonly OutboxMessage[] }> {
    const gathered: Gathered = { entries: [], jobs: [] };
    return this.database.em().transactional(async (em) => {
      const tx = open(em, actor, await this.clock.now(em), gathered);
      const answer = await work(tx);
      await this.finish(tx, gathered, journal ? [journal(tx.now)] : []);
      return { answer, jobs: gathered.jobs };
    });
  }

  /** Read in one consistent, read-only transaction, with the same view a change would have. */
  look<T>(actor: Actor, read: (tx: Tx) => Promise<T>): Promise<T> {
    return this.database
      .em()
      .transactional(
        async (em) => read(open(em, actor, await this.clock.now(em), { entries: [], jobs: [] })),
        {
          readOnly: true,
          isolationLevel: IsolationLevel.REPEATABLE_READ,
        },
      );
  }

  /** Flush, let subscribers hear each entry (they may write more), then history, progress, log and outbox. */
  private async finish(tx: Tx, { entries, jobs }: Gathered, log: readonly CommandLog[]): Promise<void> {
    const customers = new Set<string>();
    await tx.em.flush();
    for (let heard = 0; heard < entries.length; heard += 1) {
      const entry = entries[heard] as Entry;
      if (entry.customerId !== null) customers.add(entry.customerId);
      await this.bus.tell(tx, entry);
    }
    await tx.em.flush();
    const rows = (from: number) => entries.slice(from).map((entry) => historyRow(tx, entry));
    if (customers.size === 0) {
      await writeClosing(tx.em, { history: rows(0), log, jobs });
      return;
    }
    const before = entries.length;
    await writeClosing(tx.em, { history: rows(0), log: [], jobs: [] });
    await this.bus.close(tx, [...customers]);
    await tx.em.flush();
    await writeClosing(tx.em, { history: rows(before), log, jobs });
  }
}

function open(em: EntityManager, actor: Actor, now: Date, { entries, jobs }: Gathered): Tx {
  return {
    em,
    actor,
    now,
    lock: (kind, id) => lockAggregate(em, kind, id, actor),
    record: (type, about) => void entries.push({ type, ...about } as unknown as Entry),
    enqueue: ({ name, queue }, payload) => void jobs.push({ id: newId(), queue, job: name, payload }),
  };
}

const historyRow = (tx: Tx, { type, subjectId, customerId, data }: Entry): HistoryEntry => ({
  id: newId(),
  at: tx.now,
  type: type.type,
  subjectId,
  customerId,
  actorKind: tx.actor.kind,
  actorId: actorId(tx.actor),
  data: { ...data },
});
