import { Injectable, type OnModuleInit } from '@nestjs/common';
import { credentialEnding, credentialInvalidated } from '../../credentials/credential.entries.js';
import {
  actionOverdue,
  actionSettled,
  deliverableDecided,
  draftsUndecided,
  goalCreated,
  goalEdited,
  goalResubmitted,
} from '../../goals/goal.entries.js';
import { mailFailed, mailUnknown } from '../../mail/mail.entries.js';
import { mailTemplates } from '../../mail/templates/mail-templates.js';
import { HistoryBus } from '../../platform/history/history-bus.js';
import type { Tx } from '../../platform/unit-of-work/tx.js';
import { trialUsageReached } from '../../trials/trial.entries.js';
import { NoticeQueries } from './notice.queries.js';
import {
  ACTION_FAILED,
  ACTION_OVERDUE,
  CREDENTIAL_BROKEN,
  CREDENTIAL_ENDING,
  DRAFT_REJECTED,
  DRAFTS_WAITING,
  GOAL_WAITING,
  MAIL_FAILED,
  TRIAL_USED,
} from './notice-kinds.js';
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
    this.hearDrafts();
    this.bus.on(trialUsageReached, async (tx, { subjectId, customerId, data: { percent } }) => {
      if (customerId === null) return;
      await this.notices.tell(tx, {
        kind: TRIAL_USED,
        customerId,
        subjectId,
        once: `${subjectId}:${percent}`,
      });
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

  private hearDrafts(): void {
    this.bus.on(draftsUndecided, async (tx, { subjectId, customerId, data: { at } }) => {
      if (customerId === null) return;
      const once = `${customerId}:${at.slice(0, 10)}`; // a goal of every six hours: once a day is enough

      await this.notices.tell(tx, { kind: DRAFTS_WAITING, customerId, subjectId, once });
    });
    this.bus.on(actionSettled, async (tx, { subjectId, customerId, data }) => {
      if (customerId === null || data.outcome !== 'failed') return;
      await this.notices.tell(tx, { kind: ACTION_FAILED, customerId, subjectId, once: data.handOverId });
    });
    this.bus.on(actionOverdue, async (tx, { subjectId, customerId }) => {
      if (customerId === null) return;
      const once = `${subjectId}:${tx.now.toISOString()}`;
      await this.notices.tell(tx, { kind: ACTION_OVERDUE, customerId, subjectId, once });
    });
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
