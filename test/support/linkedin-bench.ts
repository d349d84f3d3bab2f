import { BusinessClock } from '../../src/platform/clocks/business-clock.js';
import { SystemClock } from '../../src/platform/clocks/system-clock.js';
import { Database } from '../../src/platform/database/database.js';
import { newId } from '../../src/platform/ids/new-id.js';
import { Upkeep } from '../../src/platform/upkeep/upkeep.js';
import { STAND_IN_APP } from '../../src/sandbox/http/stand-in-app.js';
import type { StandInServer } from '../../src/sandbox/http/stand-in-server.js';
import { startLinkedInSandbox } from '../../src/sandbox/linkedin/linkedin-sandbox.js';
import { tokenFor } from '../../src/sandbox/linkedin/linkedin-scenarios.js';
import { startApp, type TestApp } from './app.js';
import { CredentialBench, integrationActor, type Stored } from './credential-bench.js';
import { insertCustomer } from './customers.js';

/** A token of its own, given an hour ago. */
export const freshToken = () => tokenFor('ok_admin', new Date(Date.now() - 3_600_000), newId());

/** Credentials at a LinkedIn whose calls are counted, and two processes that work on them. */
export class LinkedInBench extends CredentialBench {
  private constructor(
    readonly linkedin: StandInServer,
    test: TestApp,
    readonly other: TestApp,
  ) {
    super(test);
  }

  static async start(): Promise<LinkedInBench> {
    const linkedin = await startLinkedInSandbox(new SystemClock());
    const env = {
      LINKEDIN_BASE_URL: linkedin.url,
      LINKEDIN_APP_ID: STAND_IN_APP.clientId,
      LINKEDIN_APP_SECRET: STAND_IN_APP.clientSecret,
      SECRETS_KEYS: `k1:${Buffer.alloc(32, 7).toString('base64')}`,
    };
    const test = await startApp({ env });
    return new LinkedInBench(linkedin, test, await startApp({ env, database: test.database }));
  }

  async close(): Promise<void> {
    await this.other.close();
    await this.test.close();
    await this.linkedin.close();
  }

  /** An active credential, with a token as given. */
  async authorized(secret: Record<string, string> = {}): Promise<Stored & { customerId: string }> {
    const customerId = await insertCustomer(this.test);
    const input = { platform: 'linkedin', secret: { accessToken: freshToken(), ...secret } };
    const stored = await this.call('credential.store', customerId, input, integrationActor);
    expect(await this.ended(stored.testId)).toMatchObject({ outcome: 'ok' });
    return { ...stored, customerId };
  }

  /** Calls of one kind at LinkedIn so far. */
  count(call: string): number {
    return this.linkedin.calls().filter((made) => made === call).length;
  }

  now(): Promise<Date> {
    return this.test.app.get(BusinessClock).now();
  }

  async moveTo(instant: Date): Promise<void> {
    await this.test.app.get(BusinessClock).advanceTo(this.test.app.get(Database).em(), instant);
  }

  async tick(): Promise<void> {
    await this.test.app.get(Upkeep).tick();
  }
}
