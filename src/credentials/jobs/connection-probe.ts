import { Injectable } from '@nestjs/common';

import type { PlatformName } from '../../agents/platform-names.js';
import { SystemClock } from '../../platform/clocks/system-clock.js';
import { ProviderHttp } from '../../platform/http/provider-http.js';
import { VaultReader, type RevealRequest } from '../../platform/vault/vault-reader.js';
import { VaultError } from '../../platform/vault/vault.errors.js';
import { ConnectionTesters } from '../providers/connection-testers.js';
import type { SecretOf } from '../providers/platforms.js';
import type { TestReport } from '../providers/test-report.js';

/** Opens one secret and tries it at its platform; the secret lives no longer than the call. */
@Injectable()
export class ConnectionProbe {
  constructor(
    private readonly reader: VaultReader,
    private readonly testers: ConnectionTesters,
    private readonly http: ProviderHttp,
    private readonly clock: SystemClock,
  ) {}

  /** The report, or `gone` when the secret was replaced or destroyed before it could be opened. */
  async probe(platform: PlatformName, ask: RevealRequest, signal: AbortSignal): Promise<TestReport | 'gone'> {
    const tester = this.testers.for(platform);
    const secrets = await this.reader.reveal(ask).catch((error: unknown) => {
      if (error instanceof VaultError && ['gone', 'keys_destroyed'].includes(error.code))
        return 'gone' as const;
      throw error;
    });
    if (secrets === 'gone') return 'gone';
    // The vault gives back the very fields that this platform's parser made.
    return tester.test(secrets as unknown as SecretOf<'delta'>, {
      signal,
      clock: this.clock,
      http: this.http,
    });
  }
}
