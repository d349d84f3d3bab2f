import { platformNotOffered } from '../../agents/offered-platforms.js';
import type { PlatformName } from '../../agents/platform-names.js';
import type { AppError } from '../../platform/errors/app-error.js';
import type { ConnectionTester } from './connection-tester.js';
import type { OfferedPlatform } from './platforms.js';

/**
 * A tester for every offered platform; one left out does not compile. Null: this installation has no
 * settings for that platform, so it is not offered here.
 */
export type TesterRegistry = { readonly [P in OfferedPlatform]: ConnectionTester<P> | null };

export class ConnectionTesters {
  constructor(private readonly registry: TesterRegistry) {}

  /** @throws AppError `platform_not_offered` (422) */
  for<P extends PlatformName>(platform: P): ConnectionTester<P> {
    const tester = this.registry[platform];
    if (tester !== null) return tester;
    throw this.refusal(platform);
  }

  /** Why one of these platforms cannot be connected here, or undefined. */
  whyNot(platforms: readonly PlatformName[]): AppError | undefined {
    const without = platforms.find((platform) => this.registry[platform] === null);
    return without && this.refusal(without);
  }

  /** Platforms a customer can connect here, in the runbook's order. */
  offered(): OfferedPlatform[] {
    return (Object.keys(this.registry) as OfferedPlatform[]).filter((name) => this.registry[name] !== null);
  }

  private refusal(platform: PlatformName): AppError {
    return platformNotOffered(platform, this.offered());
  }
}
