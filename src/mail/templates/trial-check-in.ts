import { z } from 'zod';
import { callTimes } from './call-times.js';
import { call, csm, recipientName, text, zone } from './fields.js';
import { mailTemplate } from './mail-template.js';

/** The morning of the day-5 check-in (Step 12: "day 5 check-in (trial conversion discussion)"). */
export const trialCheckIn = mailTemplate({
  title: 'Day-5 check-in',
  audience: 'customer',
  class: 'transactional',
  schema: z.strictObject({
    recipientName: recipientName(),
    agentName: text(),
    /** Tasks that the agent has done so far. */
    tasks: z.int().min(0),
    /** Drafts that wait for a decision. */
    draftsWaiting: z.int().min(0),
    endsAt: z.date(),
    zone: zone(),
    /** Null when none is scheduled any more. */
    checkIn: call().nullable(),
    csm: csm(),
  }),
  resend: { instead: 'Write to the customer; the call’s invite is sent again from the call.' },
  subject: ({ csm: { name }, checkIn }) =>
    checkIn ? `Your check-in with ${name}` : 'How is your trial going?',
  preview: ({ agentName }) => `What ${agentName} has done so far, and what comes after the trial.`,
  view: ({ checkIn }) => ({ checkInTimes: checkIn ? callTimes(checkIn) : [] }),
  replyTo: ({ csm: { email } }) => email,
});
