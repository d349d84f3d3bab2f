import { z } from 'zod';
import { longTime } from '../rendering/zoned-times.js';
import { callTimes } from './call-times.js';
import { call, csm, recipientName, text, zone } from './fields.js';
import { mailTemplate } from './mail-template.js';

/** A day before the end of a trial; where the check-in falls on that day, it is named here. */
export const trialEnding = mailTemplate({
  title: 'Trial ends soon',
  audience: 'customer',
  class: 'transactional',
  schema: z.strictObject({
    recipientName: recipientName(),
    agentName: text(),
    tasks: z.int().min(0),
    endsAt: z.date(),
    zone: zone(),
    /** How long after the end the agent can still be hired. */
    lateDays: z.int().positive(),
    /** The check-in, when it is still ahead. */
    checkIn: call().nullable(),
    csm: csm(),
  }),
  resend: { instead: 'Write to the customer; when the trial is extended, the notice comes again by itself.' },
  subject: ({ endsAt, zone: where }) => `Your trial ends ${longTime(endsAt, where)}`,
  preview: ({ agentName }) => `You keep every deliverable. Hire ${agentName} and it goes on without a pause.`,
  view: ({ checkIn }) => ({ checkInTimes: checkIn ? callTimes(checkIn) : [] }),
  replyTo: ({ csm: { email } }) => email,
});
