import { z } from 'zod';
import { callTimes } from './call-times.js';
import { call, csm, prose, recipientName, text, webUrl, zone } from './fields.js';
import { mailTemplate } from './mail-template.js';

/** Runbook Step 14, `post_onboarding_summary.html`. */
export const postOnboardingSummary = mailTemplate({
  title: 'Post-onboarding summary',
  audience: 'customer',
  class: 'transactional',
  schema: z.strictObject({
    recipientName: recipientName(),
    companyName: text(),
    callHeldAt: z.date(),
    zone: zone(),
    agents: z
      .array(z.strictObject({ nickname: text(), agentTitle: text(), settings: z.array(prose()) }))
      .min(1),
    /** Platforms only, never what opens them. */
    platforms: z.array(text()),
    goals: z.array(z.strictObject({ name: text(), frequency: text() })),
    trial: z.strictObject({
      days: z.int().positive(),
      endsAt: z.date(),
      tasksPerDay: z.int().positive(),
    }),
    /** What the manager wrote down for the customer after the call, one paragraph each. */
    fromCall: z.array(prose()),
    checkIn: call().nullable(),
    helpUrl: webUrl(),
    /** The Slack community; null leaves the invitation out (it is optional). */
    communityUrl: webUrl().nullable(),
    csm: csm(),
  }),
  resend: 'allowed',
  subject: ({ companyName, trial }) => `Your WAOOAW set-up, ${companyName}: ${trial.days} days to explore!`,
  preview: () => 'What we configured together, how to approve deliverables, and when your trial ends.',
  view: ({ checkIn }) => ({ checkInTimes: checkIn ? callTimes(checkIn) : [] }),
  replyTo: ({ csm: { email } }) => email,
});
