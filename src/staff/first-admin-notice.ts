import { Injectable, Optional, type OnApplicationBootstrap } from '@nestjs/common';
import { StartupNotices } from '../platform/process/startup-notices.js';
import { FirstAdmin } from './first-admin.js';

/** Tells the person at the terminal how to get in for the first time. */
@Injectable()
export class FirstAdminNotice implements OnApplicationBootstrap {
  constructor(
    private readonly firstAdmin: FirstAdmin,
    @Optional() private readonly notices?: StartupNotices,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    for (const line of await this.firstAdmin.ensure()) this.notices?.add(line);
  }
}
