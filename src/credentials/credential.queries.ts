import { Injectable } from '@nestjs/common';

import { Customer } from '../customers/customer.entity.js';
import { Database, type EntityManager } from '../platform/database/database.js';
import { commonErrors } from '../platform/errors/common-errors.js';
import { isId } from '../platform/ids/new-id.js';
import type { ListPort } from '../platform/listing/list-port.js';
import { CredentialTest } from './credential-test.entity.js';
import { Credential } from './credential.entity.js';
import { credentialList, credentialTestList } from './credential.lists.js';
import { credentialView, type CredentialView, testView, type TestView } from './credential.views.js';
import { OurAddresses } from './our-addresses.js';
import type { ConnectionTester } from './providers/connection-tester.js';
import { ConnectionTesters } from './providers/connection-testers.js';
import type { OfferedPlatform } from './providers/platforms.js';

/** Reads for pages, REST and scripts. Nothing here can reach a secret. */
@Injectable()
export class CredentialQueries {
  /** PP > Credentials, and every test below a credential. */
  readonly list: ListPort;
  readonly testList: ListPort;

  constructor(
    private readonly database: Database,
    private readonly testers: ConnectionTesters,
    private readonly addresses: OurAddresses,
  ) {
    this.list = credentialList(database);
    this.testList = credentialTestList(database);
  }

  /** A customer's credentials, newest first, disconnected ones included, each with its newest test. */
  async ofCustomer(customerId: string, em: EntityManager = this.database.em()): Promise<CredentialView[]> {
    const found = await em.find(Credential, { customerId }, { orderBy: { createdAt: 'desc', id: 'desc' } });
    return Promise.all(found.map((credential) => this.withLastTest(em, credential)));
  }

  /** The same for an address that people type. @throws AppError `not_found` for an unknown customer */
  async ofCustomerOr404(customerId: string): Promise<CredentialView[]> {
    if ((await this.customerId(customerId, null)) !== null) return this.ofCustomer(customerId);
    throw commonErrors.not_found(`There is no customer with the id ${customerId}.`);
  }

  /** @throws AppError `not_found` */
  async credential(id: string): Promise<CredentialView> {
    const em = this.database.em();
    const found = isId(id) ? await em.findOne(Credential, { id }) : null;
    if (found === null) throw commonErrors.not_found(`There is no credential with the id ${id}.`);
    return this.withLastTest(em, found);
  }

  /** A test with cause and remedy in words. @throws AppError `not_found` */
  async test(id: string): Promise<TestView> {
    const em = this.database.em();
    const found = isId(id) ? await em.findOne(CredentialTest, { id }) : null;
    if (found === null) throw commonErrors.not_found(`There is no connection test with the id ${id}.`);
    return this.testView(em, found);
  }

  /** The newest tests of a credential, newest first. */
  async testsOf(
    credentialId: string,
    limit: number,
    em: EntityManager = this.database.em(),
  ): Promise<TestView[]> {
    const order = { createdAt: 'desc', id: 'desc' } as const;
    const tests = await em.find(CredentialTest, { credentialId }, { orderBy: order, limit });
    return Promise.all(tests.map((test) => this.testView(em, test)));
  }

  /** What a platform asks for; empty where it is not offered here. */
  rulesOf(platform: string): Pick<ConnectionTester<OfferedPlatform>, 'required' | 'forbidden'> {
    const offered = this.testers.offered().find((name) => name === platform);
    return offered ? this.testers.for(offered) : { required: [], forbidden: [] };
  }

  /** A customer by id or number, or null. */
  async customerId(id: string, number: number | null): Promise<string | null> {
    if (number === null && !isId(id)) return null;
    const em = this.database.em();
    const found = await em.findOne(Customer, number === null ? { id } : { number });
    return found?.id ?? null;
  }

  private async withLastTest(em: EntityManager, credential: Credential): Promise<CredentialView> {
    const [last] = await em.find(
      CredentialTest,
      { credentialId: credential.id },
      { orderBy: { createdAt: 'desc', id: 'desc' }, limit: 1 },
    );
    return credentialView(credential, last ? await this.testView(em, last) : null);
  }

  private async testView(em: EntityManager, test: CredentialTest): Promise<TestView> {
    const { platform } = await em.findOneOrFail(Credential, { id: test.credentialId });
    const ours = await this.addresses.get(em);
    return testView(test, platform, this.testers.for(platform), ours);
  }
}
