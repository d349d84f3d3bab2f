import { entryType } from '../platform/history/entry-type.js';
import { moneyText } from '../platform/money/money.js';
import { NOT_HIRED_WORDS, type NotHiredReason } from './trial.states.js';

export const trialCreated = entryType<{ agentType: string }>(
  'trial.created',
  ({ agentType }) => `Trial of the ${agentType} agent created`,
);
export const trialActivationRequested = entryType<{ tests: number }>(
  'trial.activation_requested',
  ({ tests }) => `Activation asked for: ${tests} credential ${tests === 1 ? 'test' : 'tests'} first`,
);
export const trialActivationFailed = entryType<{ reason: string }>(
  'trial.activation_failed',
  ({ reason }) => `Not activated: ${reason}`,
);
export const trialActivated = entryType<{ endsAt: string; zone: string }>(
  'trial.activated',
  ({ endsAt }) => `Trial activated, ends ${endsAt}`,
);
export const trialActivationUndone = entryType('trial.activation_undone', () => 'Activation undone');
/** `batchId`: those granted together are told to a customer in one mail. */
export const trialExtended = entryType<{ hours: number; endsAt: string; batchId?: string }>(
  'trial.extended',
  ({ hours, endsAt }) => `Trial extended by ${hours} h, ends ${endsAt}`,
);
/** `status`: converted, expired or cancelled. */
export const trialEnded = entryType<{ status: string; agentId: string }>(
  'trial.ended',
  ({ status }) => `Trial ${status}`,
);
/** Written beside `trial.ended`, or alone when it was late. The price is in minor units, a month. */
export const trialConverted = entryType<{
  late: boolean;
  agentId: string;
  priceAmount?: number;
  priceCurrency?: string;
  startsOn?: string;
}>('trial.converted', ({ late, priceAmount: amount, priceCurrency: currency, startsOn }) => {
  const what = late ? 'Trial converted after its end' : 'Trial converted';
  if (amount === undefined || currency === undefined) return what;
  return `${what}: ${moneyText({ amount, currency })} a month from ${startsOn ?? 'the agreed day'}`;
});
export const trialNotHired = entryType<{ because: NotHiredReason }>(
  'trial.not_hired',
  ({ because }) => `Not hired because: ${NOT_HIRED_WORDS[because].toLowerCase()}`,
);
/** The customer and its manager are told. */
export const trialUsageReached = entryType<{ percent: number }>('trial.usage_reached', ({ percent }) =>
  percent >= 100 ? 'All tokens of the trial are used' : `${percent} % of the trial’s tokens are used`,
);
