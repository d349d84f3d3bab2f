import { Injectable, type OnModuleInit } from '@nestjs/common';

import type { PlatformName } from '../agents/platform-names.js';
import { customerClosed, customerMerged } from '../customers/customer.entries.js';
import { HistoryBus } from '../platform/history/history-bus.js';
import { Links } from '../platform/links/links.js';
import type { Tx } from '../platform/unit-of-work/tx.js';
import { credentialDisconnected } from './credential.entries.js';
import type { Credential } from './credential.entity.js';
import { credentialErrors } from './credential.errors.js';
import { CredentialRepository } from './credential.repository.js';
import { credentialStates } from './credential.states.js';
import { Parting } from './letting-go/parting.js';
import { CredentialTokens } from './oauth/credential-tokens.repository.js';
import { CredentialRenewals } from './renewal/credential-renewals.repository.js';

/** Ends connections: by a person, by a containment, and when the customer is closed. Callers hold the customer's lock. */
@Injectable()
export class CredentialDisconnection implements OnModuleInit {
  constructor(
    private readonly bus: HistoryBus,
    private readonly repository: CredentialRepository,
    private readonly parting: Parting,
    private readonly tokens: CredentialTokens,
    private readonly renewals: CredentialRenewals,
    private readonly links: Links,
  ) {}

  onModuleInit(): void {
    this.bus.on(customerClosed, (tx, { customerId }) => this.closed(tx, customerId));
    this.bus.on(customerMerged, (tx, { customerId }) => this.closed(tx, customerId));
  }

  /** Its secrets are out of use here and now; open tests, renewals and links end with it. */
  async disconnect(tx: Tx, credentialId: string): Promise<Credential> {
    const credential = await this.repository.get(tx.em, credentialId);
    if (credential.status === 'disconnected') {
      throw credentialErrors.credential_disconnected('It was disconnected before.');
    }
    credentialStates.move(credential, 'disconnected');
    credential.disconnectedAt = tx.now;
    credential.deadlineAt = null;
    const parting = await this.parting.begin(tx, credential);
    await this.repository.cancelOpenTests(tx.em, credentialId, tx.now);
    await this.renewals.cancelOpen(tx.em, credentialId, tx.now);
    await this.tokens.removeOf(tx.em, credentialId);
    await this.links.voidAll(tx, 'connect', credentialId);
    const { customerId, platform } = credential;
    tx.record(credentialDisconnected, { subjectId: credentialId, customerId, data: { platform, parting } });
    return credential;
  }

  /** Ends every connection of a customer. @returns the platforms that were connected */
  async disconnectAll(tx: Tx, customerId: string): Promise<PlatformName[]> {
    const live = await this.repository.allLive(tx.em, customerId);
    for (const { id } of live) await this.disconnect(tx, id);
    return live.map(({ platform }) => platform);
  }

  private async closed(tx: Tx, customerId: string | null): Promise<void> {
    if (customerId !== null) await this.disconnectAll(tx, customerId);
  }
}
