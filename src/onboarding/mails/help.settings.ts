import { z } from 'zod';
import { webUrl } from '../../config/checks.js';
import { setting } from '../../platform/settings/setting.js';

const link = (title: string, description: string) =>
  z
    .string()
    .trim()
    .max(500)
    .pipe(webUrl)
    .nullable()
    .default(null)
    .meta({ title, description, format: 'uri' });
const inWords = (url: string | null): readonly string[] => [url ?? 'not set'];

export const helpLink = setting<string | null>({
  key: 'links.help',
  title: 'Help docs',
  help: 'Linked in the summary mail after the onboarding call. While it is not set, that mail is refused.',
  section: 'Portal and support',
  schema: link('Link', 'Empty: not set.'),
  default: ({ links, deployment, http }) =>
    links.help ?? (deployment === 'sandbox' ? `${http.publicUrl}/help` : null),
  say: inWords,
  defaultIsSafe: true,
});

export const communityLink = setting<string | null>({
  key: 'links.community',
  title: 'Slack community',
  help: 'The summary mail invites to it. While it is not set, the invitation is left out.',
  section: 'Portal and support',
  schema: link('Link', 'Empty: no invitation.'),
  default: ({ links }) => links.community ?? null,
  say: inWords,
  defaultIsSafe: true,
});
