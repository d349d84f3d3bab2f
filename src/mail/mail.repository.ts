import { Injectable } from '@nestjs/common';
import type { EntityManager } from '../platform/database/database.js';
import { Mail, type MailParams } from './mail.entity.js';
import type { HoldCause } from './rules/mail-rules.js';
import type { MailName } from './templates/mail-templates.js';

export interface NewMail {
  readonly id: string;
  readonly template: MailName;
  readonly toEmail: string;
  readonly toName: string | null;
  readonly customerId: string | null;
  readonly subjectId: string;
  readonly params: MailParams;
  readonly dedupeKey: string;
  readonly dueAt: Date;
  readonly messageId: string;
  readonly createdAt: Date;
  readonly resendOf: string | null;
  readonly resendReason: string | null;
  readonly heldBecause: HoldCause | null;
  readonly heldZone: string | null;
}

export interface NewestMail {
  /** When it left; null while it waits to. */
  readonly leftAt: Date | null;
}

@Injectable()
export class MailRepository {
  /** Whether the row was made; false when its dedupe key has one already. */
  async insertUnlessAsked(em: EntityManager, mail: NewMail): Promise<boolean> {
    const made = await em.execute(
      `insert into mail (id, template, to_email, to_name, customer_id, subject_id, params, dedupe_key, status,
                         due_at, message_id, created_at, resend_of, resend_reason, held_because, held_zone)
       values (?, ?, ?, ?, ?, ?, ?::jsonb, ?, 'queued', ?, ?, ?, ?, ?, ?, ?)
       on conflict (dedupe_key) do nothing returning id`,
      [
        mail.id,
        mail.template,
        mail.toEmail,
        mail.toName,
        mail.customerId,
        mail.subjectId,
        JSON.stringify(mail.params),
        mail.dedupeKey,
        mail.dueAt,
        mail.messageId,
        mail.createdAt,
        mail.resendOf,
        mail.resendReason,
        mail.heldBecause,
        mail.heldZone,
      ],
    );
    return made.length > 0;
  }

  async byDedupeKey(em: EntityManager, dedupeKey: string): Promise<Mail> {
    return em.findOneOrFail(Mail, { dedupeKey });
  }

  async newest(em: EntityManager, customerId: string, template: MailName): Promise<NewestMail | undefined> {
    const [row] = await em.execute<{ leftAt: Date | string | null }[]>(
      `select case when status in ('sent', 'unknown') then coalesce(sent_at, first_tried_at) end as "leftAt"
         from mail where customer_id = ? and template = ? and status in ('queued', 'sending', 'sent', 'unknown')
        order by created_at desc, id desc limit 1`,
      [customerId, template],
    );
    return row && { leftAt: row.leftAt === null ? null : new Date(row.leftAt) };
  }

  /** Mails that wait for the customer's old address go to the new one. */
  async readdress(em: EntityManager, customerId: string, from: string, to: string): Promise<void> {
    await em.execute(
      "update mail set to_email = ? where customer_id = ? and status = 'queued' and lower(to_email) = lower(?)",
      [to, customerId, from],
    );
  }

  /** The row as it is now, whatever was loaded before. */
  async get(em: EntityManager, id: string): Promise<Mail> {
    return em.findOneOrFail(Mail, { id }, { refresh: true });
  }

  /** How often a mail was repeated, and whether a repetition has not ended yet. */
  async repetitions(em: EntityManager, id: string): Promise<{ readonly n: number; readonly open: boolean }> {
    const [row] = await em.execute<{ n: number; open: boolean }[]>(
      `select count(*)::int as n, coalesce(bool_or(status in ('queued', 'sending')), false) as open
         from mail where resend_of = ?`,
      [id],
    );
    return row ?? { n: 0, open: false };
  }

  /** Mails whose sender is dead: being sent under a lease that ended before `now` (system clock). */
  async lost(em: EntityManager, now: Date, limit: number): Promise<string[]> {
    const rows = await em.execute<{ id: string }[]>(
      `select id from mail where status = 'sending' and lease_until < ? order by id limit ?`,
      [now, limit],
    );
    return rows.map(({ id }) => id);
  }
}
