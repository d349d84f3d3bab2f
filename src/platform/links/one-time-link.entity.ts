import { defineEntity, p } from '@mikro-orm/core';

export const LINK_PURPOSES = ['verify', 'connect', 'review', 'call', 'survey'] as const;
export type LinkPurpose = (typeof LINK_PURPOSES)[number];

const OneTimeLinkSchema = defineEntity({
  name: 'OneTimeLink',
  tableName: 'one_time_link',
  properties: {
    id: p.uuid().primary(),
    purpose: p.enum(LINK_PURPOSES),
    /** SHA-256 of the token, hex; the token itself is nowhere but in the mail. */
    tokenHash: p.text().unique('one_time_link_token_hash_key'),
    customerId: p.uuid().nullable(),
    /** What the link is about: a signup, an agent, a deliverable, a call, a survey. */
    subjectId: p.uuid(),
    createdAt: p.datetime(),
    expiresAt: p.datetime(),
    spentAt: p.datetime().nullable(),
  },
  indexes: [{ name: 'one_time_link_subject_idx', properties: ['subjectId', 'purpose'] }],
});

/** A one-time link by its hash. Instants are the business clock's. */
export class OneTimeLink extends OneTimeLinkSchema.class {}
OneTimeLinkSchema.setClass(OneTimeLink);
