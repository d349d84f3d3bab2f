import { Injectable } from '@nestjs/common';
import { SystemClock } from '../platform/clocks/system-clock.js';
import { Database } from '../platform/database/database.js';
import { secondsBetween } from './instants.js';
import { SignsRepository } from './signs.repository.js';

/** Milliseconds without a beat after which a worker counts as gone: three beats. */
export const WORKER_GONE = 30_000;
/** Milliseconds after which the last canary that arrived proves nothing any more: three are sent in that time. */
export const CANARY_STALE = 180_000;
const PATIENCE = 2_000;

export const CHECKS = ['database', 'worker', 'queue'] as const;
export type CheckName = (typeof CHECKS)[number];

export interface Check {
  readonly name: CheckName;
  readonly ok: boolean;
  /** Seconds since the sign that the check goes by: an answer, a beat, a canary; null when there was none. */
  readonly ageSeconds: number | null;
  /** What is found, and for a failing check what to do. */
  readonly detail: string;
}

export interface ReadyState {
  readonly ready: boolean;
  readonly checks: readonly Check[];
  /** The first check that does not hold; those after it may be unknown because of it. */
  readonly failing: Check | undefined;
}

/** Whether this process can serve: the database answers, a worker lives, and work comes through the queue. */
@Injectable()
export class Readiness {
  private looking: Promise<ReadyState> | undefined;
  private since = new Date(0);

  constructor(
    private readonly database: Database,
    private readonly clock: SystemClock,
    private readonly signs: SignsRepository,
  ) {}

  /** A worker that just started is ready when a canary sent at its start, or later, has come through. */
  awaitCanaryOf(instant: Date): void {
    this.since = instant;
  }

  /** Looks now; who asks meanwhile gets the same answer, so that probes cannot pile up. */
  look(): Promise<ReadyState> {
    this.looking ??= this.lookNow().finally(() => (this.looking = undefined));
    return this.looking;
  }

  private async lookNow(): Promise<ReadyState> {
    const database = await guarded('database', () => this.databaseCheck());
    const others = database.ok
      ? await Promise.all([
          guarded('worker', () => this.workerCheck()),
          guarded('queue', () => this.queueCheck()),
        ])
      : [unknown('worker'), unknown('queue')];
    const checks = [database, ...others];
    const failing = checks.find(({ ok }) => !ok);
    return { ready: failing === undefined, checks, failing };
  }

  private async databaseCheck(): Promise<Check> {
    await this.database.em().execute('select 1');
    return { name: 'database', ok: true, ageSeconds: 0, detail: 'The database answers.' };
  }

  private async workerCheck(): Promise<Check> {
    const now = this.clock.now();
    const alive = await this.signs.beatsSince(this.database.em(), this.clock.in(-WORKER_GONE));
    const newest = alive.reduce((latest, { beatAt }) => Math.max(latest, beatAt.getTime()), 0);
    if (alive.length === 0) {
      const detail = 'No worker is alive. Start one: npm run start:worker (npm start brings one along).';
      return { name: 'worker', ok: false, ageSeconds: null, detail };
    }
    const detail = alive.length === 1 ? '1 worker is alive.' : `${alive.length} workers are alive.`;
    return { name: 'worker', ok: true, ageSeconds: secondsBetween(new Date(newest), now), detail };
  }

  private async queueCheck(): Promise<Check> {
    const now = this.clock.now();
    const { done, waitingSince } = await this.signs.canary(this.database.em());
    const ageSeconds = done ? secondsBetween(done.doneAt, now) : null;
    const isFresh = done && done.sentAt >= this.since && now.getTime() - done.doneAt.getTime() < CANARY_STALE;
    if (isFresh) {
      const took = done.doneAt.getTime() - done.sentAt.getTime();
      return { name: 'queue', ok: true, ageSeconds, detail: `The last canary job took ${took} ms.` };
    }
    const waiting = waitingSince && `one has waited for ${secondsBetween(waitingSince, now)} s`;
    const detail =
      `No canary job came through ${done ? 'lately' : 'yet'} (${waiting ?? 'none is on its way'}). ` +
      'Look at the queue engine (Postgres, or REDIS_URL) and at the log of the workers.';
    return { name: 'queue', ok: false, ageSeconds, detail };
  }
}

const unknown = (name: CheckName): Check => ({
  name,
  ok: false,
  ageSeconds: null,
  detail: 'Not known without the database.',
});

/** A check that throws or hangs has failed; the log of the process tells the cause, a probe need not know it. */
async function guarded(name: CheckName, check: () => Promise<Check>): Promise<Check> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Check>((done) => {
    const detail = `The database did not answer within ${PATIENCE / 1000} s.`;
    timer = setTimeout(() => done({ name, ok: false, ageSeconds: null, detail }), PATIENCE);
  });
  try {
    return await Promise.race([check(), late]);
  } catch {
    return { name, ok: false, ageSeconds: null, detail: 'The database does not answer. Is it running?' };
  } finally {
    clearTimeout(timer);
  }
}
