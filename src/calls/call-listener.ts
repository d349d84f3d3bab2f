import { Injectable, type OnModuleInit } from '@nestjs/common';
import { CsmService } from '../customers/csm.service.js';
import { customerClosed, customerCsmAssigned } from '../customers/customer.entries.js';
import { HistoryBus } from '../platform/history/history-bus.js';
import type { Tx } from '../platform/unit-of-work/tx.js';
import { has } from './attendees.js';
import type { Attendee } from './call.entity.js';
import { CallDesk } from './call-desk.service.js';
import { CallInvites } from './call-invites.js';
import { CallRepository } from './call.repository.js';

/** What customers' changes mean for their calls. */
@Injectable()
export class CallListener implements OnModuleInit {
  constructor(
    private readonly bus: HistoryBus,
    private readonly calls: CallRepository,
    private readonly managers: CsmService,
    private readonly desk: CallDesk,
    private readonly invites: CallInvites,
  ) {}

  onModuleInit(): void {
    this.bus.on(customerCsmAssigned, async (tx, { subjectId, data }) => {
      if (data.previousId !== null) await this.handOver(tx, subjectId, data.csmId);
    });
    this.bus.on(customerClosed, async (tx, { subjectId }) => {
      for (const call of await this.calls.scheduled(tx.em, subjectId)) {
        if (!call.startedAt) await this.desk.drop(tx, call, 'The account was closed.');
      }
    });
  }

  /** Scheduled calls go to the new manager; the invites say so. */
  private async handOver(tx: Tx, customerId: string, csmId: string): Promise<void> {
    const { name, email } = await this.managers.get(tx.em, csmId);
    for (const call of await this.calls.scheduled(tx.em, customerId)) {
      const before = call.attendees.filter(({ role }) => role === 'csm');
      const csm: Attendee = { name, email, role: 'csm' };
      call.csmId = csmId;
      call.attendees = [csm, ...call.attendees.filter(({ role }) => role !== 'csm')];
      call.changeReason = `${name} looks after you from now on.`;
      call.icsSequence += 1;
      await this.invites.send(tx, call, 'moved');
      await this.invites.send(
        tx,
        call,
        'removed',
        before.filter(({ email: address }) => !has(call.attendees, address)),
      );
    }
  }
}
