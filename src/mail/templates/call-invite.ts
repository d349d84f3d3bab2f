import { z } from 'zod';
import { shortTime } from '../rendering/zoned-times.js';
import { callCalendar, callMinutes, callTimes } from './call-times.js';
import { call, csm, oneTimeLink, recipientName, text } from './fields.js';
import { mailTemplate } from './mail-template.js';

const change = z.enum(['invited', 'moved', 'cancelled']);
type Change = z.output<typeof change>;

const headings: Readonly<Record<Change, (title: string) => string>> = {
  invited: (title) => `You are invited: ${title}`,
  moved: (title) => `New time: ${title}`,
  cancelled: (title) => `Cancelled: ${title}`,
};

/** Invitation to the onboarding call (Step 3) or the day-5 check-in (Step 12), its move and its cancellation. */
export const callInvite = mailTemplate({
  title: 'Call invitation',
  audience: 'customer',
  schema: z.strictObject({
    change,
    kind: z.enum(['onboarding', 'check_in']),
    recipientName: recipientName(),
    call: call(),
    /** Why it was moved or cancelled, in words for the customer. */
    reason: text().nullable(),
    /** The page of the call; null when cancelled. */
    pageUrl: oneTimeLink().nullable(),
    csm: csm(),
  }),
  resend: 'allowed',
  subject: (data) =>
    `${headings[data.change](data.call.title)}, ${shortTime(data.call.startsAt, data.call.customerZone)}`,
  preview: (data) =>
    data.change === 'cancelled'
      ? 'The meeting leaves your calendar; nothing else changes.'
      : `${callMinutes(data.call)} minutes with ${data.csm.name}. The calendar invite is attached.`,
  view: (data) => ({
    heading: headings[data.change](data.call.title),
    callTimes: callTimes(data.call),
    callMinutes: callMinutes(data.call),
    cancelled: data.change === 'cancelled',
  }),
  calendar: (data) => callCalendar(data.call, data.change === 'cancelled' ? 'CANCEL' : 'REQUEST'),
  replyTo: (data) => data.csm.email,
});
