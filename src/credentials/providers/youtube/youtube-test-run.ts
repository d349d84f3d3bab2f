import { z } from 'zod';

import type { SecretText } from '../../../platform/vault/secret-text.js';
import type { SecretOf } from '../platforms.js';
import { failure, type TestFailure, type TestReport } from '../test-report.js';
import { missingScopes, shortScope, type YouTubeApp } from './youtube-app.js';
import type { GoogleRefusal } from './youtube-answer.js';
import { channelsOf, UNEXPECTED, type Channel } from './youtube-channels.js';
import type { YouTubeClient } from './youtube-client.js';
import { UNREAD } from './youtube-door.js';
import { renewedBy } from './youtube-renewal.js';

const tokenInfo = z.looseObject({
  aud: z.string(),
  scope: z.string().default(''),
  // Numbers come as texts.
  expires_in: z.coerce.number(),
});
type TokenInfo = z.output<typeof tokenInfo>;

/** Ends a run early with its report. */
class TestStopped extends Error {
  constructor(readonly report: TestReport) {
    super('The test has its answer.');
  }
}

/** One run: a new access token by the refresh token, then its app and scopes, then the channel. */
export class YouTubeTestRun {
  constructor(
    private readonly client: YouTubeClient,
    private readonly app: YouTubeApp,
    private readonly secret: SecretOf<'youtube'>,
    private readonly now: Date,
  ) {}

  async run(): Promise<TestReport> {
    try {
      const accessToken = await this.renewed();
      const scopes = this.scopes(await this.token(accessToken));
      const { id, name } = this.chosen(await this.channels(accessToken));
      // The end of the token made here is not the end of the one that is kept.
      return { outcome: 'ok', account: { id, name }, scopes, expiresAt: null, warnings: [] };
    } catch (stopped) {
      if (stopped instanceof TestStopped) return stopped.report;
      throw stopped;
    }
  }

  /** The stored access token lasts an hour and says little; the refresh token is what the connection lives by. */
  private async renewed(): Promise<SecretText> {
    const renewed = await renewedBy(this.client, this.secret.refreshToken, this.now);
    if (renewed.kind === 'renewed') return renewed.accessToken;
    throw stop(renewed.kind, 'renewing the token', renewed);
  }

  private async token(access: SecretText): Promise<TokenInfo> {
    const step = 'the token';
    const verdict = await this.client.tokenInfo(access);
    if (verdict.kind !== 'success') throw stop(verdict.kind, step, verdict);
    const read = tokenInfo.safeParse(verdict.body);
    if (!read.success) throw stop('unreachable', step, UNEXPECTED);
    if (read.data.aud !== this.app.clientId) throw stop('rejected', step, { code: 'wrong_app' });
    if (read.data.expires_in <= 0) throw stop('rejected', step, { code: 'expired' });
    return read.data;
  }

  private scopes({ scope }: TokenInfo): string[] {
    const scopes = scope.split(' ').filter((one) => one !== '');
    const missing = missingScopes(scopes);
    if (missing.length > 0) throw stop('rejected', 'the scopes', { code: 'missing_permission', missing });
    return scopes.map(shortScope);
  }

  private async channels(access: SecretText): Promise<readonly Channel[]> {
    const found = await channelsOf(this.client, access);
    if (found.kind === 'found') return found.channels;
    const missing = found.code === 'missing_permission' ? ['youtube.readonly'] : [];
    throw stop(found.kind, 'the channel', { ...found, missing });
  }

  /** The channel chosen at the connection, or the only one. */
  private chosen(channels: readonly Channel[]): Channel {
    const wanted = this.secret.accountId?.reveal();
    const open = wanted === undefined || wanted === UNREAD.id;
    const found = open ? only(channels) : channels.find(({ id }) => id === wanted);
    if (found) return found;
    throw stop('rejected', 'the channel', { code: 'not_linked' });
  }
}

function stop(
  outcome: 'rejected' | 'unreachable',
  step: string,
  { code, providerCode, httpStatus, retryAfterMs, missing = [] }: Stop,
): TestStopped {
  const facts: Partial<TestFailure> = {
    providerCode: providerCode ?? null,
    httpStatus: httpStatus ?? null,
    retryAfterMs: retryAfterMs ?? null,
    missing: [...missing],
  };
  return new TestStopped({ outcome, failure: failure(code, step, facts), warnings: [] });
}

type Stop = Pick<GoogleRefusal, 'code'> & Partial<GoogleRefusal> & { readonly missing?: readonly string[] };

const only = <T>(all: readonly T[]): T | undefined => (all.length === 1 ? all[0] : undefined);
