import { z } from 'zod';
import { setting } from '../platform/settings/setting.js';

export const meetingLink = setting<string | null>({
  key: 'calls.meeting-link',
  title: 'Meeting link',
  help: 'Where new calls take place, unless they are given a link of their own. Calls made before keep theirs.',
  section: 'Calls',
  schema: z
    .url({ protocol: /^https$/, error: 'must be an https address' })
    .max(500)
    .nullable()
    .default(null)
    .meta({ title: 'Link', description: 'Empty: none, each call is given its own.' }),
  default: null,
  say: (url) => [url ?? 'not set'],
  defaultIsSafe: true,
});
