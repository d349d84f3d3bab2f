import { Injectable } from '@nestjs/common';
import { AppConfig } from '../config/app-config.js';
import { platformHosts } from '../config/platform-hosts.js';
import type { AppError } from '../platform/errors/app-error.js';
import { agentErrors } from './agent.errors.js';
import { PLATFORMS, PLATFORM_TITLES, type PlatformName } from './platform-names.js';

/** What an operator sets so that a platform is offered; three of them share our app at Meta. */
const VARIABLES: Readonly<Record<PlatformName, string>> = {
  youtube: 'YOUTUBE_APP_ID',
  instagram: 'META_APP_ID',
  facebook: 'META_APP_ID',
  linkedin: 'LINKEDIN_APP_ID',
  whatsapp: 'META_APP_ID',
  delta: 'DELTA_BASE_URL',
};

/** The platforms that this installation has settings for: only they can be connected, and chosen for an agent. */
@Injectable()
export class OfferedPlatforms {
  private readonly offered: readonly PlatformName[];

  constructor(config: AppConfig) {
    const meta = platformHosts('meta', config.meta) !== null;
    const has: Readonly<Record<PlatformName, boolean>> = {
      youtube: platformHosts('youtube', config.youtube) !== null,
      instagram: meta,
      facebook: meta,
      linkedin: platformHosts('linkedin', config.linkedin) !== null,
      whatsapp: meta,
      delta: config.delta.baseUrl !== undefined,
    };
    this.offered = PLATFORMS.filter((name) => has[name]);
  }

  /** In the runbook's order. */
  all(): readonly PlatformName[] {
    return this.offered;
  }

  /** @throws AppError `platform_not_offered` (422), naming the field, for platforms that were not chosen before */
  refuseNew(chosen: readonly PlatformName[], before: readonly PlatformName[] = []): void {
    const without = chosen.find((name) => !before.includes(name) && !this.offered.includes(name));
    if (without) throw platformNotOffered(without, this.offered);
  }
}

export function platformNotOffered(platform: PlatformName, offered: readonly PlatformName[]): AppError {
  const titles = offered.map((name) => PLATFORM_TITLES[name]).join(', ') || 'none';
  const detail = `${PLATFORM_TITLES[platform]} is not offered here: ${VARIABLES[platform]} is not set.`;
  return agentErrors.platform_not_offered(detail, {
    hint: `Ask an administrator to set it, or choose one of: ${titles}.`,
    fields: [{ field: 'platforms', message: `${PLATFORM_TITLES[platform]} is not offered here` }],
  });
}
