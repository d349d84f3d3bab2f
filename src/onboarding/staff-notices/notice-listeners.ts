import { Injectable, type OnModuleInit } from '@nestjs/common';
import { credentialEnding, credentialInvalidated } from '../../credentials/credential.entries.js';
import { deliverableDecided, goalCreated, goalEdited, goalResubmitted } from '../../goals/goal.entries.js';
import { mailFailed, mailUnknown } from '../../mail/mail.entries.js';
import { mailTemplates } from '../../mail/templates/mail-templates.js';
import { HistoryBus } from '../../platform/history/history-bus.js';
import type { Tx } from '../../platform/unit-of-work/tx.js';
import { NoticeQueries } from './notice.queries.js';
import {
  CREDENTIAL_BROKEN,
  CREDENTIAL_ENDING,
  DRAFT_REJECTED,
  GOAL_WAITING,
  MAIL_FAILED,
} from './notice-texts.js';
import { StaffNotices } from './staff-notices.service.js';

/** What happens to a customer and is for its manager to act on, told in the transaction in which it happens. */
@Injectable()
export class NoticeListeners implements OnModuleInit {
  constructor(
    private readonly bus: HistoryBus,
    private readonly notices: StaffNotices,
    private readonly queries: NoticeQueries,
  ) {}

  onModuleInit(): void {
    this.bus.on(goalCreated, (tx, { subjectId, customerId }) => this.goalWaits(tx, subjectId, customerId));
    this.bus.on(goalResubmitted, (tx, { subjectId, customerId }) =>
      this.goalWaits(tx, subjectId, customerId),
    );
    this.bus.on(goalEdited, async (tx, { subjectId, customerId, data }) => {
      if (data.reopened) await this.goalWaits(tx, subjectId, customerId);
    });
    this.bus.on(deliverableDecided, async (tx, { subjectId, customerId, data }) => {
      if (customerId === null || data.status !== 'rejected' || data.by !== 'customer') return;
      await this.notices.tell(tx, { kind: DRAFT_REJECTED, customerId, subjectId, once: subjectId });
    });
    this.bus.on(credentialInvalidated, async (tx, { subjectId, customerId }) => {
      if (customerId === null) return;
      const once = `${subjectId}:${tx.now.toISOString()}`;
      await this.notices.tell(tx, { kind: CREDENTIAL_BROKEN, customerId, subjectId, once });
    });
    this.bus.on(credentialEnding, async (tx, { subjectId, customerId, data }) => {
      if (customerId === null) return;
      const once = `${subjectId}:${data.step}:${data.at}`;
      await this.notices.tell(tx, { kind: CREDENTIAL_ENDING, customerId, subjectId, once });
    });
    for (const entry of [mailFailed, mailUnknown]) {
      this.bus.on(entry, async (tx, { subjectId, customerId, data }) => {
        // A notice that fails is not told by another notice.
        if (customerId === null || mailTemplates[data.template].audience === 'staff') return;
        await this.notices.tell(tx, { kind: MAIL_FAILED, customerId, subjectId, once: subjectId });
      });
    }
  }

  /** Outside of calls Goal Approvals shows it; during one somebody waits on the line. */
  private async goalWaits(tx: Tx, subjectId: string, customerId: string | null): Promise<void> {
    if (customerId === null) return;
    const callId = await this.queries.callGoingOn(tx.em, customerId);
    if (callId === null) return;
    const { status, version } = await this.queries.goal(tx.em, subjectId);
    if (status !== 'pending_approval') return;
    const once = `${subjectId}:${version}`;
    await this.notices.tell(tx, { kind: GOAL_WAITING, customerId, subjectId, once });
  }
}
