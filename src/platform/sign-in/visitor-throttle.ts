import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { SystemClock } from '../clocks/system-clock.js';
import { Database } from '../database/database.js';
import { networkOf } from './network-of.js';
import { signInErrors } from './sign-in.errors.js';
import { SignInThrottleRepository } from './sign-in-throttle.repository.js';

const HOUR = 3_600_000;

/** How many times an hour a visitor may do what needs no login. An office behind one address signs up more than once. */
const AN_HOUR = { signup: 20, 'signup mail': 3, 'signup mails': 20 } as const;
export type VisitorDeed = keyof typeof AN_HOUR;

/** Slows visitors without a login; counted in the database, so that every web process counts alike. */
@Injectable()
export class VisitorThrottle {
  constructor(
    private readonly rows: SignInThrottleRepository,
    private readonly database: Database,
    private readonly clock: SystemClock,
  ) {}

  /**
   * Count one deed of whoever stands behind `who` (an IP address, or what the deed is done to).
   * @throws too_many_requests (429), which says when it is open again
   */
  async admit(deed: VisitorDeed, who: string): Promise<void> {
    const hash = createHash('sha256').update(networkOf(who)).digest('hex');
    const until = await this.rows.count(this.database.em(), `${deed}:${hash}`, {
      now: this.clock.now(),
      from: this.clock.in(-HOUR),
      limit: AN_HOUR[deed],
      lockUntil: this.clock.in(HOUR),
    });
    if (!until) return;
    const seconds = Math.ceil((until.getTime() - this.clock.now().getTime()) / 1000);
    const minutes = Math.max(1, Math.ceil(seconds / 60));
    throw signInErrors.too_many_requests(`More than ${AN_HOUR[deed]} within an hour.`, {
      hint: `Try again in ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}, or write to us.`,
      facts: { retryAfterSeconds: seconds },
    });
  }
}
