import { z } from 'zod';
import { csm, oneTimeLink, prose, recipientName, text, zone } from './fields.js';
import { mailTemplate } from './mail-template.js';

/** A deliverable waits for the customer's decision (Step 11). */
export const draftReady = mailTemplate({
  title: 'Draft to review',
  audience: 'customer',
  class: 'transactional',
  schema: z.strictObject({
    recipientName: recipientName(),
    /** The agent's nickname, `Alex - BTC Futures Trader`. */
    agentName: text(),
    goalName: text(),
    draftTitle: text(),
    /** True for the first deliverable of this customer: it comes with the runbook's success message. */
    first: z.boolean(),
    /** What happens outside once it is approved: `a trade suggestion`; null when nothing does. */
    proposal: prose().nullable(),
    reviewUrl: oneTimeLink(),
    validUntil: z.date(),
    zone: zone(),
    csm: csm(),
  }),
  resend: 'allowed',
  subject: ({ draftTitle }) => `Ready for your review: ${draftTitle}`,
  preview: () => 'Review the draft, edit if needed, then approve or reject.',
  replyTo: ({ csm: { email } }) => email,
});
