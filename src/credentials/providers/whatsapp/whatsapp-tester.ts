import { z } from 'zod';

import type { ConnectionTester } from '../connection-tester.js';
import type { Guidance } from '../guidance.js';
import { hasEnded, rejectedFor, type Ended } from '../meta/graph-ended.js';
import { WHATSAPP_REQUIRED, type MetaApp } from '../meta/meta-app.js';
import type { SecretOf } from '../platforms.js';
import type { SetupGuide } from '../setup-guide.js';
import type { TestContext } from '../test-context.js';
import type { TestFailure, TestReport, WarningCode } from '../test-report.js';
import type { LettingGo } from '../token-renewal.js';
import { whyNotAccount, whyNotItsNumber } from './whatsapp-account.js';
import { explainWhatsApp, explainWhatsAppWarning } from './whatsapp-guidance.js';
import { numberOf, type WhatsAppNumber } from './whatsapp-number.js';
import { whatsappSecret } from './whatsapp-secret.js';
import { whatsappSetupGuide } from './whatsapp-setup-guide.js';
import { readToken, type WhatsAppToken } from './whatsapp-token.js';

/**
 * Proves token, number and account by reading only: the token (valid, both permissions, for this account), the
 * number (on the Cloud API, not banned), the account (not rejected by review), and that the number is the account's.
 * No message is sent, not even a template: that may cost money.
 */
export class WhatsAppTester implements ConnectionTester<'whatsapp'> {
  readonly platform = 'whatsapp';
  readonly required = WHATSAPP_REQUIRED;
  readonly forbidden = [] as const;
  readonly fields = whatsappSecret.fields;
  readonly identifiers = ['phoneNumberId', 'wabaId'];
  readonly oauth = null;
  readonly settings = z.strictObject({});
  readonly settingsDefaults = {};
  readonly environment: string;
  /**
   * Four or five calls a test. Meta allows an app 5,000 management calls an hour for each business account with a
   * registered number (WhatsApp Business Management API, rate limits): ten tests a minute are 3,000, were they all of
   * one account.
   */
  readonly perMinute = 10;

  constructor(private readonly app: MetaApp) {
    this.environment = app.environment;
  }

  parseSecret(input: unknown) {
    return whatsappSecret.parse(input);
  }

  async test(secret: SecretOf<'whatsapp'>, ctx: TestContext): Promise<TestReport> {
    const found = await this.prove(secret, ctx);
    if (hasEnded(found)) return { ...found, warnings: [] };
    const { scopes, expiresAt, holderId, account, warnings } = found;
    const facts = { account, scopes: [...scopes], expiresAt, holderId };
    return { outcome: 'ok', ...facts, warnings: [...warnings] };
  }

  /** A system user's token is made by a person in Meta's business settings, most often without an end. */
  renew(): null {
    return null;
  }

  /** It is the customer's business that ends the token of its system user: no call of an app does. */
  letGo(): Promise<LettingGo> {
    return Promise.resolve('not_told');
  }

  guide(): SetupGuide {
    return whatsappSetupGuide;
  }

  explain(failed: TestFailure): Guidance {
    return explainWhatsApp(failed);
  }

  explainWarning(warning: WarningCode): Guidance {
    return explainWhatsAppWarning(warning);
  }

  private async prove(
    { accessToken, phoneNumberId, wabaId }: SecretOf<'whatsapp'>,
    ctx: TestContext,
  ): Promise<(WhatsAppToken & WhatsAppNumber) | Ended> {
    const token = await readToken(this.app, accessToken, ctx);
    if (hasEnded(token)) return token;
    const ids = { wabaId: wabaId.reveal(), phoneNumberId: phoneNumberId.reveal() };
    if (!token.mayReach(ids.wabaId))
      return rejectedFor('not_linked', 'the business account', { providerCode: 'granular_scopes' });
    const number = await numberOf(token.client, accessToken, ids.phoneNumberId);
    if (hasEnded(number)) return number;
    const ended =
      (await whyNotAccount(token.client, accessToken, ids.wabaId)) ??
      (await whyNotItsNumber(token.client, accessToken, ids));
    return ended ?? { ...token, ...number };
  }
}
