import { Injectable } from '@nestjs/common';
import type { EntityManager } from '../../platform/database/database.js';
import { CrmDelivery } from './crm-delivery.entity.js';

@Injectable()
export class CrmRepository {
  add(em: EntityManager, delivery: CrmDelivery): void {
    em.persist(em.create(CrmDelivery, delivery));
  }

  get(em: EntityManager, id: string): Promise<CrmDelivery> {
    return em.findOneOrFail(CrmDelivery, { id });
  }
}
