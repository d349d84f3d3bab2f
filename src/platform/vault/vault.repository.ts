import { Injectable } from '@nestjs/common';

import type { EntityManager } from '../database/database.js';
import { CustomerDataKey } from './customer-data-key.entity.js';
import type { KeyedHash } from './envelope.js';
import { VaultAccess } from './vault-access.entity.js';
import { type SecretState, VaultSecret } from './vault-secret.entity.js';

/** Values in one statement. */
const AT_ONCE = 1_000;

@Injectable()
export class VaultRepository {
  dataKey(em: EntityManager, customerId: string): Promise<CustomerDataKey | null> {
    return em.findOne(CustomerDataKey, { customerId });
  }

  addDataKey(em: EntityManager, key: CustomerDataKey): void {
    em.persist(em.create(CustomerDataKey, key));
  }

  async removeOfCustomer(em: EntityManager, customerId: string): Promise<void> {
    for (const secret of await em.find(VaultSecret, { customerId })) em.remove(secret);
    await em.flush();
  }

  add(em: EntityManager, secret: VaultSecret): void {
    em.persist(em.create(VaultSecret, secret));
  }

  set(em: EntityManager, setId: string): Promise<VaultSecret[]> {
    return em.find(VaultSecret, { setId });
  }

  async setIdOf(em: EntityManager, credentialId: string, state: SecretState): Promise<string | null> {
    const found = await em.findOne(VaultSecret, { credentialId, state });
    return found?.setId ?? null;
  }

  /** At once, not at the flush: the place must be free before another set takes it. */
  async remove(em: EntityManager, credentialId: string, state?: SecretState): Promise<void> {
    await em.flush();
    const gone = await em.find(VaultSecret, { credentialId, ...(state ? { state } : {}) });
    for (const secret of gone) em.remove(secret);
    await em.flush();
  }

  async removeSet(em: EntityManager, setId: string): Promise<void> {
    await em.nativeDelete(VaultSecret, { setId });
  }

  /** Until the transaction ends, whoever locks the same hash waits. */
  async lockHash(em: EntityManager, hash: KeyedHash): Promise<void> {
    await em.execute('select pg_advisory_xact_lock(hashtextextended(?, 0))', [hash]);
  }

  /** Credentials of others than this customer that hold one of the hashes, oldest first. */
  async holders(
    em: EntityManager,
    hashes: readonly KeyedHash[],
    customerId: string,
  ): Promise<{ customerId: string; credentialId: string }[]> {
    const where = { keyedHash: { $in: [...hashes] }, customerId: { $ne: customerId } };
    const found = await em.find(VaultSecret, where, { orderBy: { credentialId: 'asc' } });
    return [...new Map(found.map((one) => [one.credentialId, one])).values()].map((one) => ({
      customerId: one.customerId,
      credentialId: one.credentialId,
    }));
  }

  /** Those of the hashes that a stored secret has. */
  async known(em: EntityManager, hashes: readonly KeyedHash[]): Promise<KeyedHash[]> {
    const found: KeyedHash[] = [];
    for (let at = 0; at < hashes.length; at += AT_ONCE) {
      const some = hashes.slice(at, at + AT_ONCE);
      const rows = await em.execute<{ hash: KeyedHash }[]>(
        `select distinct keyed_hash as hash from vault_secret where keyed_hash in (${some.map(() => '?').join(', ')})`,
        [...some],
      );
      found.push(...rows.map(({ hash }) => hash));
    }
    return found;
  }

  addAccess(em: EntityManager, access: VaultAccess): void {
    em.persist(em.create(VaultAccess, access));
  }
}
