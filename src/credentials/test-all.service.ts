import { Injectable } from '@nestjs/common';

import type { PlatformName } from '../agents/platform-names.js';
import type { AppError } from '../platform/errors/app-error.js';
import type { Tx } from '../platform/unit-of-work/tx.js';
import type { TestTrigger } from './credential-test.entity.js';
import { CredentialTestService } from './credential-test.service.js';
import { credentialErrors } from './credential.errors.js';
import { CredentialRepository } from './credential.repository.js';

export interface TestsAsked {
  /** One for each connected platform; a test that had not ended is answered again. */
  readonly tests: {
    readonly credentialId: string;
    readonly platform: PlatformName;
    readonly testId: string;
  }[];
  /** What could not be tested, and why. */
  readonly left: {
    readonly credentialId: string;
    readonly platform: PlatformName;
    readonly because: string;
  }[];
}

/** "Test all": a connection test for everything a customer has connected. Callers hold the customer's lock. */
@Injectable()
export class TestAll {
  constructor(
    private readonly repository: CredentialRepository,
    private readonly tests: CredentialTestService,
  ) {}

  async whyNot(tx: Tx, customerId: string): Promise<AppError | undefined> {
    let first: AppError | undefined;
    for (const { id } of await this.repository.allLive(tx.em, customerId)) {
      const refusal = await this.tests.whyNot(tx, id);
      if (!refusal) return undefined;
      first ??= refusal;
    }
    return first ?? credentialErrors.nothing_connected('No platform is connected.');
  }

  async ask(tx: Tx, customerId: string): Promise<TestsAsked> {
    const asked: TestsAsked = { tests: [], left: [] };
    const trigger: TestTrigger = tx.actor.kind === 'customer' ? 'customer' : 'ops';
    for (const credential of await this.repository.allLive(tx.em, customerId)) {
      const { id: credentialId, platform } = credential;
      const refusal = await this.tests.whyNot(tx, credentialId);
      if (refusal) asked.left.push({ credentialId, platform, because: refusal.detail });
      else
        asked.tests.push({
          credentialId,
          platform,
          testId: await this.tests.request(tx, credential, trigger),
        });
    }
    return asked;
  }
}
