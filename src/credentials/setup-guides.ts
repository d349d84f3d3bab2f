import { Injectable } from '@nestjs/common';
import { PLATFORM_TITLES, type PlatformName } from '../agents/platform-names.js';
import { Database, type EntityManager } from '../platform/database/database.js';
import type { AppError } from '../platform/errors/app-error.js';
import { OurAddresses } from './our-addresses.js';
import { ConnectionTesters } from './providers/connection-testers.js';
import type { OfferedPlatform } from './providers/platforms.js';
import type { SetupGuide } from './providers/setup-guide.js';

export interface PlatformGuide extends SetupGuide {
  readonly platform: PlatformName;
  readonly platformTitle: string;
  /** Authorized at the platform instead of pasting a key. */
  readonly oauth: boolean;
}

/** The set-up guides of the platforms offered in this installation (runbook, Steps 6 and 7, Appendices A and B). */
@Injectable()
export class SetupGuides {
  constructor(
    private readonly database: Database,
    private readonly testers: ConnectionTesters,
    private readonly addresses: OurAddresses,
  ) {}

  /** In the runbook's order. */
  offered(): OfferedPlatform[] {
    return this.testers.offered();
  }

  /** Why there is none of one of these platforms: it is not offered here. */
  whyNone(platforms: readonly string[]): AppError | undefined {
    return this.testers.whyNot(platforms as readonly PlatformName[]);
  }

  /** @throws AppError `platform_not_offered` (422) */
  async of(platform: PlatformName, em: EntityManager = this.database.em()): Promise<PlatformGuide> {
    const tester = this.testers.for(platform);
    const guide = tester.guide(await this.addresses.get(em));
    return { ...guide, platform, platformTitle: PLATFORM_TITLES[platform], oauth: tester.oauth !== null };
  }
}
