import { Injectable } from '@nestjs/common';

import type { PlatformName } from '../../agents/platform-names.js';
import { SystemClock } from '../../platform/clocks/system-clock.js';
import { ProviderHttp } from '../../platform/http/provider-http.js';
import { VaultReader, type RevealRequest } from '../../platform/vault/vault-reader.js';
import { VaultError } from '../../platform/vault/vault.errors.js';
import { ConnectionTesters } from '../providers/connection-testers.js';
import type { ConnectionTester } from '../providers/connection-tester.js';
import type { OfferedPlatform, SecretOf } from '../providers/platforms.js';
import type { TestContext } from '../providers/test-context.js';
import type { TestReport } from '../providers/test-report.js';
import type { LettingGo, RenewalReport, RestingOn } from '../providers/token-renewal.js';

type Tester = ConnectionTester<OfferedPlatform>;
type Call<T> = (tester: Tester, secret: SecretOf<'delta'>, ctx: TestContext) => T | Promise<T>;

/** Opens one secret and calls its platform with it; the secret lives no longer than the call. */
@Injectable()
export class ConnectionProbe {
  constructor(
    private readonly reader: VaultReader,
    private readonly testers: ConnectionTesters,
    private readonly http: ProviderHttp,
    private readonly clock: SystemClock,
  ) {}

  /** The report, or `gone` when the secret was replaced or destroyed before it could be opened. */
  probe(platform: PlatformName, ask: RevealRequest, signal: AbortSignal): Promise<TestReport | 'gone'> {
    return this.opened(platform, ask, signal, (tester, secret, ctx) => tester.test(secret, ctx));
  }

  /** The renewed tokens; null where the secret holds nothing to renew it by. */
  renew(
    platform: PlatformName,
    ask: RevealRequest,
    signal: AbortSignal,
  ): Promise<RenewalReport | 'gone' | null> {
    return this.opened<RenewalReport | null>(platform, ask, signal, (tester, secret, ctx) =>
      tester.renew(secret, ctx),
    );
  }

  letGo(
    platform: PlatformName,
    ask: RevealRequest,
    signal: AbortSignal,
    restingOn: RestingOn,
  ): Promise<LettingGo | 'shared' | 'gone'> {
    return this.opened<LettingGo | 'shared'>(platform, ask, signal, (tester, secret, ctx) =>
      tester.letGo(secret, ctx, restingOn),
    );
  }

  private async opened<T>(
    platform: PlatformName,
    ask: RevealRequest,
    signal: AbortSignal,
    call: Call<T>,
  ): Promise<T | 'gone'> {
    const tester = this.testers.for(platform);
    const secrets = await this.reader.reveal(ask).catch((error: unknown) => {
      if (error instanceof VaultError && ['gone', 'keys_destroyed'].includes(error.code))
        return 'gone' as const;
      throw error;
    });
    if (secrets === 'gone') return 'gone';
    // The vault gives back the very fields that this platform's parser made.
    const secret = secrets as unknown as SecretOf<'delta'>;
    return call(tester, secret, { signal, clock: this.clock, http: this.http });
  }
}
