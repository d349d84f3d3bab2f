import { Injectable } from '@nestjs/common';

import type { PlatformName } from '../agents/platform-names.js';
import { AppConfig } from '../config/app-config.js';
import type { AppError } from '../platform/errors/app-error.js';
import { commonErrors } from '../platform/errors/common-errors.js';
import type { Tx } from '../platform/unit-of-work/tx.js';
import { CredentialDisconnection } from './disconnection.js';
import { CredentialTestService } from './credential-test.service.js';
import type { TestTrigger } from './credential-test.entity.js';
import { credentialErrors } from './credential.errors.js';
import { CredentialRepository } from './credential.repository.js';
import { CredentialService, type StoredCredential } from './credential.service.js';

export interface GivenKey {
  platform: PlatformName;
  secret: Record<string, string>;
  settings?: Record<string, unknown> | undefined;
}

/** What people and integrations ask of credentials by command. A customer reaches only their own. */
@Injectable()
export class CredentialDesk {
  constructor(
    private readonly config: AppConfig,
    private readonly repository: CredentialRepository,
    private readonly credentials: CredentialService,
    private readonly tests: CredentialTestService,
    private readonly disconnection: CredentialDisconnection,
  ) {}

  /** Staff never type a secret, whatever their role; in the sandbox any API key may give one. */
  whyNotGive({ actor }: Tx, customerId: string): AppError | undefined {
    if (actor.kind === 'customer') return actor.id === customerId ? undefined : notTheirs();
    const sandbox = this.config.deployment === 'sandbox';
    if (actor.kind === 'integration' && (sandbox || actor.role === 'integration')) return undefined;
    return credentialErrors.credential_not_by_staff(
      'Only the customer, or an integration key allowed to, may.',
    );
  }

  give(tx: Tx, customerId: string, { platform, secret, settings }: GivenKey): Promise<StoredCredential> {
    const door = tx.actor.kind === 'customer' ? 'portal' : 'api';
    return this.credentials.store(tx, { customerId, platform, secret, settings, door });
  }

  async whyNotTest(tx: Tx, credentialId: string): Promise<AppError | undefined> {
    return (await this.strange(tx, credentialId)) ?? (await this.tests.whyNot(tx, credentialId));
  }

  async test(tx: Tx, credentialId: string): Promise<StoredCredential> {
    const trigger: TestTrigger = tx.actor.kind === 'customer' ? 'customer' : 'ops';
    return { credentialId, testId: await this.credentials.requestTest(tx, credentialId, trigger) };
  }

  async whyNotDisconnect(tx: Tx, credentialId: string): Promise<AppError | undefined> {
    const { status } = await this.repository.get(tx.em, credentialId);
    if (status === 'disconnected') {
      return credentialErrors.credential_disconnected('It was disconnected before.');
    }
    return this.strange(tx, credentialId);
  }

  async disconnect(tx: Tx, credentialId: string): Promise<{ id: string; status: string }> {
    const { id, status } = await this.disconnection.disconnect(tx, credentialId);
    return { id, status };
  }

  /** A customer asking for another customer's credential is told what a stranger is told. */
  private async strange({ em, actor }: Tx, credentialId: string): Promise<AppError | undefined> {
    if (actor.kind !== 'customer') return undefined;
    const { customerId } = await this.repository.get(em, credentialId);
    return actor.id === customerId ? undefined : notTheirs();
  }
}

const notTheirs = () => commonErrors.not_found('There is no such record of yours.');
