import { Injectable } from '@nestjs/common';

import type { EntityManager } from '../../platform/database/database.js';
import { isId } from '../../platform/ids/new-id.js';
import { OAuthGrant } from './oauth-grant.entity.js';

@Injectable()
export class OAuthGrantRepository {
  add(em: EntityManager, grant: OAuthGrant): void {
    em.persist(em.create(OAuthGrant, grant));
  }

  async find(em: EntityManager, id: string): Promise<OAuthGrant | null> {
    return isId(id) ? em.findOne(OAuthGrant, { id }) : null;
  }

  /** With its row locked, so that of two browsers that come back with one state the second finds it used. */
  async lockedByState(em: EntityManager, stateHash: string): Promise<OAuthGrant | null> {
    await em.execute('select 1 from oauth_grant where state_hash = ? for update', [stateHash]);
    return em.findOne(OAuthGrant, { stateHash }, { refresh: true });
  }

  /** Whether this set of tokens waits for its account to be chosen. */
  async isUnchosen(em: EntityManager, setId: string): Promise<boolean> {
    return (await em.count(OAuthGrant, { setId, status: 'open' })) > 0;
  }

  countSince(em: EntityManager, credentialId: string, since: Date): Promise<number> {
    return em.count(OAuthGrant, { credentialId, createdAt: { $gt: since } });
  }

  async forgetBefore(em: EntityManager, instant: Date): Promise<void> {
    await em.nativeDelete(OAuthGrant, { createdAt: { $lt: instant } });
  }
}
