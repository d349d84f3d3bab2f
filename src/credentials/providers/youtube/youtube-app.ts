import type { HostsOf } from '../../../config/platform-hosts.js';
import type { SecretText } from '../../../platform/vault/secret-text.js';

/** Our app at Google (an OAuth client of a Google Cloud project), and where Google is asked. */
export interface YouTubeApp {
  readonly hosts: HostsOf<'youtube'>;
  readonly clientId: string;
  readonly clientSecret: SecretText;
  /** `production`, or `sandbox` behind a stand-in. */
  readonly environment: string;
}

/** What Google puts before the name of each of its scopes. */
export const SCOPE_PREFIX = 'https://www.googleapis.com/auth/';

/** What posting videos takes (design, section 5.2), as people name it. */
export const YOUTUBE_REQUIRED = ['youtube.upload', 'youtube.readonly'] as const;

/** Scopes that allow as much or more, by Google's pages of `videos.insert` and `channels.list`. */
const WIDER = ['youtube', 'youtube.force-ssl', 'youtubepartner'];
const COVERED_BY: Readonly<Record<(typeof YOUTUBE_REQUIRED)[number], readonly string[]>> = {
  'youtube.upload': ['youtube.upload', ...WIDER],
  'youtube.readonly': ['youtube.readonly', 'youtubepartner-channel-audit', ...WIDER],
};

/** `https://www.googleapis.com/auth/youtube.upload` is `youtube.upload`; others stay as they are. */
export const shortScope = (scope: string): string =>
  scope.startsWith(SCOPE_PREFIX) ? scope.slice(SCOPE_PREFIX.length) : scope;

/** Which required permissions these scopes, in either form, do not cover. */
export function missingScopes(scopes: readonly string[]): string[] {
  const given = scopes.map(shortScope);
  return YOUTUBE_REQUIRED.filter((name) => !COVERED_BY[name].some((scope) => given.includes(scope)));
}
