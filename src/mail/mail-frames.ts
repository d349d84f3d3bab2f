import { Injectable } from '@nestjs/common';
import { AppConfig } from '../config/app-config.js';
import { portalAddress } from '../platform/links/links.settings.js';
import { Settings } from '../platform/settings/settings.js';
import { supportContacts } from '../platform/support/support.settings.js';
import type { Tx } from '../platform/unit-of-work/tx.js';
import type { MailFrame } from './rendering/rendered-mail.js';

/** What stands around every mail, as the settings say when it is written. */
@Injectable()
export class MailFrames {
  constructor(
    private readonly settings: Settings,
    private readonly config: AppConfig,
  ) {}

  /** `Name <address>` of every mail. */
  sender(): string {
    return this.config.mail.from;
  }

  async current(tx: Tx): Promise<MailFrame> {
    const { email, slack } = await this.settings.get(tx.em, supportContacts);
    return {
      portalUrl: `${await this.settings.get(tx.em, portalAddress)}/portal`,
      supportEmail: email,
      supportSlack: slack,
    };
  }
}
