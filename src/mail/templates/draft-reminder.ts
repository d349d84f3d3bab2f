import { z } from 'zod';
import { csm, oneTimeLink, recipientName, text, zone } from './fields.js';
import { mailTemplate } from './mail-template.js';

/** Drafts that nobody has decided on: once each, 20 hours after they were written (Step 11). */
export const draftReminder = mailTemplate({
  title: 'Reminder of drafts to review',
  audience: 'customer',
  class: 'nudge',
  schema: z.strictObject({
    recipientName: recipientName(),
    /** The longest waiting first. */
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
  resend: { instead: 'A draft is reminded of once. Send its "Draft to review" mail again.' },
  subject: ({ drafts, others }) =>
    drafts.length + others === 1
      ? `Still to review: ${drafts[0]?.title ?? 'your draft'}`
      : `${drafts.length + others} drafts are waiting for your review`,
  preview: () => 'Review, edit if needed, then approve or reject. Nothing is posted or traded before.',
  replyTo: ({ csm: { email } }) => email,
});
