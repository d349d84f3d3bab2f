import { Injectable } from '@nestjs/common';

import { SystemClock } from '../clocks/system-clock.js';
import { Database } from '../database/database.js';
import { newId } from '../ids/new-id.js';
import { OPERATOR } from '../unit-of-work/actor.js';
import { UnitOfWork } from '../unit-of-work/unit-of-work.js';
import { keysRotated } from './key-rotation.entries.js';
import { KeyRing } from './key-ring.js';
import { KeyRotationRepository, LOWEST_ID, type RingPlace } from './key-rotation.repository.js';
import { type Batch, RotationBatches } from './rotation-batches.js';

const DAY = 86_400_000;

/** What is under one key of the ring. */
export interface KeyUse {
  readonly kid: string;
  readonly dataKeys: number;
  readonly secrets: number;
}

/** How the ring is used. Boot has seen to it that no key in use is missing. */
export interface RingStanding {
  /** The ring's first key, which everything shall be under. */
  readonly newest: string;
  /** The other keys, in the order of the ring. */
  readonly older: readonly (KeyUse & {
    /** Until when an answer may be asked for again that is known by this key only; null: none. */
    readonly neededUntil: Date | null;
  })[];
}

export interface RotationEnd {
  readonly dataKeys: number;
  readonly secrets: number;
  /** Rows that could not be opened and stay as they were: `customer <id>: …`. */
  readonly unreadable: readonly string[];
}

/** Called after each batch: how many rows of a place are done, of how many. */
export type Progress = (place: RingPlace, done: number, of: number) => void;

/**
 * Brings everything under the ring's first key. Each batch commits for itself and what is done is not looked at
 * again, so a rotation that was killed goes on where it was; twins do no harm to each other.
 */
@Injectable()
export class KeyRotation {
  constructor(
    private readonly ring: KeyRing,
    private readonly database: Database,
    private readonly repository: KeyRotationRepository,
    private readonly batches: RotationBatches,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: SystemClock,
  ) {}

  async standing(): Promise<RingStanding> {
    const em = this.database.em();
    const [newest = '', ...others] = this.ring.all.map(({ kid }) => kid);
    const older: RingStanding['older'][number][] = [];
    for (const kid of others) {
      const last = await this.repository.lastRequest(em, kid);
      const until = last && new Date(last.getTime() + DAY);
      older.push({
        kid,
        dataKeys: await this.repository.count(em, 'dataKeys', kid),
        secrets: await this.repository.count(em, 'secrets', kid),
        neededUntil: until && until > this.clock.now() ? until : null,
      });
    }
    return { newest, older };
  }

  /**
   * @param job as it goes on record beside each opening
   * @throws Error the reason of `signal`, between two batches
   */
  async rotate(job: string, progress: Progress, signal: AbortSignal): Promise<RotationEnd> {
    const { newest, older } = await this.standing();
    const unreadable: string[] = [];
    const done = { dataKeys: 0, secrets: 0 };
    for (const place of ['dataKeys', 'secrets'] as const) {
      const of = older.reduce((sum, use) => sum + use[place], 0);
      for (const { kid } of older) {
        for await (const batch of this.allUnder(place, kid, job)) {
          unreadable.push(...batch.unreadable);
          done[place] += batch.replaced;
          progress(place, done[place], of);
          signal.throwIfAborted();
        }
      }
    }
    if (done.dataKeys + done.secrets > 0) await this.putOnRecord(newest, { ...done, unreadable });
    return { ...done, unreadable };
  }

  private async *allUnder(place: RingPlace, kid: string, job: string): AsyncGenerator<Batch> {
    for (let after: string | undefined = LOWEST_ID; after !== undefined;) {
      const batch: Batch = await this.batches[place](kid, after, job);
      if (batch.last !== undefined) yield batch;
      after = batch.last;
    }
  }

  private async putOnRecord(to: string, { dataKeys, secrets, unreadable }: RotationEnd): Promise<void> {
    const data = { to, dataKeys, secrets, unreadable: unreadable.length };
    await this.unitOfWork.run(OPERATOR, (tx) => {
      tx.record(keysRotated, { subjectId: newId(), customerId: null, data });
      return Promise.resolve();
    });
  }
}
