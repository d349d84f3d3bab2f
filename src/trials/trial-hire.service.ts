import { Injectable } from '@nestjs/common';
import { AgentService } from '../agents/agent.service.js';
import { CustomerService } from '../customers/customer.service.js';
import type { CommandForm } from '../platform/commands/command.js';
import type { AppError } from '../platform/errors/app-error.js';
import type { Money } from '../platform/money/money.js';
import { addDays, dayKey } from '../platform/time/wall-clock.js';
import type { Tx } from '../platform/unit-of-work/tx.js';
import { currencyOf, priceIn } from './hire-price.js';
import type { Trial } from './trial.entity.js';
import { trialConverted, trialEnded } from './trial.entries.js';
import { trialErrors } from './trial.errors.js';
import { TrialRepository } from './trial.repository.js';
import { TrialService, type NotHired } from './trial.service.js';
import { statusAt, trialStates } from './trial.states.js';

/** A trial that lapsed may still be converted for so many days. */
export const LATE_CONVERSION_DAYS = 14;
const LATE_CONVERSION_MS = LATE_CONVERSION_DAYS * 24 * 3_600_000;
/** A hire begins within a year. */
const FURTHEST_DAYS = 365;

/** What was agreed. */
export interface Hire {
  readonly version: number;
  readonly plan: string;
  /** A month. */
  readonly price: Money;
  /** A day of the customer's zone, `YYYY-MM-DD`. */
  readonly startsOn: string;
}

/** The end of a trial that matters: hired, with its terms, or not, with the reason. */
@Injectable()
export class TrialHire {
  constructor(
    private readonly trials: TrialRepository,
    private readonly service: TrialService,
    private readonly agents: AgentService,
    private readonly customers: CustomerService,
  ) {}

  /** Why it cannot be converted now, or undefined. */
  async whyNot(tx: Tx, id: string): Promise<AppError | undefined> {
    const trial = await this.trials.get(tx.em, id);
    const status = statusAt(trial, tx.now);
    if (status === 'expired') return tooLate(trial, tx.now);
    return status === 'active' ? undefined : trialErrors.trial_not_running(`The trial is ${status}.`);
  }

  /** The price in the customer's currency, from today on. */
  async form(tx: Tx, id: string): Promise<CommandForm> {
    const { customerId } = await this.trials.get(tx.em, id);
    const { country, timezone } = await this.customers.get(tx, customerId);
    return {
      fields: { price: priceIn(currencyOf(country)) },
      start: { startsOn: dayKey(tx.now, timezone) },
    };
  }

  /** Hired: the limits end, the agent's bounds are lifted. A lapsed trial converts for 14 days. */
  async convert(tx: Tx, id: string, { version, plan, price, startsOn }: Hire): Promise<Trial> {
    const trial = await this.service.present(tx, id, version);
    const late = trial.status === 'expired';
    const refusal = (late ? tooLate(trial, tx.now) : undefined) ?? (await this.unfitDay(tx, trial, startsOn));
    if (refusal) throw refusal;
    trialStates.move(trial, 'converted');
    trial.convertedAt = tx.now;
    trial.endedAt ??= tx.now;
    trial.noticeAt = trial.checkInMailAt = null;
    trial.hirePlan = plan;
    trial.hirePriceAmount = price.amount;
    trial.hirePriceCurrency = price.currency;
    trial.hireStartsOn = startsOn;
    trial.notHiredBecause = trial.notHiredWords = trial.notHiredAt = null;
    const { agentId, customerId } = trial;
    await this.agents.setBoundsProfile(tx, agentId, 'hired');
    const terms = { priceAmount: price.amount, priceCurrency: price.currency, startsOn };
    tx.record(trialConverted, { subjectId: id, customerId, data: { late, agentId, ...terms } });
    if (!late) tx.record(trialEnded, { subjectId: id, customerId, data: { status: 'converted', agentId } });
    await tx.em.flush();
    return trial;
  }

  /** Why no reason can be recorded now, or undefined. */
  async whyNoReason(tx: Tx, id: string): Promise<AppError | undefined> {
    const status = statusAt(await this.trials.get(tx.em, id), tx.now);
    if (status === 'expired' || status === 'cancelled') return undefined;
    return trialErrors.trial_not_over(`The trial is ${status}.`);
  }

  async notHired(tx: Tx, id: string, version: number, why: NotHired): Promise<Trial> {
    const trial = await this.service.present(tx, id, version);
    const refusal = await this.whyNoReason(tx, id);
    if (refusal) throw refusal;
    this.service.notHired(tx, trial, why);
    await tx.em.flush();
    return trial;
  }

  private async unfitDay(tx: Tx, trial: Trial, startsOn: string): Promise<AppError | undefined> {
    const { timezone } = await this.customers.get(tx, trial.customerId);
    const first = dayKey(trial.activatedAt ?? tx.now, timezone);
    const last = addDays(dayKey(tx.now, timezone), FURTHEST_DAYS);
    if (startsOn >= first && startsOn <= last) return undefined;
    return trialErrors.trial_start_unfit(`The hire would begin on ${startsOn}.`, {
      fields: [{ field: 'startsOn', message: `must be from ${first} to ${last}` }],
    });
  }
}

function tooLate({ endedAt, endsAt }: Trial, now: Date): AppError | undefined {
  const end = endedAt ?? endsAt;
  if (end && now.getTime() - end.getTime() <= LATE_CONVERSION_MS) return undefined;
  return trialErrors.trial_too_late(`It ended on ${end?.toISOString() ?? 'an unknown day'}.`);
}
