import { Injectable } from '@nestjs/common';
import { PLATFORM_TITLES } from '../agents/platform-names.js';
import { EscalationDesk } from '../escalations/escalation-desk.service.js';
import type { Escalated } from '../escalations/escalation.service.js';
import type { EscalationOpening } from '../escalations/opening.js';
import type { Tx } from '../platform/unit-of-work/tx.js';
import { CredentialRepository } from './credential.repository.js';

/** Escalate from a credential's page: how it stands goes along. */
@Injectable()
export class CredentialEscalation {
  constructor(
    private readonly credentials: CredentialRepository,
    private readonly escalations: EscalationDesk,
  ) {}

  async raise(tx: Tx, id: string, opening: EscalationOpening): Promise<Escalated> {
    const { customerId, platform, status, lastFailureCode } = await this.credentials.get(tx.em, id);
    return this.escalations.raise(tx, customerId, opening, {
      records: [
        { list: 'credentials', id },
        { list: 'customers', id: customerId },
      ],
      evidence: { platform: PLATFORM_TITLES[platform], status, lastFailure: lastFailureCode ?? null },
    });
  }
}
