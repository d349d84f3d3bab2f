import { Logger } from '@nestjs/common';
import connectPgSimple from 'connect-pg-simple';
import session, { type SessionData } from 'express-session';
import type { Request } from 'express';
import type { SessionPool } from '../database/session-pool.js';

const PgStore = connectPgSimple(session);
/** Seconds without a request after which a session is gone. */
export const IDLE_SECONDS = 30 * 60;
/** Milliseconds between two prolongations of one session: not every request has to write. */
const TOUCH_EVERY = 60_000;
const REMEMBERED = 10_000;

/** Sent by pages that refresh themselves: such a request shows nothing about a person being there. */
export const BACKGROUND_HEADER = 'x-background-refresh';

const isBackground = (request: Request | undefined): boolean =>
  request?.get(BACKGROUND_HEADER) !== undefined || /text\/event-stream/.test(request?.get('accept') ?? '');

/** Sessions in the table `session`; prolonged by what a person does, not by streams and refreshes. */
export class SessionStore extends PgStore {
  private readonly touched = new Map<string, number>();

  constructor(pool: SessionPool) {
    const log = new Logger('Sessions');
    super({
      pool,
      ttl: IDLE_SECONDS,
      errorLog: (...words: unknown[]) => log.warn(words.map(String).join(' ')),
    });
  }

  override touch(sid: string, data: SessionData, done?: () => void): void {
    const { req } = data as SessionData & { req?: Request };
    const now = Date.now();
    if (isBackground(req) || now - (this.touched.get(sid) ?? 0) < TOUCH_EVERY) return done?.();
    if (this.touched.size >= REMEMBERED) this.touched.clear();
    this.touched.set(sid, now);
    super.touch(sid, data, done);
  }
}
