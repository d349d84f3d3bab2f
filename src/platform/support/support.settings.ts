import { z } from 'zod';
import { setting } from '../settings/setting.js';

export interface SupportContacts {
  readonly email: string;
  /** A channel, `#ops-runbooks`; null hides it. */
  readonly slack: string | null;
}

/** The runbook's "Questions or Issues?". */
export const RUNBOOK_SUPPORT: SupportContacts = { email: 'ops-team@waooaw.com', slack: '#ops-runbooks' };

export const supportContacts = setting<SupportContacts>({
  key: 'support.contacts',
  title: 'Support contacts',
  help: 'Whom people turn to who cannot go on: in the footers of panel, portal and mails, and under refusals.',
  section: 'Portal and support',
  schema: z.strictObject({
    email: z
      .email('must be a whole e-mail address')
      .max(254)
      .meta({ title: 'E-mail', description: 'Read by people; customers write here too.' }),
    slack: z
      .string()
      .trim()
      .regex(/^#[a-z0-9_-]{1,79}$/, 'must be a channel such as #ops-runbooks')
      .nullable()
      .default(null)
      .meta({ title: 'Slack channel', description: 'Empty: not shown.' }),
  }),
  default: RUNBOOK_SUPPORT,
  say: ({ email, slack }) => [email, ...(slack === null ? [] : [slack])],
  defaultIsSafe: true,
  personal: true,
});

/** "Write to ops-team@waooaw.com or ask in #ops-runbooks." */
export const supportInWords = ({ email, slack }: SupportContacts): string =>
  slack === null ? `Write to ${email}.` : `Write to ${email} or ask in ${slack}.`;
