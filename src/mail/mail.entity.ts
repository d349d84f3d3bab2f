import { defineEntity, p } from '@mikro-orm/core';
import { HOLDS } from './rules/mail-rules.js';
import { MAIL_STATUSES } from './mail.states.js';
import { mailNames } from './templates/mail-templates.js';

/** What a loader needs beyond the subject's id: ids, figures and names of states, never personal data. */
export type MailParams = Readonly<Record<string, string | number | boolean | null>>;

const MailSchema = defineEntity({
  name: 'Mail',
  tableName: 'mail',
  properties: {
    id: p.uuid().primary(),
    template: p.enum(mailNames),
    toEmail: p.text(),
    toName: p.text().nullable(),
    customerId: p.uuid().nullable(),
    /** What the mail is about: a signup, a call, a deliverable, a report. */
    subjectId: p.uuid(),
    params: p.json<MailParams>(),
    /** Asking twice for the same mail makes one. */
    dedupeKey: p.text().unique('mail_dedupe_key_key'),
    status: p.enum(MAIL_STATUSES),
    /** Business instant; in the future while the mail is held or waits for another attempt. */
    dueAt: p.datetime(),
    attempt: p.integer().default(0),
    /** The last attempt in which the message was given to the transport; 0 before the first. */
    handedAttempt: p.integer().default(0),
    leaseUntil: p.datetime().nullable(),
    firstTriedAt: p.datetime().nullable(),
    messageId: p.text(),
    /** The redacted copy: every one-time link and password is replaced. Null before the first attempt. */
    subject: p.text().nullable(),
    html: p.text().nullable(),
    text: p.text().nullable(),
    sentAt: p.datetime().nullable(),
    lastError: p.text().nullable(),
    resendReason: p.text().nullable(),
    /** The mail that arrived and that this one repeats. */
    resendOf: p.uuid().nullable(),
    /** Why it waits for `dueAt`, by the customer's clock in `heldZone`; null when no rule holds it. */
    heldBecause: p.enum(HOLDS).nullable(),
    heldZone: p.text().nullable(),
    /** Why a person let it go past the rules. */
    sendNowReason: p.text().nullable(),
    createdAt: p.datetime(),
  },
  indexes: [
    { name: 'mail_customer_idx', properties: ['customerId', 'createdAt'] },
    { name: 'mail_subject_idx', properties: ['subjectId'] },
    {
      name: 'mail_open_idx',
      expression: `create index "mail_open_idx" on "mail" ("status", "due_at") where status in ('queued', 'sending')`,
    },
    {
      name: 'mail_trouble_idx',
      expression: `create index "mail_trouble_idx" on "mail" ("created_at", "id") where status in ('failed', 'unknown')`,
    },
    { name: 'mail_resend_of_idx', properties: ['resendOf'] },
  ],
});

/** One mail to one person: what was asked for, how it went, and what may be kept of it. */
export class Mail extends MailSchema.class {}
MailSchema.setClass(Mail);
