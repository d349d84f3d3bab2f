import { Injectable, type OnModuleInit } from '@nestjs/common';
import { CallService } from '../calls/call.service.js';
import { callRescheduled } from '../calls/call.entries.js';
import { CustomerAddress } from '../customers/customer-address.js';
import { MailService } from '../mail/mail.service.js';
import type { MailName } from '../mail/templates/mail-templates.js';
import { HistoryBus } from '../platform/history/history-bus.js';
import type { Tx } from '../platform/unit-of-work/tx.js';
import type { Trial } from './trial.entity.js';
import { trialConverted, trialEnded, trialUsageReached } from './trial.entries.js';
import { checkInMailTime, collide, noticeTime } from './trial-mail-times.js';
import { TrialRepository } from './trial.repository.js';

type TrialMail = Extract<MailName, `trial_${string}`>;

/**
 * When a customer is written to about a trial: the morning of the check-in, a day before the end, at the end. Of two
 * mails that would meet on one day only the one on the end is sent; it names the call as well.
 */
@Injectable()
export class TrialNotices implements OnModuleInit {
  constructor(
    private readonly trials: TrialRepository,
    private readonly calls: CallService,
    private readonly mails: MailService,
    private readonly addresses: CustomerAddress,
    private readonly bus: HistoryBus,
  ) {}

  onModuleInit(): void {
    this.bus.on(trialEnded, async (tx, { subjectId, data }) => {
      const trial = await this.trials.get(tx.em, subjectId);
      // A trial that never ran has no end to tell of.
      if (data.status !== 'converted' && trial.activatedAt) await this.ask(tx, trial, 'trial_ended', '');
    });
    this.bus.on(trialConverted, async (tx, { subjectId }) => {
      await this.ask(tx, await this.trials.get(tx.em, subjectId), 'trial_converted', '');
    });
    this.bus.on(trialUsageReached, async (tx, { subjectId, data: { percent } }) => {
      await this.ask(tx, await this.trials.get(tx.em, subjectId), 'trial_usage', `:${percent}`, { percent });
    });
    this.bus.on(callRescheduled, async (tx, { customerId, data }) => {
      if (customerId !== null && data.kind === 'check_in') await this.callMoved(tx, customerId);
    });
  }

  /** The clock runs; `callStartsAt` is the check-in's. */
  started(trial: Trial, callStartsAt: Date): void {
    if (!trial.endsAt) return;
    trial.noticeAt = noticeTime(trial.endsAt);
    trial.checkInMailAt = checkInMailTime(callStartsAt, trial.zone);
  }

  /** The activation is undone. */
  stopped(trial: Trial): void {
    trial.noticeAt = trial.checkInMailAt = null;
  }

  /** The end is later: told once to a customer for all that was granted together, and the notice moves with it. */
  async extended(tx: Tx, trial: Trial, batchId: string): Promise<void> {
    if (!trial.endsAt) return;
    const notice = noticeTime(trial.endsAt);
    const meets = notice <= tx.now || collide(tx.now, notice, trial.zone);
    trial.noticeAt = meets ? null : notice;
    const { to } = await this.addresses.of(tx, trial.customerId);
    await this.mails.enqueue(tx, {
      ...{ template: 'trial_extended' as const, to, customerId: trial.customerId },
      subjectId: batchId,
      dedupeKey: `trial_extended:${batchId}:${trial.customerId}`,
    });
  }

  /** What is due now of a trial that runs; its customer's lock is held. */
  async turn(tx: Tx, trial: Trial): Promise<boolean> {
    const { noticeAt, checkInMailAt, endsAt } = trial;
    if (trial.status !== 'active' || !endsAt || endsAt <= tx.now) return false;
    if (noticeAt && noticeAt <= tx.now) {
      trial.noticeAt = trial.checkInMailAt = null;
      await this.ask(tx, trial, 'trial_ending', `:${endsAt.toISOString()}`);
      return true;
    }
    if (!checkInMailAt || checkInMailAt > tx.now) return false;
    trial.checkInMailAt = null;
    const meets = noticeAt && collide(tx.now, noticeAt, trial.zone);
    if (!meets) await this.ask(tx, trial, 'trial_check_in', `:${String(trial.activatedAt?.toISOString())}`);
    return true;
  }

  private async callMoved(tx: Tx, customerId: string): Promise<void> {
    const call = await this.calls.checkIn(tx, customerId);
    for (const trial of await this.trials.running(tx.em, customerId)) {
      if (!call || !trial.checkInMailAt) continue;
      const time = checkInMailTime(call.startsAt, trial.zone);
      // The new invite of a call that begins soon is announcement enough.
      trial.checkInMailAt = time > tx.now ? time : null;
    }
  }

  private async ask(
    tx: Tx,
    { id: subjectId, customerId }: Trial,
    template: TrialMail,
    once: string,
    params: Readonly<Record<string, number>> = {},
  ): Promise<void> {
    const { to } = await this.addresses.of(tx, customerId);
    const dedupeKey = `${template}:${subjectId}${once}`;
    await this.mails.enqueue(tx, { template, to, customerId, subjectId, dedupeKey, params });
  }
}
