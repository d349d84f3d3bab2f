import { z } from 'zod';

import type { ConnectionTester } from '../connection-tester.js';
import type { Guidance } from '../guidance.js';
import type { OAuthDoor } from '../oauth-door.js';
import type { SecretOf } from '../platforms.js';
import type { SetupGuide } from '../setup-guide.js';
import type { TestContext } from '../test-context.js';
import { failure, type TestFailure, type TestReport, type WarningCode } from '../test-report.js';
import type { LettingGo, RenewalReport } from '../token-renewal.js';
import { YOUTUBE_REQUIRED, type YouTubeApp } from './youtube-app.js';
import { YouTubeClient } from './youtube-client.js';
import { youtubeDoor } from './youtube-door.js';
import { explainYouTube, explainYouTubeWarning } from './youtube-guidance.js';
import { renewedBy } from './youtube-renewal.js';
import { youtubeSecret } from './youtube-secret.js';
import { youtubeSetupGuide } from './youtube-setup-guide.js';
import { YouTubeTestRun } from './youtube-test-run.js';

/**
 * Proves a YouTube authorization by reading only: the refresh token works, its access token is ours and has the
 * scopes, the channel is there. Nothing is ever uploaded.
 */
export class YouTubeTester implements ConnectionTester<'youtube'> {
  readonly platform = 'youtube';
  readonly required = YOUTUBE_REQUIRED;
  readonly forbidden = [] as const;
  readonly fields = youtubeSecret.fields;
  readonly identifiers = ['accountId'];
  readonly settings = z.strictObject({});
  readonly settingsDefaults = {};
  readonly environment: string;
  /**
   * A test reads channels once: one unit of the project's 10,000 a day (Google's quota page). Six a minute are 8,640
   * a day, so that a day of nothing but tests leaves some for the agents.
   */
  readonly perMinute = 6;
  readonly oauth: OAuthDoor;

  constructor(private readonly app: YouTubeApp) {
    this.environment = app.environment;
    this.oauth = youtubeDoor(app);
  }

  parseSecret(input: unknown) {
    return youtubeSecret.parse(input);
  }

  async test(secret: SecretOf<'youtube'>, ctx: TestContext): Promise<TestReport> {
    return new YouTubeTestRun(new YouTubeClient(this.app, ctx), this.app, secret, ctx.clock.now()).run();
  }

  /** The refresh token stays where Google gives no new one. A dead one is for a person: they authorize again. */
  async renew({ refreshToken }: SecretOf<'youtube'>, ctx: TestContext): Promise<RenewalReport> {
    const renewed = await renewedBy(new YouTubeClient(this.app, ctx), refreshToken, ctx.clock.now());
    if (renewed.kind !== 'renewed') {
      const { code, providerCode, httpStatus, retryAfterMs } = renewed;
      const failed = failure(code, 'renewing the token', { providerCode, httpStatus, retryAfterMs });
      return { outcome: renewed.kind, failure: failed };
    }
    const { accessToken, refreshToken: newer, accessExpiresAt } = renewed;
    return {
      outcome: 'ok',
      secret: { accessToken, ...(newer === null ? {} : { refreshToken: newer }) },
      accessExpiresAt,
    };
  }

  /**
   * Google takes the customer's whole grant to our app back, all tokens of that account: for the end of a connection
   * only, never for a token that another took the place of.
   */
  async letGo({ refreshToken }: SecretOf<'youtube'>, ctx: TestContext): Promise<LettingGo> {
    const { kind } = await new YouTubeClient(this.app, ctx).revoke(refreshToken);
    return kind === 'success' ? 'told' : 'not_told';
  }

  guide(): SetupGuide {
    return youtubeSetupGuide;
  }

  explain(failed: TestFailure): Guidance {
    return explainYouTube(failed);
  }

  explainWarning(warning: WarningCode): Guidance {
    return explainYouTubeWarning(warning);
  }
}
