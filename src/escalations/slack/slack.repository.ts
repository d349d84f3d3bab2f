import { Injectable } from '@nestjs/common';
import type { EntityManager } from '../../platform/database/database.js';
import { commonErrors } from '../../platform/errors/common-errors.js';
import type { SlackChannel } from './slack-channels.js';
import { SlackMessage, type SlackParams } from './slack-message.entity.js';

export interface NewSlackMessage {
  readonly id: string;
  readonly channel: SlackChannel;
  readonly kind: string;
  readonly subjectId: string;
  readonly customerId: string | null;
  readonly params: SlackParams;
  readonly dedupeKey: string;
  readonly at: Date;
}

@Injectable()
export class SlackRepository {
  /** Whether the row was made; false when its dedupe key has one already. */
  async insertUnlessAsked(em: EntityManager, message: NewSlackMessage): Promise<boolean> {
    const made = await em.execute(
      `insert into slack_message (id, channel, kind, subject_id, customer_id, params, dedupe_key, status, due_at,
                                  attempt, tries_before, unsure, created_at)
       values (?, ?, ?, ?, ?, ?::jsonb, ?, 'queued', ?, 0, 0, false, ?)
       on conflict (dedupe_key) do nothing returning id`,
      [
        message.id,
        message.channel,
        message.kind,
        message.subjectId,
        message.customerId,
        JSON.stringify(message.params),
        message.dedupeKey,
        message.at,
        message.at,
      ],
    );
    return made.length > 0;
  }

  /** The row as it is now: workers change it by statements of their own. */
  async get(em: EntityManager, id: string): Promise<SlackMessage> {
    const found = await em.findOne(SlackMessage, { id }, { refresh: true });
    if (!found) throw commonErrors.not_found(`There is no Slack message with the id ${id}.`);
    return found;
  }
}
