import { Injectable, type OnModuleInit } from '@nestjs/common';
import { AgentService } from '../agents/agent.service.js';
import { AGENT_TYPES } from '../agents/types/agent-types.js';
import { CallDetails } from '../calls/call-details.js';
import { CallService } from '../calls/call.service.js';
import { CustomerAddress } from '../customers/customer-address.js';
import { MailLoaders, MailNotNeeded, type MailToLoad } from '../mail/mail-loaders.js';
import type { MailData } from '../mail/templates/mail-templates.js';
import { moneyText } from '../platform/money/money.js';
import { startOfDay } from '../platform/time/wall-clock.js';
import type { Tx } from '../platform/unit-of-work/tx.js';
import { LATE_CONVERSION_DAYS } from './trial-hire.service.js';
import type { Trial } from './trial.entity.js';
import { TrialMailQueries } from './trial-mail.queries.js';

const DAY_MS = 24 * 3_600_000;

/** The data of the mails on how a trial goes and ends, as things stand when each leaves. */
@Injectable()
export class TrialMails implements OnModuleInit {
  constructor(
    private readonly loaders: MailLoaders,
    private readonly queries: TrialMailQueries,
    private readonly agents: AgentService,
    private readonly calls: CallService,
    private readonly details: CallDetails,
    private readonly addresses: CustomerAddress,
  ) {}

  onModuleInit(): void {
    this.loaders.register('trial_check_in', (tx, mail) => this.checkIn(tx, mail));
    this.loaders.register('trial_ending', (tx, mail) => this.ending(tx, mail));
    this.loaders.register('trial_ended', (tx, mail) => this.ended(tx, mail));
    this.loaders.register('trial_extended', (tx, mail) => this.extended(tx, mail));
    this.loaders.register('trial_converted', (tx, mail) => this.converted(tx, mail));
    this.loaders.register('trial_usage', (tx, mail) => this.usage(tx, mail));
  }

  private async checkIn(tx: Tx, mail: MailToLoad): Promise<MailData<'trial_check_in'>> {
    const { trial, endsAt } = await this.running(tx, mail.subjectId);
    // Held back until the notice of the end is due: that one names the call too.
    if (!trial.noticeAt || trial.noticeAt <= tx.now) {
      const last = endsAt.getTime() - tx.now.getTime() < DAY_MS;
      if (last) throw new MailNotNeeded('the notice of the end was sent instead');
    }
    return {
      ...(await this.about(tx, mail, trial)),
      tasks: await this.queries.tasks(tx.em, trial.id),
      draftsWaiting: await this.queries.draftsWaiting(tx.em, trial.id),
      endsAt,
      checkIn: await this.callAhead(tx, trial),
    };
  }

  private async ending(tx: Tx, mail: MailToLoad): Promise<MailData<'trial_ending'>> {
    const { trial, endsAt } = await this.running(tx, mail.subjectId);
    if (trial.noticeAt) throw new MailNotNeeded('the trial was extended meanwhile');
    return {
      ...(await this.about(tx, mail, trial)),
      tasks: await this.queries.tasks(tx.em, trial.id),
      endsAt,
      lateDays: LATE_CONVERSION_DAYS,
      checkIn: await this.callAhead(tx, trial),
    };
  }

  private async ended(tx: Tx, mail: MailToLoad): Promise<MailData<'trial_ended'>> {
    const trial = await this.queries.get(tx.em, mail.subjectId);
    const { status, endedAt } = trial;
    if (!endedAt || (status !== 'expired' && status !== 'cancelled'))
      throw new MailNotNeeded(`the trial is ${status}`);
    const cancelled = status === 'cancelled';
    return {
      ...(await this.about(tx, mail, trial)),
      tasks: await this.queries.tasks(tx.em, trial.id),
      cancelled,
      endedAt,
      hireUntil: cancelled ? null : new Date(endedAt.getTime() + LATE_CONVERSION_DAYS * DAY_MS),
    };
  }

  private async extended(tx: Tx, mail: MailToLoad): Promise<MailData<'trial_extended'>> {
    const granted = await this.queries.extensions(tx.em, mail.subjectId, mail.customerId ?? '');
    const trials: MailData<'trial_extended'>['trials'] = [];
    for (const { trialId, hours } of granted) {
      const trial = await this.queries.get(tx.em, trialId);
      if (trial.status !== 'active' || !trial.endsAt || trial.endsAt <= tx.now) continue;
      trials.push({ agentName: await this.nameOf(tx, trial), hours, endsAt: trial.endsAt });
    }
    const [first] = granted;
    if (!first || trials.length === 0) throw new MailNotNeeded('the trial does not run any more');
    const { zone } = await this.queries.get(tx.em, first.trialId);
    const { csm } = await this.addresses.of(tx, mail.customerId ?? '');
    return { recipientName: mail.toName ?? null, trials, zone, csm };
  }

  private async converted(tx: Tx, mail: MailToLoad): Promise<MailData<'trial_converted'>> {
    const trial = await this.queries.get(tx.em, mail.subjectId);
    const { hirePlan, hirePriceAmount: amount, hirePriceCurrency: currency, hireStartsOn } = trial;
    if (!hirePlan || !amount || !currency || !hireStartsOn)
      throw new MailNotNeeded('nothing was recorded of what was agreed');
    const { convertedAt, endedAt } = trial;
    return {
      ...(await this.about(tx, mail, trial)),
      plan: hirePlan,
      price: moneyText({ amount, currency }),
      startsOn: startOfDay(hireStartsOn, trial.zone),
      late: Boolean(convertedAt && endedAt && convertedAt > endedAt),
    };
  }

  private async usage(tx: Tx, mail: MailToLoad): Promise<MailData<'trial_usage'>> {
    const { trial, endsAt } = await this.running(tx, mail.subjectId);
    const { tokensUsed, tokensTotal } = trial;
    return { ...(await this.about(tx, mail, trial)), tokensUsed, tokensTotal, endsAt };
  }

  private async running(tx: Tx, id: string): Promise<{ trial: Trial; endsAt: Date }> {
    const trial = await this.queries.get(tx.em, id);
    const { status, endsAt } = trial;
    if (status !== 'active' || !endsAt || endsAt <= tx.now)
      throw new MailNotNeeded(`the trial is ${status === 'active' ? 'over' : status}`);
    return { trial, endsAt };
  }

  private async about(tx: Tx, { toName }: MailToLoad, trial: Trial) {
    const { csm } = await this.addresses.of(tx, trial.customerId);
    return { recipientName: toName ?? null, agentName: await this.nameOf(tx, trial), zone: trial.zone, csm };
  }

  private async nameOf(tx: Tx, { agentId }: Trial): Promise<string> {
    const { settings, type } = await this.agents.get(tx, agentId);
    return settings?.nickname ?? AGENT_TYPES[type].title;
  }

  private async callAhead(tx: Tx, { customerId }: Trial) {
    const call = await this.calls.checkIn(tx, customerId);
    return call && call.startsAt > tx.now ? this.details.of(tx, call.id) : null;
  }
}
