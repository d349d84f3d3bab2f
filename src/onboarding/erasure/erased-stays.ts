import { Injectable, type OnModuleInit } from '@nestjs/common';
import { customerErrors } from '../../customers/customer.errors.js';
import { HistoryBus } from '../../platform/history/history-bus.js';
import type { Tx } from '../../platform/unit-of-work/tx.js';
import { ErasureRepository } from './erasure.repository.js';

/** Nobody writes about an erased customer again, by whatever command: the change is rolled back. */
@Injectable()
export class ErasedStays implements OnModuleInit {
  constructor(
    private readonly bus: HistoryBus,
    private readonly repository: ErasureRepository,
  ) {}

  onModuleInit(): void {
    this.bus.beforeCommit((tx, customerIds) => this.refuse(tx, customerIds));
  }

  /** @throws customer_erased (409) */
  private async refuse(tx: Tx, customerIds: readonly string[]): Promise<void> {
    // Jobs keep no words of people.
    if (tx.actor.kind === 'system') return;
    if (await this.repository.wasErased(tx.em, customerIds, tx.now))
      throw customerErrors.customer_erased('Nothing about it is written down any more.');
  }
}
