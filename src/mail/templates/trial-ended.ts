import { z } from 'zod';
import { csm, recipientName, text, zone } from './fields.js';
import { mailTemplate } from './mail-template.js';

/** A trial lapsed, or was cancelled (Step 5: "You'll keep all deliverables even if you cancel"). */
export const trialEnded = mailTemplate({
  title: 'Trial ended',
  audience: 'customer',
  class: 'transactional',
  schema: z.strictObject({
    recipientName: recipientName(),
    agentName: text(),
    /** Cancelled before its time; else its hours were over. */
    cancelled: z.boolean(),
    endedAt: z.date(),
    /** Until when it can be converted; null once cancelled: that takes a new trial. */
    hireUntil: z.date().nullable(),
    zone: zone(),
    tasks: z.int().min(0),
    csm: csm(),
  }),
  resend: 'allowed',
  subject: ({ cancelled }) => (cancelled ? 'Your trial was cancelled' : 'Your trial has ended'),
  preview: ({ agentName }) => `Everything ${agentName} made for you stays yours.`,
  replyTo: ({ csm: { email } }) => email,
});
