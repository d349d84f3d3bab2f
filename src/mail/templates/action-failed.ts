import { z } from 'zod';
import { csm, prose, recipientName, text, webUrl } from './fields.js';
import { mailTemplate } from './mail-template.js';

/** An action that the customer approved, or we for them, could not be carried out by the agent platform. */
export const actionFailed = mailTemplate({
  title: 'An approved action could not be carried out',
  audience: 'customer',
  class: 'transactional',
  schema: z.strictObject({
    recipientName: recipientName(),
    draftTitle: text(),
    /** `post` or `trade`. */
    thing: z.enum(['post', 'trade']),
    reason: prose(),
    pageUrl: webUrl(),
    csm: csm(),
  }),
  resend: 'allowed',
  subject: ({ thing, draftTitle }) => `The ${thing} you approved was not carried out: ${draftTitle}`,
  preview: ({ thing }) => `Your draft is kept. The ${thing} did not happen, and we look after it.`,
  replyTo: ({ csm: { email } }) => email,
});
