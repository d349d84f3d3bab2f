import { Injectable } from '@nestjs/common';
import { BusinessClock } from '../clocks/business-clock.js';
import { SystemClock } from '../clocks/system-clock.js';
import { Database } from '../database/database.js';
import { LeaseHeld } from '../queues/job-type.js';
import type { Tx } from '../unit-of-work/tx.js';
import { Waypoints } from './waypoints.js';
import type { WorkTable } from './work-table.js';

/** The right to do one row's work: valid while the row's attempt is ours. */
export interface Claim {
  readonly work: WorkTable;
  readonly id: string;
  readonly attempt: number;
}

/** Our attempt is no longer the row's: another worker has it, and nothing of ours may be written. */
export class StaleClaim extends Error {}

const LEASE = 20_000;
const leaseOf = (work: WorkTable): number => work.lease ?? LEASE;

type Act<T> = (claim: Claim, signal: AbortSignal) => Promise<T>;

/** Claim, hold and settle rows of work so that no effect happens twice, whatever process dies when. */
@Injectable()
export class Claims {
  constructor(
    private readonly database: Database,
    private readonly system: SystemClock,
    private readonly business: BusinessClock,
    private readonly waypoints: Waypoints,
  ) {}

  /**
   * Claim the row and work on it under a lease that is renewed while `act` runs; `undefined` when there is
   * nothing to do (done, cancelled, not yet due). Throws LeaseHeld when a live worker has it.
   */
  async work<T>(table: WorkTable, id: string, signal: AbortSignal, act: Act<T>): Promise<T | undefined> {
    this.waypoints.pass('delivered, not claimed');
    const claim = await this.claim(table, id);
    if (!claim) return undefined;
    this.waypoints.pass('claimed, not worked');
    const lost = new AbortController();
    const renewal = setInterval(() => void this.renew(claim, lost), leaseOf(table) / 4);
    try {
      const result = await act(claim, AbortSignal.any([signal, lost.signal]));
      this.waypoints.pass('settled, job not completed');
      return result;
    } finally {
      clearInterval(renewal);
    }
  }

  /** In a unit of work: lock the row and make sure the claim still stands, before writing its outcome. */
  async hold(tx: Tx, { work, id, attempt }: Claim): Promise<void> {
    this.waypoints.pass('worked, not settled');
    const rows = await tx.em.execute(
      `select 1 from "${work.table}" where id = ? and attempt = ? and status = ? for no key update`,
      [id, attempt, work.running],
    );
    if (rows.length === 0) throw new StaleClaim(`${work.table} ${id}: attempt ${attempt} is over`);
  }

  /**
   * In a unit of work: give the row back for another attempt.
   * @param restMs where the table has `retries`: milliseconds before it may be taken again
   */
  async release(tx: Tx, claim: Claim, restMs = 0): Promise<void> {
    await this.hold(tx, claim);
    if (claim.work.retries) {
      const at = this.system.in(restMs);
      await tx.em.execute(`update "${claim.work.table}" set retry_at = ? where id = ?`, [at, claim.id]);
    }
    await tx.em.execute(`update "${claim.work.table}" set status = ?, lease_until = null where id = ?`, [
      claim.work.queued,
      claim.id,
    ]);
  }

  private async claim(work: WorkTable, id: string): Promise<Claim | undefined> {
    const em = this.database.em();
    const now = this.system.now();
    const due = work.hasDue ? ' and due_at <= ?' : '';
    const rested = work.retries ? ' and (retry_at is null or retry_at <= ?)' : '';
    const dead = work.reclaim ? ' or (status = ? and lease_until < ?)' : '';
    const [row] = await em.execute<{ attempt: number }[]>(
      `update "${work.table}" set status = ?, attempt = attempt + 1, lease_until = ?
        where id = ? and ((status = ?${due}${rested})${dead}) returning attempt`,
      [
        work.running,
        this.system.in(leaseOf(work)),
        id,
        work.queued,
        ...(work.hasDue ? [await this.business.now(em)] : []),
        ...(work.retries ? [now] : []),
        ...(work.reclaim ? [work.running, now] : []),
      ],
    );
    if (row) return { work, id, attempt: row.attempt };
    if (work.reclaim) await this.refuseWhileHeld(work, id, now);
    if (work.retries) await this.refuseWhileResting(work, id, now);
    return undefined;
  }

  private async refuseWhileHeld(work: WorkTable, id: string, now: Date): Promise<void> {
    const [held] = await this.database
      .em()
      .execute<{ until: Date | string }[]>(
        `select lease_until as until from "${work.table}" where id = ? and status = ? and lease_until >= ?`,
        [id, work.running, now],
      );
    if (held) throw new LeaseHeld(new Date(held.until));
  }

  private async refuseWhileResting({ table, queued }: WorkTable, id: string, now: Date): Promise<void> {
    const [resting] = await this.database
      .em()
      .execute<{ until: Date | string }[]>(
        `select retry_at as until from "${table}" where id = ? and status = ? and retry_at > ?`,
        [id, queued, now],
      );
    if (resting) throw new LeaseHeld(new Date(resting.until), 'its next attempt is not due yet');
  }

  private async renew({ work, id, attempt }: Claim, lost: AbortController): Promise<void> {
    try {
      const rows = await this.database
        .em()
        .execute(
          `update "${work.table}" set lease_until = ? where id = ? and attempt = ? and status = ? returning 1`,
          [this.system.in(leaseOf(work)), id, attempt, work.running],
        );
      if (rows.length === 0) lost.abort(new StaleClaim(`${work.table} ${id}: attempt ${attempt} is over`));
    } catch {
      // The database is away for a moment: the lease runs on, and `hold` decides in the end.
    }
  }
}
