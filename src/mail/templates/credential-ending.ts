import { z } from 'zod';
import { longDay } from '../rendering/zoned-times.js';
import { csm, oneTimeLink, recipientName, text, validity, zone } from './fields.js';
import { mailTemplate } from './mail-template.js';

/** A connection ends by itself, or a key is to be replaced (Step 7: "credential rotation schedule (90 days)"). */
export const credentialEnding = mailTemplate({
  title: 'Connection ends, or a new key is due',
  audience: 'customer',
  class: 'nudge',
  schema: z.strictObject({
    recipientName: recipientName(),
    platformTitle: text(),
    /** `end`: the platform ends the authorization. `rotation`: the key is to be replaced. */
    kind: z.enum(['end', 'rotation']),
    step: z.enum(['two_weeks', 'three_days', 'due']),
    /** When it ends, or is to be replaced. */
    at: z.date(),
    /** Until when it works. */
    lastDay: z.date(),
    connectUrl: oneTimeLink(),
    valid: validity(),
    zone: zone(),
    csm: csm(),
  }),
  resend: { instead: 'Send a new connect link from the customer.' },
  subject: ({ platformTitle, kind, step, at, zone: where }) => {
    const day = longDay(at, where);
    if (kind === 'end') return `Your ${platformTitle} connection ends on ${day}`;
    return step === 'due'
      ? `Your ${platformTitle} key is due for replacement today`
      : `Please replace your ${platformTitle} key by ${day}`;
  },
  preview: ({ lastDay, zone: where }) =>
    `It takes a few minutes. Without it your agent stops working there after ${longDay(lastDay, where)}.`,
  replyTo: ({ csm: { email } }) => email,
});
