import { Injectable } from '@nestjs/common';
import type { EntityManager } from '../../platform/database/database.js';
import { Settings } from '../../platform/settings/settings.js';
import { communityLink, helpLink } from './help.settings.js';

/** Where customers find help. */
@Injectable()
export class HelpLinks {
  constructor(private readonly settings: Settings) {}

  /** The help docs; null when nobody has set them. */
  docs(em: EntityManager): Promise<string | null> {
    return this.settings.get(em, helpLink);
  }

  /** The Slack community; null leaves the invitation out. */
  community(em: EntityManager): Promise<string | null> {
    return this.settings.get(em, communityLink);
  }
}
