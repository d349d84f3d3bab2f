import { z } from 'zod';

import { SecretText } from '../../../platform/vault/secret-text.js';
import { commonWarnings } from '../common-guidance.js';
import type { ConnectionTester } from '../connection-tester.js';
import type { Guidance } from '../guidance.js';
import { unexpectedAnswer } from '../meta/graph-answer.js';
import { GraphClient } from '../meta/graph-client.js';
import { endedBy, hasEnded, rejectedFor, type Ended } from '../meta/graph-ended.js';
import { missingScopes } from '../meta/granted-scopes.js';
import { letGoOfMeta } from '../meta/letting-go.js';
import { FACEBOOK_REQUIRED, type MetaApp } from '../meta/meta-app.js';
import { factsOf, reaches, type TokenFacts } from '../meta/token-facts.js';
import type { OAuthDoor } from '../oauth-door.js';
import type { SetupGuide } from '../setup-guide.js';
import type { TestContext } from '../test-context.js';
import type { ProviderAccount, TestFailure, TestReport, WarningCode } from '../test-report.js';
import type { LettingGo, RestingOn } from '../token-renewal.js';
import { facebookDoor } from './facebook-door.js';
import { explainFacebook } from './facebook-guidance.js';
import { facebookSecret } from './facebook-secret.js';
import { pageTokenOf, type FacebookSecret } from './page-token.js';
import { facebookSetupGuide } from './facebook-setup-guide.js';

const page = z.looseObject({ id: z.string(), name: z.string() });
const STEP = 'the page';

/**
 * Proves a page's token by reading only: `debug_token` (valid, ours, a page's, permissions, for this page), then the
 * page itself. Nothing is posted, not even unpublished.
 */
export class FacebookTester implements ConnectionTester<'facebook'> {
  readonly platform = 'facebook';
  readonly required = FACEBOOK_REQUIRED;
  readonly forbidden = [] as const;
  readonly fields = facebookSecret.fields;
  readonly identifiers = ['accountId'];
  readonly settings = z.strictObject({});
  readonly settingsDefaults = {};
  readonly environment: string;
  /**
   * Two calls a test. Meta allows an app 200 calls an hour for each person who uses it, and a page 4,800 a day for
   * each person engaged (Graph API, rate limits): ten a minute is below that from six customers on.
   */
  readonly perMinute = 10;
  readonly oauth: OAuthDoor;

  constructor(private readonly app: MetaApp) {
    this.environment = app.environment;
    this.oauth = facebookDoor(app);
  }

  parseSecret(input: unknown) {
    return facebookSecret.parse(input);
  }

  async test(secret: FacebookSecret, ctx: TestContext): Promise<TestReport> {
    const found = await this.prove(secret, ctx);
    if (hasEnded(found)) return { ...found, warnings: [] };
    const { scopes, expiresAt, holderId, account } = found;
    return { outcome: 'ok', account, scopes: [...scopes], expiresAt, holderId, warnings: [] };
  }

  /** A page's token made from a lasting one has no end, and is not exchanged: what ends is the access to data, which takes a login. */
  renew(): null {
    return null;
  }

  async letGo(secret: FacebookSecret, ctx: TestContext, restingOn: RestingOn): Promise<LettingGo | 'shared'> {
    const token = pageTokenOf(secret);
    return token ? letGoOfMeta(this.app, ctx, { platform: 'facebook', token, restingOn }) : 'not_told';
  }

  guide(): SetupGuide {
    return facebookSetupGuide;
  }

  explain(failed: TestFailure): Guidance {
    return explainFacebook(failed);
  }

  explainWarning(warning: WarningCode): Guidance {
    return commonWarnings('Facebook')[warning];
  }

  private async prove(
    secret: FacebookSecret,
    ctx: TestContext,
  ): Promise<(TokenFacts & { account: ProviderAccount }) | Ended> {
    const token = pageTokenOf(secret);
    if (!token) return rejectedFor('not_linked', STEP, { providerCode: 'not_chosen' });
    const client = new GraphClient(this.app, ctx);
    const facts = await factsOf(client, this.app, token, ctx.clock.now());
    if (hasEnded(facts)) return facts;
    const wrong =
      wrongPage(facts, secret.accountId) ?? (await missingScopes(client, token, facts, this.required));
    if (wrong) return wrong;
    const account = await pageOf(client, token);
    if (hasEnded(account)) return account;
    return this.required.every((scope) => reaches(facts, scope, account.id))
      ? { ...facts, account }
      : rejectedFor('not_linked', STEP, { providerCode: 'granular_scopes' });
  }
}

/** A person's token would post as nobody; another page's as somebody else. */
function wrongPage({ type, profileId }: TokenFacts, chosen: SecretText | undefined): Ended | null {
  if (type !== 'PAGE') return rejectedFor('wrong_account_type', 'the token', { providerCode: 'not_a_page' });
  const isOther = chosen !== undefined && profileId !== null && profileId !== chosen.reveal();
  return isOther ? rejectedFor('not_linked', STEP, { providerCode: 'other_page' }) : null;
}

/** The page behind its token: `/me` of a page is the page. */
async function pageOf(client: GraphClient, token: SecretText): Promise<ProviderAccount | Ended> {
  const verdict = await client.get(token, '/me', { fields: 'id,name,category' });
  if (verdict.kind !== 'success') return endedBy(verdict, STEP);
  const read = page.safeParse(verdict.body);
  if (!read.success) return endedBy(unexpectedAnswer, STEP);
  return { id: read.data.id, name: read.data.name.slice(0, 200) };
}
