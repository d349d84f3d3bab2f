import { z } from 'zod';
import { csm, recipientName, text, zone } from './fields.js';
import { mailTemplate } from './mail-template.js';

/** Four fifths, or all, of a trial's tokens are used (Step 4: "10,000 tokens total"). */
export const trialUsage = mailTemplate({
  title: 'Tokens of the trial nearly used',
  audience: 'customer',
  class: 'nudge',
  schema: z.strictObject({
    recipientName: recipientName(),
    agentName: text(),
    tokensUsed: z.int().min(0),
    tokensTotal: z.int().positive(),
    endsAt: z.date(),
    zone: zone(),
    csm: csm(),
  }),
  resend: { instead: 'Write to the customer: it is told once for each share.' },
  subject: ({ tokensUsed, tokensTotal }) =>
    tokensUsed >= tokensTotal
      ? 'The tokens of your trial are used up'
      : `${Math.floor((tokensUsed * 100) / tokensTotal)} % of your trial’s tokens are used`,
  preview: ({ agentName }) => `What it means for ${agentName}, and how to go on.`,
  view: ({ tokensUsed, tokensTotal }) => ({
    usedUp: tokensUsed >= tokensTotal,
    tokensLeft: Math.max(0, tokensTotal - tokensUsed),
  }),
  replyTo: ({ csm: { email } }) => email,
});
