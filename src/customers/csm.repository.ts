import { Injectable } from '@nestjs/common';
import type { EntityManager } from '../platform/database/database.js';
import { CsmAbsence } from './csm-absence.entity.js';
import { Csm } from './csm.entity.js';

@Injectable()
export class CsmRepository {
  find(em: EntityManager, id: string): Promise<Csm | null> {
    return em.findOne(Csm, { id });
  }

  active(em: EntityManager): Promise<Csm[]> {
    return em.find(Csm, { active: true }, { orderBy: { id: 'asc' } });
  }

  absencesAt(em: EntityManager, at: Date): Promise<CsmAbsence[]> {
    return em.find(CsmAbsence, { startsAt: { $lte: at }, endsAt: { $gt: at } });
  }
}
