import { Injectable } from '@nestjs/common';

import type { PlatformName } from '../../agents/platform-names.js';
import { PLATFORM_TITLES } from '../../agents/platform-names.js';
import type { Tx } from '../../platform/unit-of-work/tx.js';
import { failureOf } from '../credential.views.js';
import type { Credential } from '../credential.entity.js';
import { CredentialRepository } from '../credential.repository.js';
import { OurAddresses } from '../our-addresses.js';
import { ConnectionTesters } from '../providers/connection-testers.js';
import { forCustomer } from '../providers/customer-guidance.js';
import type { Guidance } from '../providers/guidance.js';
import { failure, FAILURE_CODES, type FailureCode } from '../providers/test-report.js';
import { ROTATION_DAYS } from '../rotation.js';
import { GRACE_DAYS, ROTATION_OVERDUE } from './deadlines.js';

/** Why a connection stopped working and what the customer does about it, in the words of its platform. */
@Injectable()
export class BrokenWords {
  constructor(
    private readonly repository: CredentialRepository,
    private readonly testers: ConnectionTesters,
    private readonly addresses: OurAddresses,
  ) {}

  async of(tx: Tx, credential: Credential): Promise<Guidance> {
    const { id, platform, lastFailureCode: code } = credential;
    if (code === ROTATION_OVERDUE) return overdue(platform);
    const test = await this.repository.lastRejected(tx.em, id);
    // A refused renewal is no test: its code is all there is.
    const known = test && test.code === code ? failureOf(test) : null;
    const failed = known ?? failure(isCode(code) ? code : 'invalid_token', 'the connection');
    return forCustomer(this.testers.for(platform).explain(failed, await this.addresses.get(tx.em)));
  }
}

const isCode = (code: string | null | undefined): code is FailureCode =>
  (FAILURE_CODES as readonly (string | null | undefined)[]).includes(code);

const overdue = (platform: PlatformName): Guidance => ({
  cause: `The key was to be replaced after ${ROTATION_DAYS} days, and the ${GRACE_DAYS} days after that have passed too.`,
  remedy: [
    `Make a new key at ${PLATFORM_TITLES[platform]}, with the same permissions as the old one.`,
    'Then delete the old one there.',
  ],
});
