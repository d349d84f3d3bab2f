import { z } from 'zod';

import { SecretText } from '../../../platform/vault/secret-text.js';
import type { ConnectionTester } from '../connection-tester.js';
import type { Guidance } from '../guidance.js';
import type { TestContext } from '../test-context.js';
import type { OAuthDoor } from '../oauth-door.js';
import type { SecretOf } from '../platforms.js';
import type { SetupGuide } from '../setup-guide.js';
import { failure, type TestFailure, type TestReport, type WarningCode } from '../test-report.js';
import type { LettingGo, RenewalReport } from '../token-renewal.js';
import { LINKEDIN_REQUIRED, type LinkedInApp } from './linkedin-app.js';
import { LinkedInClient } from './linkedin-client.js';
import { linkedinDoor } from './linkedin-door.js';
import { explainLinkedIn, explainLinkedInWarning } from './linkedin-guidance.js';
import { linkedinSecret } from './linkedin-secret.js';
import { linkedinSetupGuide } from './linkedin-setup-guide.js';
import { LinkedInTestRun } from './linkedin-test-run.js';

const renewed = z.looseObject({
  access_token: z.string().min(1),
  expires_in: z.number().positive(),
  refresh_token: z.string().min(1).optional(),
});

/**
 * Proves a LinkedIn authorization by reading only: introspection (valid, ours, scopes), the owner's roles at
 * organizations (may post), the organization's name. Nothing is ever posted.
 */
export class LinkedInTester implements ConnectionTester<'linkedin'> {
  readonly platform = 'linkedin';
  readonly required = LINKEDIN_REQUIRED;
  readonly forbidden = [] as const;
  readonly fields = linkedinSecret.fields;
  readonly identifiers = ['accountId'];
  readonly settings = z.strictObject({});
  readonly settingsDefaults = {};
  readonly environment: string;
  /** Three calls a test; LinkedIn counts them by day and tells nobody how many are left. */
  readonly perMinute = 20;
  readonly oauth: OAuthDoor;

  constructor(private readonly app: LinkedInApp) {
    this.environment = app.environment;
    this.oauth = linkedinDoor(app);
  }

  parseSecret(input: unknown) {
    return linkedinSecret.parse(input);
  }

  async test(secret: SecretOf<'linkedin'>, ctx: TestContext): Promise<TestReport> {
    const client = new LinkedInClient(this.app, ctx);
    return new LinkedInTestRun(client, this.app, secret, ctx.clock.now()).run();
  }

  /** Refresh tokens are given to approved partners only, for 365 days from the first consent. */
  renew({ refreshToken }: SecretOf<'linkedin'>, ctx: TestContext): Promise<RenewalReport> | null {
    return refreshToken === undefined ? null : this.renewBy(refreshToken, ctx);
  }

  async letGo({ accessToken }: SecretOf<'linkedin'>, ctx: TestContext): Promise<LettingGo> {
    const { kind } = await new LinkedInClient(this.app, ctx).revoke(accessToken);
    return kind === 'success' ? 'told' : 'not_told';
  }

  guide(): SetupGuide {
    return linkedinSetupGuide;
  }

  explain(failed: TestFailure): Guidance {
    return explainLinkedIn(failed);
  }

  explainWarning(warning: WarningCode): Guidance {
    return explainLinkedInWarning(warning);
  }

  private async renewBy(refreshToken: SecretText, ctx: TestContext): Promise<RenewalReport> {
    const step = 'renewing the token';
    const verdict = await new LinkedInClient(this.app, ctx).refresh(refreshToken);
    if (verdict.kind !== 'success') {
      const { providerCode, httpStatus } = verdict;
      const isDead = providerCode === 'invalid_grant';
      const code = isDead ? 'expired' : 'provider_unavailable';
      const failed = failure(code, step, { providerCode, httpStatus });
      return { outcome: isDead ? 'rejected' : 'unreachable', failure: failed };
    }
    const read = renewed.safeParse(verdict.body);
    if (!read.success) {
      const failed = failure('provider_unavailable', step, {
        providerCode: 'unexpected_answer',
        httpStatus: 200,
      });
      return { outcome: 'unreachable', failure: failed };
    }
    const { access_token: access, expires_in: seconds, refresh_token: refresh } = read.data;
    return {
      outcome: 'ok',
      secret: {
        accessToken: new SecretText(access),
        ...(refresh ? { refreshToken: new SecretText(refresh) } : {}),
      },
      accessExpiresAt: new Date(ctx.clock.now().getTime() + seconds * 1000),
    };
  }
}
