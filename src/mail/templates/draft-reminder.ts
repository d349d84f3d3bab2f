import { z } from 'zod';
import { csm, oneTimeLink, recipientName, text, zone } from './fields.js';
import { mailTemplate } from './mail-template.js';

/** All drafts that wait for the customer, once one of them has for 20 hours; at most once a day (Step 11). */
export const draftReminder = mailTemplate({
  title: 'Reminder of drafts to review',
  audience: 'customer',
  class: 'nudge',
  schema: z.strictObject({
    recipientName: recipientName(),
    /** The newest first. */
    drafts: z
      .array(
        z.strictObject({ title: text(), goalName: text(), writtenAt: z.date(), reviewUrl: oneTimeLink() }),
      )
      .min(1),
    /** How many more wait than are named. */
    others: z.int().min(0),
    zone: zone(),
    csm: csm(),
  }),
  resend: { instead: 'Drafts are reminded of once a day. Send its "Draft to review" mail again.' },
  subject: ({ drafts, others }) =>
    drafts.length + others === 1
      ? `Still to review: ${drafts[0]?.title ?? 'your draft'}`
      : `${drafts.length + others} drafts are waiting for your review`,
  preview: () => 'Review, edit if needed, then approve or reject. Nothing is posted or traded before.',
  replyTo: ({ csm: { email } }) => email,
});
