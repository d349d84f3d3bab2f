import { Injectable } from '@nestjs/common';
import { AppError } from '../platform/errors/app-error.js';
import type { Tx } from '../platform/unit-of-work/tx.js';
import { MailLoaders, MailNotNeeded } from './mail-loaders.js';
import type { Mail } from './mail.entity.js';
import { mailResent, mailSentNow } from './mail.entries.js';
import { mailErrors } from './mail.errors.js';
import { MailRepository } from './mail.repository.js';
import { MailService } from './mail.service.js';
import { mailStates, type MailStatus } from './mail.states.js';
import { sendMail } from './mail.work.js';
import { templateOf } from './templates/mail-templates.js';

export interface MailAnswer {
  /** The mail to watch: a new one where a mail that had arrived is repeated. */
  readonly id: string;
  readonly status: MailStatus;
}

/** What people do with a mail: send it again, let it go now. */
@Injectable()
export class MailDesk {
  constructor(
    private readonly mails: MailRepository,
    private readonly service: MailService,
    private readonly loaders: MailLoaders,
  ) {}

  /** Why a person may not send it again: it is under way, its template forbids it, or there is no reason to any more. */
  async whyNotResend(tx: Tx, id: string): Promise<AppError | undefined> {
    const mail = await this.mails.get(tx.em, id);
    if (mail.status === 'queued' || mail.status === 'sending') {
      return mailErrors.mail_not_resendable(`The mail is ${mail.status}.`, {
        hint: 'Wait until it has left.',
      });
    }
    return (
      (mail.status === 'sent' ? await this.whyNotRepeat(tx, mail) : this.whyNotTwice(mail)) ??
      (await this.whyNotNeeded(tx, mail))
    );
  }

  /**
   * Again: a mail that did not arrive as itself, a mail that was sent as a new one that refers to it.
   * @param reason why, in the person's words; kept on the mail
   */
  async resend(tx: Tx, id: string, reason: string): Promise<MailAnswer> {
    const mail = await this.mails.get(tx.em, id);
    const { template, customerId = null } = mail;
    tx.record(mailResent, { subjectId: id, customerId, data: { template } });
    if (mail.status === 'sent') return this.repeat(tx, mail, reason);
    mailStates.move(mail, 'queued');
    mail.dueAt = tx.now;
    mail.firstTriedAt = null;
    mail.resendReason = reason;
    tx.enqueue(sendMail, { id });
    return { id, status: mail.status };
  }

  async whyNotSendNow(tx: Tx, id: string): Promise<AppError | undefined> {
    const { status, dueAt, heldBecause, lastError } = await this.mails.get(tx.em, id);
    if (status !== 'queued') return mailErrors.mail_not_held(`The mail is ${status}.`);
    if (dueAt > tx.now && (heldBecause || lastError)) return undefined;
    return mailErrors.mail_not_held(
      dueAt > tx.now ? 'It was asked for a later hour on purpose.' : 'It is about to leave by itself.',
    );
  }

  /** Past quiet hours and the daily limit. */
  async sendNow(tx: Tx, id: string, reason: string): Promise<MailAnswer> {
    const mail = await this.mails.get(tx.em, id);
    const { template, customerId = null } = mail;
    mail.dueAt = tx.now;
    mail.heldBecause = null;
    mail.sendNowReason = reason;
    tx.record(mailSentNow, { subjectId: id, customerId, data: { template } });
    tx.enqueue(sendMail, { id });
    return { id, status: mail.status };
  }

  private async repeat(tx: Tx, mail: Mail, reason: string): Promise<MailAnswer> {
    const { id, template, toEmail, toName = null, customerId = null, subjectId, params } = mail;
    const { n } = await this.mails.repetitions(tx.em, id);
    const made = await this.service.enqueue(tx, {
      ...{ template, customerId, subjectId, params },
      to: { email: toEmail, name: toName },
      dedupeKey: `resend:${id}:${n + 1}`,
      repeats: { id, reason },
    });
    return { id: made.id, status: 'queued' };
  }

  private async whyNotRepeat(tx: Tx, { id, template }: Mail): Promise<AppError | undefined> {
    const { resend, title } = templateOf(template);
    if (resend !== 'allowed')
      return mailErrors.mail_not_resendable(`"${title}" was sent and must not come twice.`, {
        hint: resend.instead,
      });
    const { open } = await this.mails.repetitions(tx.em, id);
    return open
      ? mailErrors.mail_not_resendable('It is being sent again already.', {
          hint: 'Wait until that one has left.',
        })
      : undefined;
  }

  private whyNotTwice({ status, template }: Mail): AppError | undefined {
    const { resend, title } = templateOf(template);
    if (status !== 'unknown' || resend === 'allowed') return undefined;
    return mailErrors.mail_not_resendable(`"${title}" may have arrived and must not come twice.`, {
      hint: resend.instead,
    });
  }

  /** The loader is asked as for a preview: it knows when there is nothing to send any more. */
  private async whyNotNeeded(tx: Tx, mail: Mail): Promise<AppError | undefined> {
    try {
      await this.loaders.look(tx, mail);
      return undefined;
    } catch (error) {
      if (error instanceof MailNotNeeded)
        return mailErrors.mail_not_resendable(`There is no reason to send it: ${error.message}.`, {
          hint: 'Nothing is to be done.',
        });
      if (error instanceof AppError && error.kind === 'user') return error;
      // Trouble on our side is met again, and written down, when the mail is sent.
      return undefined;
    }
  }
}
