import { entryType } from '../../platform/history/entry-type.js';
import type { WaitedOn, WaitEnd } from './customer-wait.entity.js';

const whom = (on: WaitedOn): string => (on === 'customer' ? 'the customer' : 'us');

const ENDS: Readonly<Record<WaitEnd, string>> = {
  resumed: 'Resumed',
  other_wait: 'The wait ended: something else is waited for',
  credential: 'Resumed by itself: the customer gave a key',
  first_login: 'Resumed by itself: the customer logged in for the first time',
  draft: 'Resumed by itself: the customer decided on a draft',
  email: 'Resumed by itself: the customer verified the e-mail address',
  call: 'Resumed by itself: the customer picked a time for the call',
  step: 'Resumed by itself: the customer moved a step on',
  suspended: 'The wait ended: the customer was suspended',
  closed: 'The wait ended: the customer was closed',
};

/** Subject of each is the wait. Instants are ISO 8601. */
export const waitBegan = entryType<{ on: WaitedOn; followUpAt: string; nudge: boolean }>(
  'customer.waiting',
  ({ on, nudge }) => `Parked: waiting on ${whom(on)}${nudge ? ', with reminders' : ''}`,
);
export const waitChanged = entryType<{ on: WaitedOn; followUpAt: string; nudge: boolean }>(
  'customer.wait_changed',
  ({ on, nudge }) =>
    `Still waiting on ${whom(on)}: another follow-up, ${nudge ? 'with' : 'without'} reminders`,
);
export const followUpDue = entryType<{ on: WaitedOn; followUpAt: string }>(
  'customer.follow_up_due',
  ({ on }) => `Follow-up due: it waited on ${whom(on)}`,
);
export const waitEnded = entryType<{ because: WaitEnd }>('customer.resumed', ({ because }) => ENDS[because]);
