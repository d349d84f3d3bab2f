import { z } from 'zod';
import { shortTime } from '../rendering/zoned-times.js';
import { callCalendar, callMinutes, callTimes } from './call-times.js';
import { call, csm, oneTimeLink, prose, recipientName } from './fields.js';
import { mailTemplate } from './mail-template.js';

const change = z.enum(['invited', 'moved', 'updated', 'removed', 'missed', 'cancelled']);
type Change = z.output<typeof change>;

const headings: Readonly<Record<Change, (title: string) => string>> = {
  invited: (title) => `You are invited: ${title}`,
  moved: (title) => `New time: ${title}`,
  updated: (title) => `Changed: ${title}`,
  removed: (title) => `No longer needed: ${title}`,
  missed: (title) => `We missed you: ${title}`,
  cancelled: (title) => `Cancelled: ${title}`,
};

const previews: Readonly<Partial<Record<Change, string>>> = {
  cancelled: 'The meeting leaves your calendar; nothing else changes.',
  removed: 'You are no longer on the list of this call; it leaves your calendar.',
  missed: 'Pick another time; it takes a minute.',
};

/** Invitation to a call (Steps 3 and 12), its changes, its cancellation, and the way back after a missed one. */
export const callInvite = mailTemplate({
  title: 'Call invitation',
  audience: 'customer',
  class: 'transactional',
  schema: z.strictObject({
    change,
    kind: z.enum(['onboarding', 'follow_up', 'check_in']),
    recipientName: recipientName(),
    call: call(),
    /** Why it was moved or cancelled, in words for the customer. */
    reason: prose().nullable(),
    /** The page of the call; null when cancelled. */
    pageUrl: oneTimeLink().nullable(),
    /** It goes to the manager who leads the call. */
    leads: z.boolean(),
    csm: csm(),
  }),
  resend: 'allowed',
  subject: (data) =>
    `${headings[data.change](data.call.title)}, ${shortTime(data.call.startsAt, data.call.customerZone)}`,
  preview: (data) =>
    previews[data.change] ??
    (data.leads
      ? `You lead it: ${callMinutes(data.call)} minutes. The calendar invite is attached.`
      : `${callMinutes(data.call)} minutes with ${data.csm.name}. The calendar invite is attached.`),
  view: (data) => ({
    heading: headings[data.change](data.call.title),
    forStaff: data.leads,
    callTimes: callTimes(data.call),
    callMinutes: callMinutes(data.call),
    over: ['cancelled', 'removed', 'missed'].includes(data.change),
  }),
  calendar: ({ change: what, call: of }) => {
    // What was missed is past; its entry stays as it is.
    if (what === 'missed') return null;
    if (what === 'removed') return { ...callCalendar(of, 'CANCEL'), uninvites: true };
    return callCalendar(of, what === 'cancelled' ? 'CANCEL' : 'REQUEST');
  },
  replyTo: (data) => data.csm.email,
});
