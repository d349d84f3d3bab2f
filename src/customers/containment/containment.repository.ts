import { Injectable } from '@nestjs/common';
import type { EntityManager } from '../../platform/database/database.js';
import { commonErrors } from '../../platform/errors/common-errors.js';
import { Containment } from './containment.entity.js';

@Injectable()
export class ContainmentRepository {
  open(em: EntityManager, customerId: string): Promise<Containment | null> {
    return em.findOne(Containment, { customerId, endedAt: null });
  }

  async get(em: EntityManager, id: string): Promise<Containment> {
    const found = await em.findOne(Containment, { id });
    if (!found) throw commonErrors.not_found(`There is no containment with the id ${id}.`);
    return found;
  }

  add(em: EntityManager, row: Omit<Containment, 'endedAt' | 'endedBy' | 'endReason'>): Containment {
    const made = em.create(Containment, { ...row, endedAt: null, endedBy: null, endReason: null });
    em.persist(made);
    return made;
  }
}
