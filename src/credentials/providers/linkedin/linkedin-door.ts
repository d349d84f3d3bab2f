import type { AccountChoice, OAuthDoor, OAuthTokens, OpenedGrant } from '../oauth-door.js';
import type { TestContext } from '../test-context.js';
import { failure } from '../test-report.js';
import { LINKEDIN_ADMIN, LINKEDIN_REQUIRED, type LinkedInApp } from './linkedin-app.js';
import { LinkedInClient } from './linkedin-client.js';
import { ADMIN_ROLE, explainLinkedInDenial } from './linkedin-guidance.js';
import { nameOf, rolesOf, type OrganizationRole } from './linkedin-roles.js';

/** Names are read for so many; beyond, the id must do. */
const NAMED = 25;

/** LinkedIn's code flow: consent to all scopes or none, no code challenge in the web flow (providers.md 6b). */
export function linkedinDoor(app: LinkedInApp): OAuthDoor {
  return {
    button: 'Authorize with LinkedIn',
    authorizationUrl: `${app.hosts.authorize}/oauth/v2/authorization`,
    tokenUrl: `${app.hosts.token}/oauth/v2/accessToken`,
    clientId: app.clientId,
    clientSecret: app.clientSecret,
    scopes: [...LINKEDIN_REQUIRED, LINKEDIN_ADMIN],
    separator: ' ',
    pkce: false,
    parameters: {},
    explainDenial: explainLinkedInDenial,
    open: (tokens, ctx) => open(app, tokens, ctx),
  };
}

async function open(app: LinkedInApp, tokens: OAuthTokens, ctx: TestContext): Promise<OpenedGrant> {
  const client = new LinkedInClient(app, ctx);
  const found = await rolesOf(client, tokens.accessToken);
  const { accessToken, refreshToken, accessExpiresAt } = tokens;
  const secret = { accessToken, ...(refreshToken ? { refreshToken } : {}) };
  // A token this young may be refused for a moment: the test, which comes later, has the last word.
  if (!Array.isArray(found)) return { ok: true, secret, accessExpiresAt, accounts: [UNREAD] };
  if (found.length === 0) return { ok: false, failure: failure('wrong_account_type', 'the organization') };
  const accounts: AccountChoice[] = [];
  // With nothing to choose the link must stay good: the next login may be an administrator's.
  if (found.every(({ mayPost }) => !mayPost))
    return {
      ok: false,
      failure: failure('missing_permission', 'the organization', { missing: [ADMIN_ROLE] }),
    };
  for (const role of found) accounts.push(await choice(client, tokens, role, accounts.length < NAMED));
  return { ok: true, secret, accessExpiresAt, accounts };
}

async function choice(
  client: LinkedInClient,
  { accessToken }: OAuthTokens,
  { id, mayPost }: OrganizationRole,
  isNamed: boolean,
): Promise<AccountChoice> {
  const named = isNamed ? await nameOf(client, accessToken, id) : null;
  return {
    id,
    name: named?.name ?? `Organization ${id}`,
    detail: named?.vanity ? `linkedin.com/company/${named.vanity}` : null,
    unusable: mayPost ? null : 'You may not post for this page: ask one of its administrators for the role.',
  };
}

const UNREAD: AccountChoice = {
  id: 'unread',
  name: 'The page you authorized at LinkedIn',
  detail: null,
  unusable: null,
};
