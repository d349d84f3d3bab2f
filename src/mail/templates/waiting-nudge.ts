import { z } from 'zod';
import { csm, recipientName, text, webUrl, zone } from './fields.js';
import { mailTemplate } from './mail-template.js';

/** A reminder of what the onboarding waits for; one a day, until the follow-up. */
export const waitingNudge = mailTemplate({
  title: 'Reminder of what we wait for',
  audience: 'customer',
  class: 'nudge',
  schema: z.strictObject({
    recipientName: recipientName(),
    /** In words for the customer: `your Delta Exchange API key`. */
    what: text(),
    since: z.date(),
    zone: zone(),
    /** Where the customer can do it; null where only an answer helps. */
    action: z.strictObject({ label: text(), url: webUrl() }).nullable(),
    /** No further reminder comes by itself. */
    last: z.boolean(),
    csm: csm(),
  }),
  resend: { instead: 'The next reminder comes by itself; write to the customer when it is pressing.' },
  subject: ({ what }) => `A reminder: we are waiting for ${what}`,
  preview: ({ csm: { name } }) =>
    `Your onboarding goes on as soon as it is there. ${name} helps you with it.`,
  replyTo: ({ csm: { email } }) => email,
});
