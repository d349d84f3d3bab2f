import { z } from 'zod';

import { SecretText } from '../../../platform/vault/secret-text.js';
import { commonWarnings } from '../common-guidance.js';
import type { ConnectionTester } from '../connection-tester.js';
import type { Guidance } from '../guidance.js';
import { hasEnded } from '../meta/graph-ended.js';
import { GraphClient } from '../meta/graph-client.js';
import { letGoOfMeta } from '../meta/letting-go.js';
import { longLived } from '../meta/long-lived.js';
import { INSTAGRAM_REQUIRED, type MetaApp } from '../meta/meta-app.js';
import type { OAuthDoor } from '../oauth-door.js';
import type { SecretOf } from '../platforms.js';
import type { SetupGuide } from '../setup-guide.js';
import type { TestContext } from '../test-context.js';
import type { TestFailure, TestReport, WarningCode } from '../test-report.js';
import type { LettingGo, RenewalReport, RestingOn } from '../token-renewal.js';
import { instagramDoor } from './instagram-door.js';
import { explainInstagram } from './instagram-guidance.js';
import { proveInstagram } from './instagram-proof.js';
import { instagramSecret } from './instagram-secret.js';
import { instagramSetupGuide } from './instagram-setup-guide.js';

/**
 * Proves an Instagram authorization by reading only: `debug_token` (valid, ours, permissions, for this account), the
 * account, and how much may be published today, which Graph tells only to who may publish. Nothing is posted.
 */
export class InstagramTester implements ConnectionTester<'instagram'> {
  readonly platform = 'instagram';
  readonly required = INSTAGRAM_REQUIRED;
  readonly forbidden = [] as const;
  readonly fields = instagramSecret.fields;
  readonly identifiers = ['accountId'];
  readonly settings = z.strictObject({});
  readonly settingsDefaults = {};
  readonly environment: string;
  /**
   * Three calls a test. Meta allows an app 200 calls an hour for each person who uses it, and an account 4,800 a day
   * for each impression of it (Graph API, rate limits): ten a minute is below that from nine customers on.
   */
  readonly perMinute = 10;
  /** The token is exchanged for a new one while it lives; a week leaves time for an outage of Meta. */
  readonly renewal = { by: 'accessToken', leadMs: 7 * 24 * 3_600_000 };
  readonly oauth: OAuthDoor;

  constructor(private readonly app: MetaApp) {
    this.environment = app.environment;
    this.oauth = instagramDoor(app);
  }

  parseSecret(input: unknown) {
    return instagramSecret.parse(input);
  }

  async test(secret: SecretOf<'instagram'>, ctx: TestContext): Promise<TestReport> {
    const client = new GraphClient(this.app, ctx);
    const found = await proveInstagram(client, this.app, secret, ctx.clock.now());
    if (hasEnded(found)) return { ...found, warnings: [] };
    const { scopes, expiresAt, holderId, account } = found;
    return { outcome: 'ok', account, scopes: [...scopes], expiresAt, holderId, warnings: [] };
  }

  /** A person's token is exchanged for a new one while it lives; once over, only a login helps. */
  renew({ accessToken }: SecretOf<'instagram'>, ctx: TestContext): Promise<RenewalReport> {
    return this.exchanged(accessToken, ctx);
  }

  letGo(
    { accessToken: token }: SecretOf<'instagram'>,
    ctx: TestContext,
    restingOn: RestingOn,
  ): Promise<LettingGo | 'shared'> {
    return letGoOfMeta(this.app, ctx, { platform: 'instagram', token, restingOn });
  }

  guide(): SetupGuide {
    return instagramSetupGuide;
  }

  explain(failed: TestFailure): Guidance {
    return explainInstagram(failed);
  }

  explainWarning(warning: WarningCode): Guidance {
    return commonWarnings('Instagram')[warning];
  }

  private async exchanged(token: SecretText, ctx: TestContext): Promise<RenewalReport> {
    const client = new GraphClient(this.app, ctx);
    const found = await longLived(client, token, ctx.clock.now(), 'renewing the token');
    if (hasEnded(found)) return found;
    return { outcome: 'ok', secret: { accessToken: found.token }, accessExpiresAt: found.expiresAt };
  }
}
