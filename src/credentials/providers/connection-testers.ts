import { type PlatformName, PLATFORM_TITLES } from '../../agents/platform-names.js';
import { credentialErrors } from '../credential.errors.js';
import type { ConnectionTester } from './connection-tester.js';
import { isOffered, type OfferedPlatform } from './platforms.js';

/**
 * A tester for every offered platform; one left out does not compile. Null: this installation has no
 * settings for that platform, so it is not offered here.
 */
export type TesterRegistry = { readonly [P in OfferedPlatform]: ConnectionTester<P> | null };

export class ConnectionTesters {
  constructor(private readonly registry: TesterRegistry) {}

  /** @throws AppError `platform_not_offered` (422) */
  for<P extends PlatformName>(platform: P): ConnectionTester<P & OfferedPlatform> {
    const name = PLATFORM_TITLES[platform];
    if (!isOffered(platform)) {
      throw credentialErrors.platform_not_offered(`${name} cannot be connected in this version.`, {
        hint: `Choose one of: ${this.namesOffered() || 'none is offered here'}.`,
      });
    }
    const tester = this.registry[platform] as ConnectionTester<P & OfferedPlatform> | null;
    if (tester === null) {
      const variable = variableOf(platform);
      throw credentialErrors.platform_not_offered(`${name} is not offered here: ${variable} is not set.`, {
        hint: 'Ask an administrator to set it.',
      });
    }
    return tester;
  }

  /** Platforms a customer can connect here, in the runbook's order. */
  offered(): OfferedPlatform[] {
    return (Object.keys(this.registry) as OfferedPlatform[]).filter((name) => this.registry[name] !== null);
  }

  private namesOffered(): string {
    return this.offered()
      .map((name) => PLATFORM_TITLES[name])
      .join(', ');
  }
}

/** What an operator sets so that a platform is offered. Facebook and Instagram share our app at Meta. */
function variableOf(platform: OfferedPlatform): string {
  if (platform === 'delta') return 'DELTA_BASE_URL';
  const app = platform === 'facebook' || platform === 'instagram' ? 'META' : platform.toUpperCase();
  return `${app}_APP_ID`;
}
