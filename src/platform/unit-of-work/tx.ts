import type { EntityManager } from '../database/database.js';
import type { Entry, EntryData, EntryType } from '../history/entry-type.js';
import type { JobPayload, JobType } from '../queues/job-type.js';
import type { Actor } from './actor.js';
import type { Aggregate } from './aggregate.js';

/** One open unit of work: every change, its history and the jobs it asks for commit together or not at all. */
export interface Tx {
  readonly em: EntityManager;
  readonly actor: Actor;
  /** The business instant of this transaction. */
  readonly now: Date;
  /** Lock the record (and its customer first); throws `not_found` (404) when there is none. */
  lock(aggregate: Aggregate, id: string): Promise<void>;
  /** Write a history entry; subscribers hear it before the commit. */
  record<D extends EntryData>(type: EntryType<D>, about: Omit<Entry<D>, 'type'>): void;
  /** Ask for a job; it reaches its queue after the commit, at least once. Payloads hold ids only. */
  enqueue<P extends JobPayload>(job: JobType<string, string, P>, payload: P): void;
}
