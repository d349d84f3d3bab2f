import { Injectable } from '@nestjs/common';
import { AppConfig } from '../../config/app-config.js';
import { Database } from '../database/database.js';
import type { EntityManager } from '../database/database.js';
import { SystemClock } from './system-clock.js';

/**
 * The clock of what was promised: trial ends, due instants, links, reports.
 * It equals the system clock, except in the sandbox, where an offset in the database moves it
 * forward for web and workers alike.
 */
@Injectable()
export class BusinessClock {
  constructor(
    private readonly config: AppConfig,
    private readonly system: SystemClock,
    private readonly database: Database,
  ) {}

  /** The present instant, as seen by the transaction of `em` (or by a read of its own without one). */
  async now(em: EntityManager = this.database.em()): Promise<Date> {
    const moved = this.config.deployment === 'sandbox' ? await this.offset(em) : 0;
    return new Date(this.system.now().getTime() + moved);
  }

  /** Sandbox only: move the clock forward to `instant`; it never runs backwards. */
  async advanceTo(em: EntityManager, instant: Date): Promise<void> {
    if (this.config.deployment !== 'sandbox') throw new Error('The clock can be moved in the sandbox only');
    const offset = instant.getTime() - this.system.now().getTime();
    await em.execute('update business_clock set offset_ms = greatest(offset_ms, ?)', [offset]);
  }

  private async offset(em: EntityManager): Promise<number> {
    const [row] = await em.execute<{ offset_ms: string }[]>('select offset_ms from business_clock');
    return row ? Number(row.offset_ms) : 0;
  }
}
