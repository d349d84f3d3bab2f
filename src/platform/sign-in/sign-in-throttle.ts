import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { SystemClock } from '../clocks/system-clock.js';
import { Database } from '../database/database.js';
import { networkOf } from './network-of.js';
import { signInErrors } from './sign-in.errors.js';
import { SignInThrottleRepository } from './sign-in-throttle.repository.js';

const MINUTE = 60_000;
const WINDOW = 15 * MINUTE;
const LOCK = 15 * MINUTE;
const LIMIT = { account: 5, address: 30 } as const;

/** Which login: staff's and customers' tries are counted apart. */
export type Realm = 'panel' | 'portal';

export interface Try {
  readonly realm: Realm;
  /** What was typed as e-mail; counted the same whether there is such an account or not. */
  readonly account: string;
  /** The caller's IP address. */
  readonly address: string;
}

/**
 * Slows guessing: five tries an account and thirty an address in 15 minutes, then 15 minutes of rest. A try is
 * counted before the password is looked at, so that parallel guesses do not slip through.
 */
@Injectable()
export class SignInThrottle {
  constructor(
    private readonly rows: SignInThrottleRepository,
    private readonly database: Database,
    private readonly clock: SystemClock,
  ) {}

  /** Count this try. Throws `too_many_sign_ins` (429) while the account or the address has to rest. */
  async begin(attempt: Try): Promise<void> {
    for (const kind of ['address', 'account'] as const) {
      const lockedUntil = await this.rows.count(this.database.em(), keyOf(attempt, kind), {
        now: this.clock.now(),
        from: this.clock.in(-WINDOW),
        limit: LIMIT[kind],
        lockUntil: this.clock.in(LOCK),
      });
      if (lockedUntil) throw this.refusal(lockedUntil);
    }
  }

  /** The password was right: the account starts afresh, and the address is not charged for it. */
  async succeeded(attempt: Try): Promise<void> {
    const em = this.database.em();
    await this.rows.forget(em, keyOf(attempt, 'account'));
    await this.rows.uncount(em, keyOf(attempt, 'address'));
  }

  private refusal(lockedUntil: Date): Error {
    const seconds = Math.ceil((lockedUntil.getTime() - this.clock.now().getTime()) / 1000);
    const minutes = Math.max(1, Math.ceil(seconds / 60));
    return signInErrors.too_many_sign_ins('There were too many tries with a wrong password.', {
      hint: `Wait ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}, then try again.`,
      facts: { retryAfterSeconds: seconds },
    });
  }
}

function keyOf(attempt: Try, kind: 'account' | 'address'): string {
  const value = kind === 'account' ? attempt.account.trim().toLowerCase() : networkOf(attempt.address);
  return `${attempt.realm}:${kind}:${createHash('sha256').update(value).digest('hex')}`;
}
