import type { AccountChoice, OAuthDoor, OAuthTokens, OpenedGrant } from '../oauth-door.js';
import type { TestContext } from '../test-context.js';
import { failure } from '../test-report.js';
import { missingScopes, SCOPE_PREFIX, YOUTUBE_REQUIRED, type YouTubeApp } from './youtube-app.js';
import { channelsOf } from './youtube-channels.js';
import { YouTubeClient } from './youtube-client.js';
import { explainYouTubeDenial, NO_REFRESH_TOKEN } from './youtube-guidance.js';

/**
 * Google's code flow (providers.md 6): with a code challenge beside the secret, for lasting access, and with consent
 * asked each time, since only then does Google give a refresh token again. Scopes of earlier grants stay out.
 */
export function youtubeDoor(app: YouTubeApp): OAuthDoor {
  return {
    button: 'Authorize with Google',
    authorizationUrl: `${app.hosts.authorize}/o/oauth2/v2/auth`,
    tokenUrl: `${app.hosts.token}/token`,
    clientId: app.clientId,
    clientSecret: app.clientSecret,
    scopes: YOUTUBE_REQUIRED.map((name) => SCOPE_PREFIX + name),
    separator: ' ',
    pkce: true,
    parameters: { access_type: 'offline', prompt: 'consent', include_granted_scopes: 'false' },
    explainDenial: explainYouTubeDenial,
    open: (tokens, ctx) => open(app, tokens, ctx),
  };
}

/**
 * Boxes left unticked end it here, and so does a grant that would be over in an hour. Such a grant is not revoked:
 * at Google that would take back an earlier one of the same account with it.
 */
async function open(app: YouTubeApp, tokens: OAuthTokens, ctx: TestContext): Promise<OpenedGrant> {
  const { accessToken, refreshToken, accessExpiresAt, scopes } = tokens;
  const missing = scopes === null ? [] : missingScopes(scopes);
  if (missing.length > 0)
    return { ok: false, failure: failure('missing_permission', 'the scopes', { missing }) };
  if (refreshToken === null) {
    const facts = { providerCode: NO_REFRESH_TOKEN };
    return { ok: false, failure: failure('missing_permission', 'the refresh token', facts) };
  }
  const secret = { accessToken, refreshToken };
  const found = await channelsOf(new YouTubeClient(app, ctx), accessToken);
  if (found.kind === 'found')
    return { ok: true, secret, accessExpiresAt, accounts: found.channels.map(choice) };
  // A consent is not thrown away because Google is busy: the test, which comes later, has the last word.
  if (found.kind === 'unreachable') return { ok: true, secret, accessExpiresAt, accounts: [UNREAD] };
  const { code, providerCode, httpStatus } = found;
  return { ok: false, failure: failure(code, 'the channel', { providerCode, httpStatus }) };
}

const choice = ({
  id,
  name,
  handle,
}: {
  id: string;
  name: string;
  handle: string | null;
}): AccountChoice => ({
  id,
  name,
  detail: handle,
  unusable: null,
});

/** Stands for the channel of a grant that could not be read yet. */
export const UNREAD: AccountChoice = {
  id: 'unread',
  name: 'The channel you authorized at Google',
  detail: null,
  unusable: null,
};
