import { Injectable } from '@nestjs/common';
import type { EntityManager } from '../database/database.js';

export interface StoredAnswer {
  /** Keyed: it says nothing to who does not hold the ring. */
  readonly requestHash: string;
  readonly status: number;
  readonly body: unknown;
}

/** Answers kept by actor and Idempotency-Key, written in the command's own transaction. */
@Injectable()
export class IdempotencyRepository {
  /**
   * Reserve the key; a twin still running makes this wait for its commit or rollback.
   * Returns the twin's answer when it committed, undefined when the key is now ours.
   */
  async reserve(
    em: EntityManager,
    actor: string,
    key: string,
    requestHash: string,
    at: Date,
  ): Promise<StoredAnswer | undefined> {
    const mine = await em.execute(
      `insert into idempotency_key (actor, key, request_hash, created_at) values (?, ?, ?, ?)
       on conflict (actor, key) do nothing returning 1`,
      [actor, key, requestHash, at],
    );
    if (mine.length > 0) return undefined;
    const [twin] = await em.execute<{ request_hash: string; status: number; body: unknown }[]>(
      'select request_hash, status, body from idempotency_key where actor = ? and key = ?',
      [actor, key],
    );
    return twin && { requestHash: twin.request_hash, status: twin.status, body: twin.body };
  }

  /** The answer kept for a key; undefined while its call runs, and for an unknown one. */
  async kept(em: EntityManager, actor: string, key: string): Promise<unknown> {
    const [row] = await em.execute<{ body: unknown }[]>(
      'select body from idempotency_key where actor = ? and key = ? and status is not null',
      [actor, key],
    );
    return row?.body;
  }

  async keep(em: EntityManager, actor: string, key: string, status: number, body: unknown): Promise<void> {
    await em.execute('update idempotency_key set status = ?, body = ?::jsonb where actor = ? and key = ?', [
      status,
      JSON.stringify(body ?? null),
      actor,
      key,
    ]);
  }

  /** Forget keys older than 24 hours (upkeep). */
  async forgetBefore(em: EntityManager, instant: Date): Promise<void> {
    await em.execute('delete from idempotency_key where created_at < ?', [instant]);
  }
}
