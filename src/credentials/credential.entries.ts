import { entryType } from '../platform/history/entry-type.js';
import { PLATFORM_TITLES, type PlatformName } from '../agents/platform-names.js';

const title = (platform: string): string => PLATFORM_TITLES[platform as PlatformName] ?? platform;
/** ` (missing permission)`; nothing where no reason was kept. */
const because = (code: string | null | undefined): string => (code ? ` (${code.replaceAll('_', ' ')})` : '');

/** By which door a secret came in. */
export const DOORS = ['link', 'portal', 'api', 'oauth'] as const;
export type Door = (typeof DOORS)[number];

export const connectLinkAsked = entryType<{ platform: string; contactId?: string }>(
  'credential.connect_link',
  ({ platform }) => `Connect link for ${title(platform)} sent`,
);

export const credentialStored = entryType<{ platform: string; door: string; candidate: boolean }>(
  'credential.stored',
  ({ platform, candidate }) =>
    candidate
      ? `New key for ${title(platform)} given; the old one stays until it is tested`
      : `Key for ${title(platform)} given`,
);

export const credentialTestFinished = entryType<{
  platform: string;
  testId: string;
  trigger: string;
  outcome: string;
  code: string | null;
  status: string;
}>('credential.test_finished', ({ platform, outcome, code }) =>
  outcome === 'ok'
    ? `${title(platform)}: connection successful, permissions validated`
    : `${title(platform)}: test ${outcome}${because(code)}`,
);

/** An active credential stopped working: what depends on it must stop. */
export const credentialInvalidated = entryType<{ platform: string; status: string; code: string }>(
  'credential.invalidated',
  ({ platform, status, code }) => `${title(platform)} became ${status}${because(code)}`,
);

/** The platform told us that our app was removed there. */
export const credentialDeauthorized = entryType<{ platform: string }>(
  'credential.deauthorized',
  ({ platform }) => `${title(platform)} told us that our app was removed there`,
);

/** A person asked the platform to have us delete what we hold of them. */
export const credentialDataDeleted = entryType<{ platform: string }>(
  'credential.data_deleted',
  ({ platform }) =>
    `${title(platform)} account: its name and its person’s id deleted, as that person asked there`,
);

/** A connection ends by itself soon, or its key is to be replaced: the customer and the manager are told. */
export const credentialEnding = entryType<{ platform: string; kind: string; step: string; at: string }>(
  'credential.ending',
  ({ platform, kind, at }) =>
    kind === 'end'
      ? `${title(platform)}: the authorization ends on ${at.slice(0, 10)}`
      : `${title(platform)}: the key is to be replaced by ${at.slice(0, 10)}`,
);

export const credentialDisconnected = entryType<{
  platform: string;
  /** Whether its tokens rest apart until the platform was told. */
  parting: boolean;
}>('credential.disconnected', ({ platform, parting }) =>
  parting
    ? `${title(platform)} disconnected; its tokens are out of use, and deleted once the platform was told`
    : `${title(platform)} disconnected; its key was deleted`,
);

/** Our copy is deleted, whatever the platform answered. */
export const credentialLetGo = entryType<{ platform: string; answer: string; because: string | null }>(
  'credential.let_go',
  ({ platform, answer, because }) =>
    answer === 'told'
      ? `${title(platform)} was told that we let go; our copy is deleted`
      : `${title(platform)} was not told that we let go (${because ?? 'unknown'}); our copy is deleted`,
);

/** The platform refused to renew a token: the customer has to authorize us anew. */
export const credentialRenewalRefused = entryType<{
  platform: string;
  renewalId: string;
  code: string;
  /** An earlier answer may have been lost, and the new refresh token in it. */
  afterLostAnswer: boolean;
}>('credential.renewal_refused', ({ platform, code, afterLostAnswer }) => {
  const lost = afterLostAnswer ? '; the answer to an earlier renewal was lost' : '';
  return `${title(platform)} did not renew the token (${code})${lost}`;
});
