import { z } from 'zod';
import { longTime } from '../rendering/zoned-times.js';
import { csm, recipientName, text, zone } from './fields.js';
import { mailTemplate } from './mail-template.js';

/** A customer's trials end later; one mail for all that was granted together. */
export const trialExtended = mailTemplate({
  title: 'Trial extended',
  audience: 'customer',
  class: 'bulk',
  schema: z.strictObject({
    recipientName: recipientName(),
    trials: z
      .array(z.strictObject({ agentName: text(), hours: z.int().positive(), endsAt: z.date() }))
      .min(1),
    zone: zone(),
    csm: csm(),
  }),
  resend: 'allowed',
  subject: ({ trials: [first, ...more], zone: where }) =>
    first && more.length === 0
      ? `Your trial now runs until ${longTime(first.endsAt, where)}`
      : 'Your trials run longer',
  preview: () => 'Nothing else changes, and there is nothing for you to do.',
  replyTo: ({ csm: { email } }) => email,
});
