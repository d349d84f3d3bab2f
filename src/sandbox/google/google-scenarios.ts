/** How the stand-in treats a customer's account (providers.md, section 9). */
export const GOOGLE_SCENARIOS = [
  { name: 'ok', shows: 'passes: one channel' },
  { name: 'two_channels', shows: 'passes: reaches two channels; one is to be chosen' },
  { name: 'access_expired_refresh_ok', shows: 'passes: the access token is over at once, and renewed' },
  { name: 'refresh_dead', shows: 'rejected: the refresh token was taken back or is over' },
  { name: 'scope_unticked', shows: 'refused: uploading is left unticked, whatever the boxes say' },
  { name: 'no_refresh_token', shows: 'refused: lasting access was given before' },
  { name: 'no_channel', shows: 'refused: an account without a channel' },
  { name: 'signup_required', shows: 'refused: an account that never signed up to YouTube' },
  { name: 'suspended', shows: 'refused: the account is suspended' },
  { name: 'other_aud', shows: 'rejected: a token of another app' },
  { name: 'channel_mismatch', shows: 'rejected: the chosen channel is another one by the time of the test' },
  { name: 'quota', shows: 'unreachable: our units of the day are used up' },
  { name: 'html_502', shows: 'unreachable: an error page instead of data' },
] as const;
export type GoogleScenario = (typeof GOOGLE_SCENARIOS)[number]['name'];

export const SCOPES = [
  'https://www.googleapis.com/auth/youtube.upload',
  'https://www.googleapis.com/auth/youtube.readonly',
] as const;
const [UPLOAD, READONLY] = SCOPES;

/** `code`: by an exchange; `renewal`: by a refresh token. */
export type AccessFrom = 'code' | 'renewal';

/**
 * Everything the stand-in knows of a token is in it, so that a restart of the sandbox forgets nobody:
 * `ya29.sandbox_<scenario>.<scopes>.<from>.<second>.<grant>.<nonce>`, refresh tokens `1//sandbox_<scenario>.<scopes>.<grant>`.
 * The scenario alone, `ya29.sandbox_ok`, is a training token.
 */
export interface GoogleToken {
  readonly scenario: GoogleScenario;
  readonly scopes: readonly string[];
  /** What all tokens of one consent share. */
  readonly grant: string;
  readonly from: AccessFrom;
  /** Second of the epoch; 0 for a training token, which is as old as an hour allows. */
  readonly issuedAt: number;
}

export const accessTokenOf = ({ scenario, scopes, from, issuedAt, grant }: GoogleToken, nonce: string) =>
  `ya29.sandbox_${scenario}.${letters(scopes)}.${from}.${issuedAt}.${grant}.${nonce}`;

export const refreshTokenOf = ({ scenario, scopes, grant }: GoogleToken) =>
  `1//sandbox_${scenario}.${letters(scopes)}.${grant}`;

export function readAccessToken(token: string): GoogleToken | null {
  const found =
    /^ya29\.sandbox_([a-z0-9_]+)(?:\.([ur]*)\.(code|renewal)\.(\d{9,11})\.([\w-]+)\.[\w-]+)?$/.exec(token);
  const [, name, scopes, from = 'code', issuedAt = '0', grant = 'training'] = found ?? [];
  return tokenOf(name, scopes, { from: from as AccessFrom, issuedAt: Number(issuedAt), grant });
}

export function readRefreshToken(token: string): GoogleToken | null {
  const found = /^1\/\/sandbox_([a-z0-9_]+)(?:\.([ur]*)\.([\w-]+))?$/.exec(token);
  const [, name, scopes, grant = 'training'] = found ?? [];
  return tokenOf(name, scopes, { from: 'code', issuedAt: 0, grant });
}

function tokenOf(
  name: string | undefined,
  scopes: string | undefined,
  rest: Pick<GoogleToken, 'from' | 'issuedAt' | 'grant'>,
): GoogleToken | null {
  const known = GOOGLE_SCENARIOS.find((scenario) => scenario.name === name);
  if (!known) return null;
  return { scenario: known.name, scopes: scopes === undefined ? [...SCOPES] : spelled(scopes), ...rest };
}

const letters = (scopes: readonly string[]): string =>
  `${scopes.includes(UPLOAD) ? 'u' : ''}${scopes.includes(READONLY) ? 'r' : ''}`;
const spelled = (text: string): string[] => [
  ...(text.includes('u') ? [UPLOAD] : []),
  ...(text.includes('r') ? [READONLY] : []),
];
/** What a customer of this scenario ends up granting. */
export const grantedOf = (scenario: string, ticked: readonly string[]): string[] =>
  scenario === 'scope_unticked' ? ticked.filter((scope) => scope !== UPLOAD) : [...ticked];

export const mayReadChannels = ({ scopes }: GoogleToken): boolean => scopes.includes(READONLY);
