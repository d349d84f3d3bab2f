import { Injectable } from '@nestjs/common';

import { PLATFORM_TITLES, type PlatformName } from '../../agents/platform-names.js';
import { customerAggregate } from '../../customers/customer.aggregate.js';
import { parseCustomerNumber } from '../../customers/customer-number.js';
import { AppError } from '../../platform/errors/app-error.js';
import { OPERATOR } from '../../platform/unit-of-work/actor.js';
import { UnitOfWork } from '../../platform/unit-of-work/unit-of-work.js';
import { CredentialTestService } from '../credential-test.service.js';
import { credentialErrors } from '../credential.errors.js';
import { CredentialQueries } from '../credential.queries.js';
import { CredentialRepository } from '../credential.repository.js';
import { SUCCESS_LINE, type TestView } from '../credential.views.js';
import { TestCredentialJob } from './test-credential.job.js';

/** What a validation script prints and how it exits: 0 passed, 1 rejected, 2 unreachable, 64 wrong usage. */
export interface ScriptEnd {
  exit: 0 | 1 | 2 | 64;
  stdout: string[];
  stderr: string[];
}

/** The runbook's validation test (Step 8): one connection test, here and now, told in words. */
@Injectable()
export class ConnectionValidation {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly queries: CredentialQueries,
    private readonly repository: CredentialRepository,
    private readonly tests: CredentialTestService,
    private readonly job: TestCredentialJob,
  ) {}

  /**
   * @param reference a customer's id or number (`C-1042`)
   * @param script the script's name, for the record of the secret's opening
   */
  async run(
    reference: string,
    platform: PlatformName,
    script: string,
    signal: AbortSignal,
  ): Promise<ScriptEnd> {
    const customerId = await this.queries.customerId(reference, parseCustomerNumber(reference));
    if (customerId === null) {
      return {
        exit: 64,
        stdout: [],
        stderr: [`There is no customer ${reference}. Give the id or the number, such as C-1042.`],
      };
    }
    try {
      const testId = await this.openTest(customerId, platform);
      const end = await this.job.once(testId, script, signal);
      if (end === undefined || end === 'cancelled') return superseded;
      return told(await this.queries.test(testId));
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      return { exit: 1, stdout: [], stderr: [`✗ ${error.detail}`, `  - ${error.hint}`] };
    }
  }

  private openTest(customerId: string, platform: PlatformName): Promise<string> {
    return this.unitOfWork.run(OPERATOR, async (tx) => {
      await tx.lock(customerAggregate, customerId);
      const credential = await this.repository.live(tx.em, customerId, platform);
      if (credential !== null) return this.tests.open(tx, credential, 'script');
      throw credentialErrors.credential_without_secret(`${PLATFORM_TITLES[platform]} is not connected.`);
    });
  }
}

const superseded: ScriptEnd = {
  exit: 2,
  stdout: [],
  stderr: ['The key was replaced while it was tested. Run the test again.'],
};

function told({ outcome, message, remedy, warnings }: TestView): ScriptEnd {
  const lines = (mark: string, cause: string | null, steps: string[]) => [
    `${mark} ${cause ?? ''}`,
    ...steps.map((step) => `  - ${step}`),
  ];
  const warned = warnings.flatMap((warning) => lines('!', warning.cause, warning.remedy));
  if (outcome === 'ok') return { exit: 0, stdout: [SUCCESS_LINE], stderr: warned };
  return { exit: outcome === 'rejected' ? 1 : 2, stdout: [], stderr: lines('✗', message, remedy) };
}
