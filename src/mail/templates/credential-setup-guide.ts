import { z } from 'zod';
import { csm, prose, recipientName, text, webUrl } from './fields.js';
import { mailTemplate } from './mail-template.js';

const permission = z.strictObject({
  /** As the platform writes it: `trade`. */
  name: text(),
  /** What it allows: `place and cancel orders`. */
  allows: text(),
});

/** Runbook Step 6: "Share credential setup guide specific to customer's agent type". */
export const credentialSetupGuide = mailTemplate({
  title: 'Credential setup guide',
  audience: 'customer',
  class: 'transactional',
  schema: z.strictObject({
    recipientName: recipientName(),
    agentTitle: text(),
    platforms: z
      .array(
        z.strictObject({
          /** As the platform calls itself: `Delta Exchange`. */
          platformTitle: text(),
          /** What is connected (Step 6): `API key + secret`. */
          what: text(),
          before: z.array(text()),
          /** Each screen in words, in order. */
          steps: z.array(text()),
          /** The page with the same guide, for anybody to read. */
          pageUrl: webUrl(),
          permissions: z.array(permission),
          /** Permissions that must not be given: `withdraw`. */
          never: z.array(text()),
          /** Addresses the platform must let in; empty where it keeps no such list (Appendix A). */
          addresses: z.array(text()),
          /** Limits the customer enters beside the key (Step 7): `Default coin`, `BTC`. */
          limits: z.array(z.strictObject({ label: text(), value: prose() })),
          reminders: z.array(text()),
          rotation: text(),
          /** Where our check differs from the runbook on paper. */
          differs: z.array(text()),
        }),
      )
      .min(1),
    csm: csm(),
  }),
  resend: 'allowed',
  subject: ({ platforms }) => `Connecting ${listed(platforms)}: what to have ready`,
  preview: ({ csm: { name } }) => `Read it before the call; ${name} goes through each screen with you.`,
  view: ({ platforms }) => ({
    guides: platforms,
    reminders: [...new Set(platforms.flatMap(({ reminders }) => reminders))],
    rotations: [...new Set(platforms.map(({ platformTitle, rotation }) => `${platformTitle}: ${rotation}`))],
  }),
  replyTo: ({ csm: { email } }) => email,
});

function listed(platforms: readonly { platformTitle: string }[]): string {
  const titles = platforms.map(({ platformTitle }) => platformTitle);
  return new Intl.ListFormat('en', { type: 'conjunction' }).format(titles);
}
