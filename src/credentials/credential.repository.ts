import { Injectable } from '@nestjs/common';

import type { PlatformName } from '../agents/platform-names.js';
import { Contact, PRIMARY_CONTACT } from '../customers/contact.entity.js';
import { Csm } from '../customers/csm.entity.js';
import { formatCustomerNumber } from '../customers/customer-number.js';
import { Customer } from '../customers/customer.entity.js';
import type { EntityManager } from '../platform/database/database.js';
import { CredentialTest } from './credential-test.entity.js';
import { Credential } from './credential.entity.js';

@Injectable()
export class CredentialRepository {
  add(em: EntityManager, credential: Omit<Credential, 'version'>): Credential {
    const made = em.create(Credential, credential);
    em.persist(made);
    return made;
  }

  get(em: EntityManager, id: string): Promise<Credential> {
    return em.findOneOrFail(Credential, { id });
  }

  /** Whom a mail to the customer goes to, and who helps them. */
  async recipient(em: EntityManager, customerId: string) {
    const { email, timezone, csmId } = await em.findOneOrFail(Customer, { id: customerId });
    const contact = await em.findOne(Contact, { customerId, role: PRIMARY_CONTACT });
    const { name, email: csmEmail, phone } = await em.findOneOrFail(Csm, { id: csmId });
    const csm = { name, email: csmEmail, phone: phone ?? null };
    return { email, timezone, contactName: contact?.name ?? null, csm };
  }

  async companyName(em: EntityManager, customerId: string): Promise<string> {
    return (await em.findOneOrFail(Customer, { id: customerId })).companyName;
  }

  /** A person at this customer; null when there is none of that id. */
  contact(em: EntityManager, customerId: string, id: string): Promise<Contact | null> {
    return em.findOne(Contact, { id, customerId });
  }

  /** Customers as people call them, `C-1042`, oldest first. */
  async numbers(em: EntityManager, customerIds: readonly string[]): Promise<string[]> {
    const found = await em.find(Customer, { id: { $in: [...customerIds] } }, { orderBy: { number: 'asc' } });
    return found.map(({ number }) => formatCustomerNumber(number));
  }

  /** The one that is not disconnected. */
  live(em: EntityManager, customerId: string, platform: PlatformName): Promise<Credential | null> {
    return em.findOne(Credential, { customerId, platform, status: { $ne: 'disconnected' } });
  }

  /** All that are not disconnected. */
  allLive(em: EntityManager, customerId: string): Promise<Credential[]> {
    return em.find(
      Credential,
      { customerId, status: { $ne: 'disconnected' } },
      { orderBy: { platform: 'asc' } },
    );
  }

  liveOf(em: EntityManager, customerId: string, platforms: readonly PlatformName[]): Promise<Credential[]> {
    return em.find(Credential, {
      customerId,
      platform: { $in: [...platforms] },
      status: { $ne: 'disconnected' },
    });
  }

  /** All that are not disconnected and rest on this person's permission at a platform. */
  heldBy(em: EntityManager, holderId: string): Promise<Credential[]> {
    return em.find(
      Credential,
      { holderId, status: { $ne: 'disconnected' } },
      { orderBy: { customerId: 'asc', id: 'asc' } },
    );
  }

  /** Those of `heldBy` that are active, by customer: to be locked one after the other, and read only then. */
  async activeIdsOf(
    em: EntityManager,
    holderId: string,
    platforms: readonly PlatformName[],
  ): Promise<string[]> {
    const rows = await em.execute<{ id: string }[]>(
      `select id from credential where holder_id = ? and status = 'active'
          and platform in (${platforms.map(() => '?').join(', ')}) order by customer_id, id`,
      [holderId, ...platforms],
    );
    return rows.map(({ id }) => id);
  }

  /** Every connection that rests on a person at a platform, ended ones too. */
  async idsHeldBy(
    em: EntityManager,
    holderId: string,
    platforms: readonly PlatformName[],
  ): Promise<string[]> {
    const rows = await em.execute<{ id: string }[]>(
      `select id from credential where holder_id = ? and platform in (${platforms.map(() => '?').join(', ')})
        order by customer_id, id`,
      [holderId, ...platforms],
    );
    return rows.map(({ id }) => id);
  }

  find(em: EntityManager, ids: readonly string[]): Promise<Credential[]> {
    return em.find(Credential, { id: { $in: [...ids] } });
  }

  /** Whom something is to be told about, or whose time is over; the longest due first. */
  atDeadline(em: EntityManager, now: Date, limit: number): Promise<Credential[]> {
    return em.find(Credential, { deadlineAt: { $lte: now } }, { orderBy: { deadlineAt: 'asc' }, limit });
  }

  async nextDeadline(em: EntityManager): Promise<Date | undefined> {
    const [row] = await em.execute<{ due: Date | string | null }[]>(
      'select min(deadline_at) as due from credential',
    );
    return row?.due ? new Date(row.due) : undefined;
  }

  /** The newest test that the platform said no to. */
  async lastRejected(em: EntityManager, credentialId: string): Promise<CredentialTest | null> {
    const [last] = await em.find(
      CredentialTest,
      { credentialId, outcome: 'rejected' },
      { orderBy: { createdAt: 'desc', id: 'desc' }, limit: 1 },
    );
    return last ?? null;
  }

  /** Whether the newest test that ended passed. */
  async isProven(em: EntityManager, credentialId: string): Promise<boolean> {
    const where = { credentialId, status: 'done' } as const;
    const [last] = await em.find(CredentialTest, where, {
      orderBy: { createdAt: 'desc', id: 'desc' },
      limit: 1,
    });
    return last?.outcome === 'ok';
  }

  addTest(em: EntityManager, test: CredentialTest): void {
    em.persist(em.create(CredentialTest, test));
  }

  test(em: EntityManager, id: string): Promise<CredentialTest> {
    return em.findOneOrFail(CredentialTest, { id });
  }

  /** Says when an attempt began, unless another attempt has the row. */
  async startTest(em: EntityManager, id: string, attempt: number, at: Date): Promise<void> {
    await em.nativeUpdate(
      CredentialTest,
      { id, attempt, status: 'running' },
      { startedAt: at, begunAttempt: attempt },
    );
  }

  /** Whether another test of the credential is asking the platform. */
  async isTested(em: EntityManager, credentialId: string, but: string): Promise<boolean> {
    const rows = await em.execute(
      `select 1 from credential_test where credential_id = ? and id <> ? and status = 'running'
          and begun_attempt = attempt limit 1`,
      [credentialId, but],
    );
    return rows.length > 0;
  }

  /** A test of this very secret that has not ended. */
  openTest(em: EntityManager, setId: string): Promise<CredentialTest | null> {
    return em.findOne(CredentialTest, { setId, status: { $in: ['queued', 'running'] } });
  }

  testsSince(em: EntityManager, credentialId: string, since: Date): Promise<number> {
    return em.count(CredentialTest, { credentialId, createdAt: { $gt: since } });
  }

  async cancelOpenTests(em: EntityManager, credentialId: string, at: Date): Promise<void> {
    await em.nativeUpdate(
      CredentialTest,
      { credentialId, status: { $in: ['queued', 'running'] } },
      { status: 'cancelled', endedAt: at, leaseUntil: null },
    );
  }
}
