import { Logger } from '@nestjs/common';
import pg from 'pg';
import { SESSION_POOL } from './database.js';

export type SessionPool = pg.Pool;

/** The session store's own small pool: logins keep working while requests and jobs use up theirs. */
export function openSessionPool(url: string): SessionPool {
  const log = new Logger('Sessions');
  const pool = new pg.Pool({ connectionString: url, max: SESSION_POOL, keepAlive: true });
  pool.on('error', (error) => log.warn({ err: error }, 'an idle session connection was lost'));
  return pool;
}
