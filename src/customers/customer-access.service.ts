import { Injectable } from '@nestjs/common';
import { Links } from '../platform/links/links.js';
import type { Tx } from '../platform/unit-of-work/tx.js';
import { CustomerLoginRepository } from './customer-login.repository.js';

/** Every way a customer gets in: the portal's password and sessions, and open one-time links. */
@Injectable()
export class CustomerAccess {
  constructor(
    private readonly logins: CustomerLoginRepository,
    private readonly links: Links,
  ) {}

  /**
   * Ends all of them, with this change: the password opens nothing any more, sessions and links are over.
   * Answers whether there was a password. The caller holds the customer's lock.
   */
  async revoke(tx: Tx, customerId: string): Promise<{ hadPassword: boolean }> {
    const login = await this.logins.find(tx.em, customerId);
    const hadPassword = Boolean(login?.passwordHash);
    if (login) {
      login.passwordHash = null;
      login.mustChange = true;
      login.temporaryUntil = null;
      login.sessionEpoch += 1;
    }
    await this.links.voidOfCustomer(tx, customerId);
    return { hadPassword };
  }
}
