import type { SetupGuide } from '../../src/credentials/providers/setup-guide.js';
import type { MailData } from '../../src/mail/templates/mail-templates.js';

type Chapter = MailData<'credential_setup_guide'>['platforms'][number];

/** A platform's own guide as the mail takes it. */
export const guideSample = (platformTitle: string, name: string, guide: SetupGuide): Chapter => {
  const { what, before, steps, permissions, never, addresses, limits, reminders, rotation, differs } = guide;
  const texts = { what, before, steps, permissions, never, addresses, limits, reminders, rotation, differs };
  return { platformTitle, ...texts, pageUrl: `https://app.waooaw.com/guides/${name}` };
};
