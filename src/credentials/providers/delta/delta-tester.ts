import type { Deployment } from '../../../config/app-config.js';
import type { ConnectionTester } from '../connection-tester.js';
import type { Guidance } from '../guidance.js';
import type { TestContext } from '../test-context.js';
import type { SecretOf } from '../platforms.js';
import type { SetupGuide } from '../setup-guide.js';
import type { LettingGo } from '../token-renewal.js';
import type { TestFailure, TestReport, WarningCode } from '../test-report.js';
import { deltaConnectDefaults, deltaConnectSettings } from './delta-connect-settings.js';
import { DeltaClient } from './delta-client.js';
import { explainDelta, explainDeltaWarning } from './delta-guidance.js';
import { deltaSecret } from './delta-secret.js';
import { deltaSetupGuide } from './delta-setup-guide.js';
import { DeltaTestRun } from './delta-test-run.js';

export interface DeltaTesterSettings {
  /** Origin of the exchange: India, its demo, or the sandbox; without a trailing slash. */
  baseUrl: string;
  deployment: Deployment;
}

/**
 * Proves a Delta key without touching the account: preferences (valid), profile (which account, verified),
 * balances (readable, funded), then the cancellation of an order that does not exist. The last proves the
 * right to trade: "no such order" is said only to a key that may cancel. No order is ever placed.
 *
 * Withdrawal needs no test: Delta's keys have no such permission, so `forbidden` is an attestation.
 */
export class DeltaTester implements ConnectionTester<'delta'> {
  readonly platform = 'delta';
  readonly required = ['read', 'trade'] as const;
  readonly forbidden = ['withdraw'] as const;
  readonly fields = deltaSecret.fields;
  readonly identifiers = [];
  readonly oauth = null;
  readonly settings = deltaConnectSettings;
  readonly settingsDefaults = deltaConnectDefaults;
  readonly environment: string;
  /** A test costs about 15 units of at least 10,000 in five minutes. */
  readonly perMinute = 60;

  constructor(private readonly exchange: DeltaTesterSettings) {
    this.environment = environmentOf(exchange.baseUrl);
  }

  parseSecret(input: unknown) {
    return deltaSecret.parse(input);
  }

  async test(secret: SecretOf<'delta'>, ctx: TestContext): Promise<TestReport> {
    return new DeltaTestRun(new DeltaClient(this.exchange.baseUrl, ctx), secret).run();
  }

  renew(): null {
    return null;
  }

  /** Delta has no call by which a key ends itself: the customer deletes it there. */
  letGo(): Promise<LettingGo> {
    return Promise.resolve('not_told');
  }

  guide(ourAddresses: readonly string[]): SetupGuide {
    return deltaSetupGuide(this.exchange.deployment, ourAddresses);
  }

  explain(failed: TestFailure, ourAddresses: readonly string[]): Guidance {
    return explainDelta(failed, ourAddresses);
  }

  explainWarning(warning: WarningCode): Guidance {
    return explainDeltaWarning(warning);
  }
}

/** Keys are per installation: a demo key is unknown on the live exchange. */
function environmentOf(baseUrl: string): string {
  const { hostname } = new URL(baseUrl);
  if (hostname === 'api.india.delta.exchange') return 'production';
  return /testnet/.test(hostname) ? 'demo' : 'sandbox';
}
