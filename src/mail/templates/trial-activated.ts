import { z } from 'zod';
import { callTimes } from './call-times.js';
import { call, csm, recipientName, text, zone } from './fields.js';
import { mailTemplate } from './mail-template.js';

/** The trial clock runs (Step 12: "Trial activated (7-day countdown started)"). */
export const trialActivated = mailTemplate({
  title: 'Trial activated',
  audience: 'customer',
  class: 'transactional',
  schema: z.strictObject({
    recipientName: recipientName(),
    agentName: text(),
    days: z.int().positive(),
    activatedAt: z.date(),
    endsAt: z.date(),
    zone: zone(),
    tasksPerDay: z.int().positive(),
    tokens: z.int().positive(),
    /** The day-5 check-in; null when none was scheduled. */
    checkIn: call().nullable(),
    csm: csm(),
  }),
  resend: 'allowed',
  subject: ({ days }) => `Your ${days}-day trial has started`,
  preview: ({ days, agentName }) => `${days} days to explore what ${agentName} can do for you.`,
  view: ({ checkIn }) => ({ checkInTimes: checkIn ? callTimes(checkIn) : [] }),
  replyTo: ({ csm: { email } }) => email,
});
