import { Injectable } from '@nestjs/common';

import type { EntityManager } from '../../platform/database/database.js';
import { CredentialToken } from './credential-token.entity.js';

/** Due, and nobody is at it. */
const WAITING = `t.renew_due_at is not null and not exists (
  select 1 from credential_renewal r where r.set_id = t.set_id and r.status in ('queued', 'running'))`;

@Injectable()
export class CredentialTokens {
  add(em: EntityManager, token: CredentialToken): CredentialToken {
    const made = em.create(CredentialToken, token);
    em.persist(made);
    return made;
  }

  /** As it is now in the database. */
  find(em: EntityManager, setId: string): Promise<CredentialToken | null> {
    return em.findOne(CredentialToken, { setId }, { refresh: true });
  }

  async remove(em: EntityManager, setId: string): Promise<void> {
    await em.nativeDelete(CredentialToken, { setId });
  }

  async removeOf(em: EntityManager, credentialId: string): Promise<void> {
    await em.nativeDelete(CredentialToken, { credentialId });
  }

  /** Tokens to renew, the longest due first. */
  due(em: EntityManager, now: Date, limit: number): Promise<{ setId: string; credentialId: string }[]> {
    return em.execute(
      `select t.set_id as "setId", t.credential_id as "credentialId" from credential_token t
        where t.renew_due_at <= ? and ${WAITING} order by t.renew_due_at limit ?`,
      [now, limit],
    );
  }

  async nextDue(em: EntityManager): Promise<Date | undefined> {
    const [row] = await em.execute<{ due: Date | string | null }[]>(
      `select min(t.renew_due_at) as due from credential_token t where ${WAITING}`,
    );
    return row?.due ? new Date(row.due) : undefined;
  }
}
