import type { PlatformName } from '../../src/agents/platform-names.js';
import { CredentialQueries } from '../../src/credentials/credential.queries.js';
import { CredentialService } from '../../src/credentials/credential.service.js';
import { customerAggregate } from '../../src/customers/customer.aggregate.js';
import { OPERATOR } from '../../src/platform/unit-of-work/actor.js';
import { UnitOfWork } from '../../src/platform/unit-of-work/unit-of-work.js';
import { insertCustomer } from './customers.js';
import { eventually } from './eventually.js';
import { PortalPeople } from './portal.js';
import type { TestWeb } from './web.js';

export interface ConnectLink {
  readonly token: string;
  /** The credential's. */
  readonly id: string;
  readonly customerId: string;
}

/** Customers on their way from the one-time connect link to a tested credential. */
export class Connecting {
  private readonly people: PortalPeople;

  constructor(private readonly web: TestWeb) {
    this.people = new PortalPeople(web);
  }

  /** @param given a customer; a new one unless given */
  async link(platform: PlatformName, given?: string): Promise<ConnectLink> {
    const customerId = given ?? (await insertCustomer(this.web));
    const { id } = await this.web.app.get(UnitOfWork).run(OPERATOR, async (tx) => {
      await tx.lock(customerAggregate, customerId);
      return this.web.app.get(CredentialService).prepare(tx, customerId, platform);
    });
    const token = await this.people.token({ purpose: 'connect', customerId, subjectId: id });
    return { token, id, customerId };
  }

  credential(id: string) {
    return this.web.app.get(CredentialQueries).credential(id);
  }

  /** The credential once its newest test has ended. */
  async settled(id: string) {
    await eventually(async () => expect((await this.credential(id)).lastTest?.status).toBe('done'));
    // Credential and test are read one after the other: the end may have come between.
    return this.credential(id);
  }

  grants(id: string) {
    return this.web.sql<{ status: string; problem: string | null }>(
      'select status, problem from oauth_grant where credential_id = ? order by created_at, id',
      [id],
    );
  }
}

export const locationOf = (response: Response): string => response.headers.get('location') ?? '';
