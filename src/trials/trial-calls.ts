import { Injectable, type OnModuleInit } from '@nestjs/common';
import { CallDesk } from '../calls/call-desk.service.js';
import { CallService } from '../calls/call.service.js';
import { HistoryBus } from '../platform/history/history-bus.js';
import { trialEnded } from './trial.entries.js';
import { TrialRepository } from './trial.repository.js';

/** A check-in is about a trial that runs: with the last one cancelled it leaves everybody's calendar. */
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
      if (customerId === null || data.status !== 'cancelled') return;
      if ((await this.trials.running(tx.em, customerId)).length > 0) return;
      const call = await this.calls.checkIn(tx, customerId);
      if (call && !call.startedAt && call.startsAt > tx.now)
        await this.desk.drop(tx, call, 'The trial was cancelled.');
    });
  }
}
