import type { HttpOutcome } from '../../../platform/http/http-outcome.js';
import type { SecretText } from '../../../platform/vault/secret-text.js';
import type { OAuthDoor, OAuthTokens, OpenedGrant } from '../oauth-door.js';
import type { TestContext } from '../test-context.js';
import { failure, type TestFailure } from '../test-report.js';
import { classifyGraph } from './graph-answer.js';
import { GraphClient } from './graph-client.js';
import { hasEnded } from './graph-ended.js';
import { missingScopes } from './granted-scopes.js';
import { longLived } from './long-lived.js';
import type { MetaApp } from './meta-app.js';
import { explainFacebookDenial } from './meta-denial.js';
import { pagesOf, type PageAccount } from './page-accounts.js';
import { factsOf } from './token-facts.js';

/** A person's long-lived token with everything that was asked for, and the pages behind it. */
export interface OpenedLogin {
  readonly token: SecretText;
  readonly expiresAt: Date | null;
  readonly pages: readonly PageAccount[];
}

export interface LoginAsked {
  readonly scopes: readonly string[];
  /** What to keep of it, and what there is to choose from. */
  readonly choose: (opened: OpenedLogin) => OpenedGrant;
}

/**
 * Facebook Login by code (providers.md 2.3): scopes joined by commas, no code challenge in the web flow, and single
 * permissions may be unticked. `rerequest` makes Facebook ask again for what was unticked before.
 */
export function facebookLogin(app: MetaApp, { scopes, choose }: LoginAsked): OAuthDoor {
  return {
    button: 'Authorize with Facebook',
    authorizationUrl: `${app.hosts.authorize}/${app.version}/dialog/oauth`,
    tokenUrl: `${app.hosts.graph}/${app.version}/oauth/access_token`,
    clientId: app.clientId,
    clientSecret: app.clientSecret,
    scopes,
    separator: ',',
    pkce: false,
    parameters: { auth_type: 'rerequest' },
    explainDenial: explainFacebookDenial,
    readRefusal,
    open: async (tokens, ctx) => {
      const opened = await open(app, scopes, tokens, ctx);
      return hasEnded(opened) ? { ok: false, failure: opened.failure } : choose(opened);
    },
  };
}

async function open(app: MetaApp, scopes: readonly string[], { accessToken }: OAuthTokens, ctx: TestContext) {
  const client = new GraphClient(app, ctx);
  const now = ctx.clock.now();
  const long = await longLived(client, accessToken, now, 'making the token last');
  if (hasEnded(long)) return long;
  const facts = await factsOf(client, app, long.token, now);
  if (hasEnded(facts)) return facts;
  const missing = await missingScopes(client, long.token, facts, scopes);
  if (missing) return missing;
  const pages = await pagesOf(client, long.token);
  return hasEnded(pages) ? pages : { ...long, pages };
}

/** Subcodes of 100 at the token endpoint: the code was used, is over, or went to another address. */
const CODE_REFUSED = /^100\/360(07|08|09)$/;

/** Graph's envelope in place of RFC 6749's; null: no answer that a code is refused by. */
function readRefusal(outcome: HttpOutcome): TestFailure | null {
  const verdict = classifyGraph(outcome);
  if (verdict.kind === 'success') return null;
  const { providerCode, httpStatus, retryAfterMs } = verdict;
  const facts = { providerCode, httpStatus, retryAfterMs };
  const step = 'exchanging the code';
  if (CODE_REFUSED.test(providerCode ?? '')) return failure('invalid_token', step, facts);
  return failure(isOurs(outcome) ? 'wrong_app' : verdict.code, step, facts);
}

/** Code 1 is a passing trouble anywhere else; here it comes with a wrong secret, 101 with a wrong id. */
const isOurs = (outcome: HttpOutcome): boolean =>
  outcome.kind === 'answer' && /"Error validating (client secret|application)/.test(outcome.text);
