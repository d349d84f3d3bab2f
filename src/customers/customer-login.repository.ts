import { Injectable } from '@nestjs/common';
import type { EntityManager } from '../platform/database/database.js';
import { CustomerLogin } from './customer-login.entity.js';

@Injectable()
export class CustomerLoginRepository {
  find(em: EntityManager, customerId: string): Promise<CustomerLogin | null> {
    return em.findOne(CustomerLogin, { customerId });
  }

  /** The login, made empty where there is none yet. The caller holds the customer's lock. */
  async ofCustomer(em: EntityManager, customerId: string): Promise<CustomerLogin> {
    const known = await this.find(em, customerId);
    if (known) return known;
    const made = em.create(CustomerLogin, {
      customerId,
      passwordHash: null,
      mustChange: true,
      temporaryUntil: null,
      passwordSetAt: null,
      firstLoginAt: null,
      lastLoginAt: null,
      sessionEpoch: 0,
    });
    em.persist(made);
    return made;
  }

  async endSessions(em: EntityManager, customerId: string): Promise<void> {
    const login = await this.find(em, customerId);
    if (login) login.sessionEpoch += 1;
  }
}
