import { Injectable } from '@nestjs/common';
import { AppConfig } from '../../config/app-config.js';
import { newId } from '../../platform/ids/new-id.js';
import type { Tx } from '../../platform/unit-of-work/tx.js';
import { CrmRepository } from './crm.repository.js';
import { type CrmEvent, deliverToCrm } from './crm.work.js';

/** Tells the CRM of changes by signed webhooks. Without a CRM nothing goes out, and ops type its id. */
@Injectable()
export class CrmService {
  constructor(
    private readonly config: AppConfig,
    private readonly deliveries: CrmRepository,
  ) {}

  get connected(): boolean {
    return this.config.crm.webhookUrl !== undefined;
  }

  tell(tx: Tx, customerId: string, event: CrmEvent): void {
    if (!this.connected) return;
    const id = newId();
    this.deliveries.add(tx.em, {
      id,
      customerId,
      event,
      status: 'queued',
      attempt: 0,
      leaseUntil: null,
      lastError: null,
      createdAt: tx.now,
      endedAt: null,
    });
    tx.enqueue(deliverToCrm, { id });
  }
}
