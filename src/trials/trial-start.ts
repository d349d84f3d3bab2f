import { Injectable, type OnModuleInit } from '@nestjs/common';
import { AgentService } from '../agents/agent.service.js';
import { AGENT_TYPES } from '../agents/types/agent-types.js';
import { CallDetails } from '../calls/call-details.js';
import { CallService } from '../calls/call.service.js';
import { CustomerAddress } from '../customers/customer-address.js';
import { MailLoaders, MailNotNeeded, type MailToLoad } from '../mail/mail-loaders.js';
import { MailService } from '../mail/mail.service.js';
import type { MailData } from '../mail/templates/mail-templates.js';
import type { Tx } from '../platform/unit-of-work/tx.js';
import type { Trial } from './trial.entity.js';
import { TrialNotices } from './trial-notices.service.js';
import { TrialRepository } from './trial.repository.js';
import { TrialUsageRepository } from './trial-usage.repository.js';

const DAY_MS = 24 * 3_600_000;

/** What an activation brings with it (Step 12): the day-5 check-in with its invite. */
@Injectable()
export class TrialStart {
  constructor(
    private readonly calls: CallService,
    private readonly mails: MailService,
    private readonly addresses: CustomerAddress,
    private readonly notices: TrialNotices,
    private readonly usage: TrialUsageRepository,
  ) {}

  tasksEver(tx: Tx, trialId: string): Promise<number> {
    return this.usage.tasksEver(tx.em, trialId);
  }

  undone(trial: Trial): void {
    this.notices.stopped(trial);
  }

  async started(tx: Tx, trial: Trial): Promise<void> {
    const { id, customerId } = trial;
    const call = await this.calls.scheduleCheckIn(tx, customerId, tx.now);
    this.notices.started(trial, call.startsAt);
    const { to } = await this.addresses.of(tx, customerId);
    await this.mails.enqueue(tx, {
      template: 'trial_activated',
      to,
      customerId,
      subjectId: id,
      dedupeKey: `trial-activated:${id}:${tx.now.toISOString()}`,
      params: { callId: call.id, activatedAt: tx.now.toISOString() },
    });
  }
}

/** The data of "Your 7-day trial has started". */
@Injectable()
export class TrialActivatedMail implements OnModuleInit {
  constructor(
    private readonly loaders: MailLoaders,
    private readonly trials: TrialRepository,
    private readonly agents: AgentService,
    private readonly calls: CallDetails,
    private readonly addresses: CustomerAddress,
  ) {}

  onModuleInit(): void {
    this.loaders.register('trial_activated', (tx, mail) => this.load(tx, mail));
  }

  private async load(
    tx: Tx,
    { subjectId, toName, params }: MailToLoad,
  ): Promise<MailData<'trial_activated'>> {
    const trial = await this.trials.get(tx.em, subjectId);
    const { activatedAt, endsAt } = trial;
    if (trial.status !== 'active' || !activatedAt || !endsAt)
      throw new MailNotNeeded(`the trial is ${trial.status}`);
    if (params['activatedAt'] && params['activatedAt'] !== activatedAt.toISOString())
      throw new MailNotNeeded('that activation was undone');
    const { settings, type } = await this.agents.get(tx, trial.agentId);
    const { csm } = await this.addresses.of(tx, trial.customerId);
    return {
      recipientName: toName ?? null,
      agentName: settings?.nickname ?? AGENT_TYPES[type].title,
      days: Math.round((endsAt.getTime() - activatedAt.getTime()) / DAY_MS),
      activatedAt,
      endsAt,
      zone: trial.zone,
      tasksPerDay: trial.dailyTasks,
      tokens: trial.tokensTotal,
      checkIn: await this.calls.of(tx, String(params['callId'])),
      csm,
    };
  }
}
