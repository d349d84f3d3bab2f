import { Injectable } from '@nestjs/common';
import type { EntityManager } from '../platform/database/database.js';
import { commonErrors } from '../platform/errors/common-errors.js';
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

  add(em: EntityManager, csm: Omit<Csm, 'version'>): void {
    em.persist(em.create(Csm, { ...csm, version: 1 }));
  }

  addAbsence(em: EntityManager, absence: CsmAbsence): CsmAbsence {
    const row = em.create(CsmAbsence, absence);
    em.persist(row);
    return row;
  }

  removeAbsence(em: EntityManager, absence: CsmAbsence): void {
    em.remove(absence);
  }

  async absence(em: EntityManager, id: string): Promise<CsmAbsence> {
    const absence = await em.findOne(CsmAbsence, { id });
    if (!absence) throw commonErrors.not_found(`There is no absence with the id ${id}.`);
    return absence;
  }

  /** Absences that touch the time, of these managers. */
  absencesBetween(em: EntityManager, csmIds: readonly string[], from: Date, to: Date): Promise<CsmAbsence[]> {
    return em.find(CsmAbsence, { csmId: { $in: [...csmIds] }, startsAt: { $lt: to }, endsAt: { $gt: from } });
  }

  /** Absences to come, or going on, that the manager covers. */
  coveredBy(em: EntityManager, coverId: string, now: Date): Promise<CsmAbsence[]> {
    return em.find(CsmAbsence, { coverId, endsAt: { $gt: now } });
  }
}
