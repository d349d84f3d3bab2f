import { Injectable } from '@nestjs/common';
import { AppConfig } from '../../config/app-config.js';

/** Where customers find help. */
@Injectable()
export class HelpLinks {
  constructor(private readonly config: AppConfig) {}

  /** The help docs; in the sandbox our own page stands in. Undefined when nobody has set them. */
  docs(): string | undefined {
    const { links, deployment, http } = this.config;
    return links.help ?? (deployment === 'sandbox' ? `${http.publicUrl}/help` : undefined);
  }

  /** The Slack community; null leaves the invitation out. */
  community(): string | null {
    return this.config.links.community ?? null;
  }
}
