import { z } from 'zod';
import { csm, recipientName, text, zone } from './fields.js';
import { mailTemplate } from './mail-template.js';

/** An agent is hired: what was agreed, for the customer to keep. */
export const trialConverted = mailTemplate({
  title: 'Agent hired',
  audience: 'customer',
  class: 'transactional',
  schema: z.strictObject({
    recipientName: recipientName(),
    agentName: text(),
    plan: text(),
    /** With its currency: `₹10,000`. */
    price: text(),
    /** An instant of the first day, in `zone`. */
    startsOn: z.date(),
    zone: zone(),
    /** The trial was over already: its goals go on by themselves. */
    late: z.boolean(),
    csm: csm(),
  }),
  resend: 'allowed',
  subject: ({ agentName }) => `You have hired ${agentName}`,
  preview: ({ plan, price }) => `${plan}, ${price} a month. The limits of the trial are gone.`,
  replyTo: ({ csm: { email } }) => email,
});
