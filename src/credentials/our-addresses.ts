import { Injectable } from '@nestjs/common';
import { AppConfig } from '../config/app-config.js';
import type { EntityManager } from '../platform/database/database.js';
import { Settings } from '../platform/settings/settings.js';
import { platformAddresses } from './credential.settings.js';

/** The addresses that requests of this installation come from. */
@Injectable()
export class OurAddresses {
  constructor(
    private readonly config: AppConfig,
    private readonly settings: Settings,
  ) {}

  async get(em: EntityManager): Promise<readonly string[]> {
    return (await this.settings.get(em, platformAddresses))[this.config.deployment];
  }
}
