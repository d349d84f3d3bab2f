import type { ConnectionTester } from './connection-tester.js';
import { isOffered, type OfferedPlatform, type Platform, PLATFORM_NAMES } from './platforms.js';

/**
 * A tester for every offered platform; one left out does not compile. Null: this installation has no
 * settings for that platform, so it is not offered here.
 */
export type TesterRegistry = { readonly [P in OfferedPlatform]: ConnectionTester<P> | null };

/** The platform cannot be connected here. The message says why and what to do. */
export class PlatformNotOfferedError extends Error {
  override readonly name = 'PlatformNotOfferedError';

  constructor(
    readonly platform: Platform,
    reason: string,
  ) {
    super(reason);
  }
}

export class ConnectionTesters {
  constructor(private readonly registry: TesterRegistry) {}

  /** @throws PlatformNotOfferedError */
  for<P extends Platform>(platform: P): ConnectionTester<P & OfferedPlatform> {
    const name = PLATFORM_NAMES[platform];
    if (!isOffered(platform)) {
      throw new PlatformNotOfferedError(
        platform,
        `${name} cannot be connected in this version. Choose one of: ${this.namesOffered()}.`,
      );
    }
    const tester: ConnectionTester<OfferedPlatform> | null = this.registry[platform];
    if (tester === null) {
      const variable = `${platform.toUpperCase()}_BASE_URL`;
      throw new PlatformNotOfferedError(
        platform,
        `${name} is not offered here: ${variable} is not set. Ask an administrator to set it.`,
      );
    }
    return tester as ConnectionTester<P & OfferedPlatform>;
  }

  /** Platforms a customer can connect here, in the runbook's order. */
  offered(): OfferedPlatform[] {
    return (Object.keys(this.registry) as OfferedPlatform[]).filter((name) => this.registry[name] !== null);
  }

  private namesOffered(): string {
    return this.offered()
      .map((name) => PLATFORM_NAMES[name])
      .join(', ');
  }
}
