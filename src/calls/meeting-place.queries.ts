import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import { Settings } from '../platform/settings/settings.js';
import { meetingLink } from './call.settings.js';
import type { MeetingPlace } from './meeting-place-view.js';

@Injectable()
export class MeetingPlaces {
  constructor(
    private readonly database: Database,
    private readonly settings: Settings,
  ) {}

  /** Of a customer's calls; null for an unknown one. */
  async usual(customerId: string): Promise<MeetingPlace | null> {
    const em = this.database.em();
    const [manager] = await em.execute<{ name: string; link: string | null }[]>(
      'select m.name, m.meeting_link as link from customer c join csm m on m.id = c.csm_id where c.id = ?',
      [customerId],
    );
    if (!manager) return null;
    if (manager.link) return { link: manager.link, of: manager.name };
    return { link: await this.settings.get(em, meetingLink), of: null };
  }
}
