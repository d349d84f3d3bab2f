import { Injectable, type OnModuleInit } from '@nestjs/common';
import { CallDesk } from '../calls/call-desk.service.js';
import { CallService } from '../calls/call.service.js';
import { HistoryBus } from '../platform/history/history-bus.js';
import type { Tx } from '../platform/unit-of-work/tx.js';
import { trialActivationUndone, trialEnded } from './trial.entries.js';
import { TrialRepository } from './trial.repository.js';

/**
 * A check-in is about a trial that runs (its day 5 counts from activation): with the last one cancelled, or its
 * activation undone, it leaves everybody's calendar. The next activation makes a new one.
 */
@Injectable()
export class TrialCalls implements OnModuleInit {
  constructor(
    private readonly bus: HistoryBus,
    private readonly trials: TrialRepository,
    private readonly calls: CallService,
    private readonly desk: CallDesk,
  ) {}

  onModuleInit(): void {
    this.bus.on(trialEnded, async (tx, { customerId, data }) => {
      if (data.status === 'cancelled') await this.drop(tx, customerId, 'The trial was cancelled.');
    });
    this.bus.on(trialActivationUndone, (tx, { customerId }) =>
      this.drop(tx, customerId, 'The trial’s activation was undone.'),
    );
  }

  private async drop(tx: Tx, customerId: string | null, reason: string): Promise<void> {
    if (customerId === null || (await this.trials.running(tx.em, customerId)).length > 0) return;
    const call = await this.calls.checkIn(tx, customerId);
    if (call && !call.startedAt && call.startsAt > tx.now) await this.desk.drop(tx, call, reason);
  }
}
