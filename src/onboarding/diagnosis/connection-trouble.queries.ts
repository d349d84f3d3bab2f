import { Injectable } from '@nestjs/common';
import { CredentialQueries } from '../../credentials/credential.queries.js';
import type { CredentialView } from '../../credentials/credential.views.js';
import type { EntityManager } from '../../platform/database/database.js';
import type { Facts } from '../facts/facts.js';
import { requiredPlatforms } from '../facts/required-platforms.js';
import { platformTitle } from '../runbook/credential-steps.js';

/** How a platform that the agent needs stands, for the diagnosis of Issues 1 and 2. */
export interface ConnectionTrouble {
  readonly platform: string;
  /** "Delta Exchange" */
  readonly title: string;
  readonly status: 'missing' | 'pending' | 'active' | 'expired' | 'invalid';
  readonly credentialId: string | null;
  readonly lastTest: TestFact | null;
}

/** The newest test that came to an end. */
export interface TestFact {
  readonly outcome: 'ok' | 'rejected' | 'unreachable';
  readonly code: string | null;
  /** Cause and remedy in words, as the platform's own guidance has them. */
  readonly message: string;
  readonly remedy: readonly string[];
}

/** What is known of a customer's connections (runbook Issues 1 and 2). */
@Injectable()
export class ConnectionTroubleQueries {
  constructor(private readonly credentials: CredentialQueries) {}

  /** One for each platform that is required, in the agent's order. */
  async of(em: EntityManager, facts: Facts): Promise<ConnectionTrouble[]> {
    const views = await this.credentials.ofCustomer(facts.customer.id, em);
    return requiredPlatforms(facts).map((platform) => {
      const view = views.find((one) => one.platform === platform && one.status !== 'disconnected');
      return {
        platform,
        title: platformTitle(platform),
        status: (view?.status as ConnectionTrouble['status'] | undefined) ?? 'missing',
        credentialId: view?.id ?? null,
        lastTest: view ? testFact(view) : null,
      };
    });
  }
}

function testFact({ lastTest }: CredentialView): TestFact | null {
  if (!lastTest?.outcome) return null;
  const { outcome, code, message, remedy } = lastTest;
  return { outcome: outcome as TestFact['outcome'], code, message: message ?? '', remedy };
}
