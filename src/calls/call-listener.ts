import { Injectable, type OnModuleInit } from '@nestjs/common';
import { csmChanged, customerClosed, customerCsmAssigned } from '../customers/customer.entries.js';
import { HistoryBus } from '../platform/history/history-bus.js';
import { CallDesk } from './call-desk.service.js';
import { CallHandOver } from './call-hand-over.service.js';
import { callConsent } from './call.entries.js';
import { CallRepository } from './call.repository.js';
import { RecordingDisposal } from './recordings/recording-disposal.js';

/** What of a manager stands in invites. */
const SHOWN: readonly string[] = ['name', 'email'];

/** What customers' and managers' changes mean for their calls. */
@Injectable()
export class CallListener implements OnModuleInit {
  constructor(
    private readonly bus: HistoryBus,
    private readonly calls: CallRepository,
    private readonly desk: CallDesk,
    private readonly handOver: CallHandOver,
    private readonly recordings: RecordingDisposal,
  ) {}

  onModuleInit(): void {
    this.bus.on(customerCsmAssigned, async (tx, { subjectId, data }) => {
      if (data.previousId !== null) await this.handOver.customer(tx, subjectId, data.csmId);
    });
    this.bus.on(csmChanged, async (tx, { subjectId, data }) => {
      if (data.fields.some((field) => SHOWN.includes(field))) await this.handOver.renamed(tx, subjectId);
    });
    this.bus.on(callConsent, async (tx, { subjectId, data }) => {
      if (data.answer !== 'given') await this.recordings.deleteOf(tx, subjectId, 'consent_withdrawn');
    });
    this.bus.on(customerClosed, async (tx, { subjectId }) => {
      for (const call of await this.calls.scheduled(tx.em, subjectId)) {
        if (!call.startedAt) await this.desk.drop(tx, call, 'The account was closed.');
      }
      await this.recordings.deleteOfCustomer(tx, subjectId);
    });
  }
}
