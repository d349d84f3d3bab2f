import { z } from 'zod';
import { csm, oneTimeLink, recipientName, text, validity, zone } from './fields.js';
import { mailTemplate } from './mail-template.js';

/** A connection that worked has stopped: the cause, the remedy, and what waits for it. */
export const credentialBroken = mailTemplate({
  title: 'Connection stopped working',
  audience: 'customer',
  class: 'transactional',
  schema: z.strictObject({
    recipientName: recipientName(),
    platformTitle: text(),
    cause: text(),
    /** What to do, in order. */
    remedy: z.array(text()),
    connectUrl: oneTimeLink(),
    valid: validity(),
    zone: zone(),
    csm: csm(),
  }),
  resend: { instead: 'Send a new connect link from the customer.' },
  subject: ({ platformTitle }) => `Your ${platformTitle} connection has stopped working`,
  preview: () => 'Your goals there are paused. Connect again, and they go on by themselves.',
  replyTo: ({ csm: { email } }) => email,
});
