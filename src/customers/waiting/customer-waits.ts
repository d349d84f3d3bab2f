import { Injectable } from '@nestjs/common';
import type { EntityManager } from '../../platform/database/database.js';
import type { CustomerWait } from './customer-wait.entity.js';
import { WaitRepository } from './wait.repository.js';

/** Waits as other rooms read them. */
@Injectable()
export class CustomerWaits {
  constructor(private readonly waits: WaitRepository) {}

  /** @throws not_found (404) */
  get(em: EntityManager, id: string): Promise<CustomerWait> {
    return this.waits.get(em, id);
  }

  /** The one that is open. */
  open(em: EntityManager, customerId: string): Promise<CustomerWait | null> {
    return this.waits.open(em, customerId);
  }
}
