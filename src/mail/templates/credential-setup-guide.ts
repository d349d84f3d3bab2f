import { z } from 'zod';
import { csm, prose, recipientName, text } from './fields.js';
import { mailTemplate } from './mail-template.js';
import { guidedPlatforms, setupGuides } from './setup-guides.js';

const permission = z.strictObject({
  /** As the platform writes it: `trade`. */
  name: text(),
  /** What it allows: `place and cancel orders`; null when the name says it. */
  allows: text().nullable(),
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
          platform: z.enum(guidedPlatforms),
          permissions: z.array(permission),
          /** Permissions that must not be given: `withdraw`. */
          never: z.array(text()),
          /** Addresses the platform must let in; empty where it keeps no such list (Appendix A). */
          addresses: z.array(text()),
          /** Limits the customer enters beside the key (Step 7): `Default coin`, `BTC`. */
          limits: z.array(z.strictObject({ label: text(), value: prose() })),
        }),
      )
      .min(1),
    rotationDays: z.int().positive(),
    csm: csm(),
  }),
  resend: 'allowed',
  subject: ({ platforms }) => `Connecting ${listed(platforms)}: what to have ready`,
  preview: ({ csm: { name } }) => `Read it before the call; ${name} goes through each screen with you.`,
  view: ({ platforms }) => ({
    guides: platforms.map((entry) => ({ ...entry, ...setupGuides[entry.platform] })),
    trading: platforms.some(({ addresses }) => addresses.length > 0),
  }),
  replyTo: ({ csm: { email } }) => email,
});

function listed(platforms: readonly { platform: keyof typeof setupGuides }[]): string {
  const titles = platforms.map(({ platform }) => setupGuides[platform].title);
  return new Intl.ListFormat('en', { type: 'conjunction' }).format(titles);
}
