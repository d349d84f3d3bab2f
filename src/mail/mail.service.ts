import { Injectable } from '@nestjs/common';
import addressparser from 'nodemailer/lib/addressparser';
import { AppConfig } from '../config/app-config.js';
import type { AppError } from '../platform/errors/app-error.js';
import { newId } from '../platform/ids/new-id.js';
import type { Tx } from '../platform/unit-of-work/tx.js';
import type { MailParams } from './mail.entity.js';
import { mailResent } from './mail.entries.js';
import { mailErrors } from './mail.errors.js';
import { MailRepository } from './mail.repository.js';
import { mailStates, type MailStatus } from './mail.states.js';
import { sendMail } from './mail.work.js';
import { mailTemplates, type MailName } from './templates/mail-templates.js';

export interface MailRequest {
  readonly template: MailName;
  readonly to: { readonly email: string; readonly name: string | null };
  readonly customerId: string | null;
  /** What the mail is about; the template's loader finds its data by it. */
  readonly subjectId: string;
  /** `welcome:<customer id>`: a second request with the same key changes nothing. */
  readonly dedupeKey: string;
  /** Business instant from which it may leave; now unless given. */
  readonly dueAt?: Date | undefined;
  /** Further ids and figures for the loader. */
  readonly params?: MailParams | undefined;
}

/** Asks for mails. They are written and sent by the `emails` queue. */
@Injectable()
export class MailService {
  private readonly host: string;

  constructor(
    config: AppConfig,
    private readonly mails: MailRepository,
  ) {
    const [sender] = addressparser(config.mail.from, { flatten: true });
    this.host = sender?.address.split('@')[1] ?? 'localhost';
  }

  /** Ask for a mail with this change, once for its dedupe key; `news` is false when it was asked for before. */
  async enqueue(tx: Tx, request: MailRequest): Promise<{ id: string; news: boolean }> {
    const id = newId();
    const { template, to, customerId, subjectId, dedupeKey, dueAt = tx.now, params = {} } = request;
    const asked = { id, template, customerId, subjectId, params, dedupeKey, dueAt, createdAt: tx.now };
    const row = { ...asked, toEmail: to.email, toName: to.name, messageId: `<${id}@${this.host}>` };
    if (!(await this.mails.insertUnlessAsked(tx.em, row))) {
      const known = await this.mails.byDedupeKey(tx.em, dedupeKey);
      return { id: known.id, news: false };
    }
    if (dueAt <= tx.now) tx.enqueue(sendMail, { id });
    return { id, news: true };
  }

  /** The customer has a new address: what waits for the old one goes there. */
  readdress(tx: Tx, customerId: string, from: string, to: string): Promise<void> {
    return this.mails.readdress(tx.em, customerId, from, to);
  }

  /** Why a person may not send it again: it is under way or sent, or its template says what to do instead. */
  async whyNotResend(tx: Tx, id: string): Promise<AppError | undefined> {
    const { status, template } = await this.mails.get(tx.em, id);
    if (status !== 'failed' && status !== 'unknown') {
      return mailErrors.mail_not_resendable(`The mail is ${status}.`);
    }
    const { resend, title } = mailTemplates[template];
    if (status === 'failed' || resend === 'allowed') return undefined;
    return mailErrors.mail_not_resendable(`"${title}" may have arrived and must not come twice.`, {
      hint: resend.instead,
    });
  }

  /** @param reason why, in the person's words; kept on the mail */
  async resend(tx: Tx, id: string, reason: string): Promise<{ id: string; status: MailStatus }> {
    const mail = await this.mails.get(tx.em, id);
    mailStates.move(mail, 'queued');
    mail.dueAt = tx.now;
    mail.firstTriedAt = null;
    mail.resendReason = reason;
    tx.record(mailResent, {
      subjectId: id,
      customerId: mail.customerId ?? null,
      data: { template: mail.template },
    });
    tx.enqueue(sendMail, { id });
    return { id, status: mail.status };
  }
}
