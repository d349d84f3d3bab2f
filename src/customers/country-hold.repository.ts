import { Injectable } from '@nestjs/common';
import type { EntityManager } from '../platform/database/database.js';
import { CountryHold } from './country-hold.entity.js';

@Injectable()
export class CountryHoldRepository {
  add(em: EntityManager, hold: CountryHold): void {
    em.persist(em.create(CountryHold, hold));
  }

  /** The one that nobody released. */
  openOf(em: EntityManager, customerId: string): Promise<CountryHold | null> {
    return em.findOne(CountryHold, { customerId, releasedAt: null });
  }

  /** Those of this country that were looked at and let go. */
  releasedOf(em: EntityManager, customerId: string, country: string): Promise<CountryHold[]> {
    return em.find(CountryHold, { customerId, country, releasedAt: { $ne: null } });
  }
}
