import { Injectable } from '@nestjs/common';

import type { PlatformName } from '../../agents/platform-names.js';
import type { EntityManager } from '../../platform/database/database.js';
import { portalAddress } from '../../platform/links/links.settings.js';
import { Settings } from '../../platform/settings/settings.js';

/** Where platforms send customers back to; registered with our app there, and compared to the letter. */
@Injectable()
export class RedirectAddresses {
  constructor(private readonly settings: Settings) {}

  async of(em: EntityManager, platform: PlatformName): Promise<string> {
    return `${await this.settings.get(em, portalAddress)}/connect/callback/${platform}`;
  }
}
