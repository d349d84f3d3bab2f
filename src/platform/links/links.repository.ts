import { Injectable } from '@nestjs/common';
import type { EntityManager } from '../database/database.js';
import { OneTimeLink, type LinkPurpose } from './one-time-link.entity.js';

@Injectable()
export class LinksRepository {
  add(em: EntityManager, link: Omit<OneTimeLink, 'spentAt'>): void {
    em.persist(em.create(OneTimeLink, { ...link, spentAt: null }));
  }

  find(em: EntityManager, purpose: LinkPurpose, tokenHash: string): Promise<OneTimeLink | null> {
    return em.findOne(OneTimeLink, { purpose, tokenHash });
  }

  /** The link with its row locked, so that two spenders come one after the other. */
  async findLocked(em: EntityManager, purpose: LinkPurpose, tokenHash: string): Promise<OneTimeLink | null> {
    await em.execute('select 1 from one_time_link where token_hash = ? for update', [tokenHash]);
    return em.findOne(OneTimeLink, { purpose, tokenHash }, { refresh: true });
  }

  async lockedById(em: EntityManager, id: string): Promise<OneTimeLink | null> {
    await em.execute('select 1 from one_time_link where id = ? for update', [id]);
    return em.findOne(OneTimeLink, { id }, { refresh: true });
  }

  async voidOfCustomer(em: EntityManager, customerId: string, at: Date): Promise<void> {
    await em.nativeUpdate(OneTimeLink, { customerId, spentAt: null }, { spentAt: at });
  }

  async voidUnspent(em: EntityManager, purpose: LinkPurpose, subjectId: string, at: Date): Promise<void> {
    await em.nativeUpdate(OneTimeLink, { purpose, subjectId, spentAt: null }, { spentAt: at });
  }
}
