import { Injectable, Logger } from '@nestjs/common';
import { BusinessClock } from '../../platform/clocks/business-clock.js';
import { Database } from '../../platform/database/database.js';
import { networkOf } from '../../platform/sign-in/network-of.js';
import { foldEmail } from '../email-address.js';
import type { SignInCause } from './sign-in-attempt.entity.js';
import { SignInAttemptsRepository } from './sign-in-attempts.repository.js';

/** Kept in place of what is no address: people paste passwords into the wrong field. */
const NO_ADDRESS = '(not an e-mail address)';
const isAddress = (typed: string): boolean => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(typed.trim());

/** Writes down tries to sign in, so that "I can't log in" has an answer (runbook Issue 5). */
@Injectable()
export class SignInAttempts {
  private readonly log = new Logger('Portal sign-in');

  constructor(
    private readonly rows: SignInAttemptsRepository,
    private readonly database: Database,
    private readonly clock: BusinessClock,
  ) {}

  /** Outside any transaction: a refused try leaves its line too, and a line that fails refuses nobody. */
  async note(
    { email, address }: { email: string; address: string },
    cause: SignInCause,
    customerId: string | null,
  ): Promise<void> {
    const em = this.database.em();
    const emailKey = isAddress(email) ? foldEmail(email).slice(0, 254) : NO_ADDRESS;
    try {
      const at = await this.clock.now(em);
      await this.rows.note(em, { at, emailKey, customerId, cause, network: networkOf(address) });
    } catch (error) {
      this.log.error({ err: error }, 'a try to sign in was not written down');
    }
  }
}
