import { Injectable } from '@nestjs/common';
import { AppConfig } from '../config/app-config.js';
import type { MailFrame } from './rendering/rendered-mail.js';

/** What stands around every mail. The runbook's addresses, until they can be edited in the panel. */
@Injectable()
export class MailFrames {
  constructor(private readonly config: AppConfig) {}

  current(): MailFrame {
    return {
      portalUrl: `${this.config.http.publicUrl}/portal`,
      supportEmail: 'ops-team@waooaw.com',
      supportSlack: '#ops-runbooks',
    };
  }
}
