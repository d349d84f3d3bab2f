import type { Money } from '../platform/money/money.js';
import type { UsageView } from './trial-ledger.js';
import type { Trial } from './trial.entity.js';
import { statusAt, type NotHiredReason } from './trial.states.js';

/** A trial as REST, panel and portal show it. */
export interface TrialView extends UsageView {
  readonly id: string;
  readonly customerId: string;
  readonly agentId: string;
  readonly agentType: string;
  readonly status: string;
  readonly zone: string;
  readonly dailyTasks: number;
  readonly tokensTotal: number;
  readonly tokensUsed: number;
  readonly tokensReserved: number;
  readonly activationRequestedAt: string | null;
  readonly activatedAt: string | null;
  readonly endsAt: string | null;
  readonly endedAt: string | null;
  readonly convertedAt: string | null;
  /** What was agreed at the conversion; the price a month. */
  readonly hire: {
    readonly plan: string;
    readonly price: Money;
    readonly startsOn: string;
    /** After the trial had lapsed. */
    readonly late: boolean;
  } | null;
  /** Why it was not converted, once ops recorded it. */
  readonly notHired: {
    readonly because: NotHiredReason;
    readonly words: string | null;
    readonly at: string | null;
  } | null;
  readonly version: number;
}

/** As it stands at `now`: a trial whose end has come is over, whether or not upkeep has been there. */
export function viewOf(trial: Trial, usage: UsageView, now: Date): TrialView {
  const status = statusAt(trial, now);
  const lapsed = status !== trial.status;
  return {
    id: trial.id,
    customerId: trial.customerId,
    agentId: trial.agentId,
    agentType: trial.agentType,
    status,
    zone: trial.zone,
    dailyTasks: trial.dailyTasks,
    tokensTotal: trial.tokensTotal,
    tokensUsed: trial.tokensUsed,
    tokensReserved: trial.tokensReserved,
    activationRequestedAt: iso(trial.activationRequestedAt),
    activatedAt: iso(trial.activatedAt),
    endsAt: iso(trial.endsAt),
    endedAt: iso(lapsed ? trial.endsAt : trial.endedAt),
    convertedAt: iso(trial.convertedAt),
    hire: hireOf(trial),
    notHired: notHiredOf(trial),
    version: trial.version,
    ...usage,
  };
}

const iso = (at: Date | null | undefined): string | null => at?.toISOString() ?? null;

function hireOf({
  hirePlan: plan,
  hirePriceAmount: amount,
  hirePriceCurrency: currency,
  hireStartsOn: startsOn,
  convertedAt,
  endedAt,
}: Trial): TrialView['hire'] {
  if (!plan || !amount || !currency || !startsOn) return null;
  const late = Boolean(convertedAt && endedAt && convertedAt > endedAt);
  return { plan, price: { amount, currency }, startsOn, late };
}

const notHiredOf = ({ notHiredBecause, notHiredWords, notHiredAt }: Trial): TrialView['notHired'] =>
  notHiredBecause ? { because: notHiredBecause, words: notHiredWords ?? null, at: iso(notHiredAt) } : null;
