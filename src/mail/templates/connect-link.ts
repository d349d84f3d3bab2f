import { z } from 'zod';
import { csm, oneTimeLink, recipientName, text, validity, webUrl, zone } from './fields.js';
import { mailTemplate } from './mail-template.js';

/** The one-time page on which a customer connects a platform without logging in (Step 7). */
export const connectLink = mailTemplate({
  title: 'Connect link',
  audience: 'customer',
  class: 'transactional',
  schema: z.strictObject({
    recipientName: recipientName(),
    /** As the platform calls itself: `Delta Exchange`. */
    platformTitle: text(),
    agentTitle: text(),
    connectUrl: oneTimeLink(),
    /** The page with the set-up guide, for anybody to read. */
    guideUrl: webUrl(),
    valid: validity(),
    zone: zone(),
    csm: csm(),
  }),
  resend: { instead: 'Send a new connect link from the customer: the old one is then void.' },
  subject: ({ platformTitle }) => `Connect ${platformTitle} to WAOOAW`,
  preview: ({ valid }) => `Your link works once, for ${valid.hours} hours.`,
  replyTo: ({ csm: { email } }) => email,
});
