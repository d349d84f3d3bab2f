import { defineEntity, p } from '@mikro-orm/core';
import { SLACK_CHANNEL_NAMES } from './slack-channels.js';

export const SLACK_STATUSES = ['queued', 'running', 'sent', 'failed'] as const;
export type SlackStatus = (typeof SLACK_STATUSES)[number];

/** The kind of message that tells a team of an escalation; its subject is the escalation. */
export const ESCALATION_TEXT = 'escalation';

/** Ids, figures and names of states for the text; never personal data. */
export type SlackParams = Readonly<Record<string, string | number | boolean | null>>;

const SlackMessageSchema = defineEntity({
  name: 'SlackMessage',
  tableName: 'slack_message',
  properties: {
    id: p.uuid().primary(),
    channel: p.enum(SLACK_CHANNEL_NAMES),
    /** What is said: by this name a room has registered how its text is written. */
    kind: p.text(),
    subjectId: p.uuid(),
    customerId: p.uuid().nullable(),
    params: p.json<SlackParams>(),
    dedupeKey: p.text().unique('slack_message_dedupe_key_key'),
    status: p.enum(SLACK_STATUSES),
    /** Business instant; in the future while Slack asked for patience or could not be reached. */
    dueAt: p.datetime(),
    attempt: p.integer(),
    /** Attempts made before a person had it sent again. */
    triesBefore: p.integer(),
    leaseUntil: p.datetime().nullable(),
    /** An attempt went out and no answer came: Slack may have shown it already. */
    unsure: p.boolean(),
    lastError: p.text().nullable(),
    createdAt: p.datetime(),
    endedAt: p.datetime().nullable(),
  },
  indexes: [
    { name: 'slack_message_subject_idx', properties: ['subjectId', 'createdAt'] },
    { name: 'slack_message_created_idx', properties: ['createdAt'] },
    {
      name: 'slack_message_open_idx',
      expression:
        'create index "slack_message_open_idx" on "slack_message" ("due_at") where status in (\'queued\', \'running\')',
    },
  ],
});

/** One message to a Slack channel: what it is about and how it went, never its text. */
export class SlackMessage extends SlackMessageSchema.class {}
SlackMessageSchema.setClass(SlackMessage);
