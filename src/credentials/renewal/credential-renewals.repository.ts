import { Injectable } from '@nestjs/common';

import type { EntityManager } from '../../platform/database/database.js';
import { CredentialRenewal } from './credential-renewal.entity.js';

@Injectable()
export class CredentialRenewals {
  add(em: EntityManager, renewal: CredentialRenewal): void {
    em.persist(em.create(CredentialRenewal, renewal));
  }

  /** As it is now in the database. */
  get(em: EntityManager, id: string): Promise<CredentialRenewal> {
    return em.findOneOrFail(CredentialRenewal, { id }, { refresh: true });
  }

  open(em: EntityManager, setId: string): Promise<CredentialRenewal | null> {
    return em.findOne(CredentialRenewal, { setId, status: { $in: ['queued', 'running'] } });
  }

  async cancelOpen(em: EntityManager, credentialId: string, at: Date): Promise<void> {
    await em.nativeUpdate(
      CredentialRenewal,
      { credentialId, status: { $in: ['queued', 'running'] } },
      { status: 'cancelled', endedAt: at, leaseUntil: null },
    );
  }
}
