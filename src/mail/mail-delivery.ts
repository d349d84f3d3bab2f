import { Injectable, Logger } from '@nestjs/common';
import { Claims, type Claim } from '../platform/claims/claims.js';
import { AppError } from '../platform/errors/app-error.js';
import type { Tx } from '../platform/unit-of-work/tx.js';
import { MailNotNeeded } from './mail-loaders.js';
import { mailAggregate } from './mail.aggregate.js';
import type { Mail } from './mail.entity.js';
import { mailCancelled, mailFailed, mailSent, mailUnknown } from './mail.entries.js';
import { MailRepository } from './mail.repository.js';
import { mailStates } from './mail.states.js';
import { MailWriter } from './mail-writer.js';
import { MailGate } from './rules/mail-gate.js';
import { MailDataError } from './rendering/mail-data.error.js';
import type { MailOutcome, OutgoingMail } from './transports/mail-transport.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** How long a mail that the other side puts off is tried again. */
const GIVE_UP_AFTER = 24 * HOUR;
const LONGEST_PAUSE = HOUR;

const ENDS = { permanent: 'failed', unknown: 'unknown', not_needed: 'cancelled' } as const;
const ENTRIES = { failed: mailFailed, unknown: mailUnknown, cancelled: mailCancelled } as const;

/** It was not even written; `not_needed`: there is no longer a reason to send it. */
export interface Unsent {
  readonly accepted: false;
  readonly failure: 'transient' | 'permanent' | 'not_needed';
  readonly reason: string;
}

/** What happens to a mail's row around its sending; each method is one unit of work. */
@Injectable()
export class MailDelivery {
  private readonly log = new Logger('Mail');

  constructor(
    private readonly gate: MailGate,
    private readonly claims: Claims,
    private readonly mails: MailRepository,
    private readonly writer: MailWriter,
  ) {}

  /**
   * Load, write and keep the redacted copy; from the commit on the message counts as given over. Null when the
   * rules do not let it leave now: its row says so then.
   * Throws when the data cannot be had; nothing is kept then.
   */
  async prepare(tx: Tx, claim: Claim): Promise<OutgoingMail | null> {
    const mail = await this.held(tx, claim);
    if (await this.gate.stops(tx, mail)) return null;
    const { mail: content, stored } = await this.writer.write(tx, mail);
    mail.subject = stored.subject;
    mail.html = stored.html;
    mail.text = stored.text;
    mail.handedAttempt = claim.attempt;
    mail.firstTriedAt ??= tx.now;
    return {
      messageId: mail.messageId,
      date: tx.now,
      from: this.writer.sender,
      to: { email: mail.toEmail, name: mail.toName ?? null },
      content,
    };
  }

  /** Write down what became of the attempt. */
  async settle(tx: Tx, claim: Claim, outcome: MailOutcome | Unsent): Promise<Mail['status']> {
    const mail = await this.held(tx, claim);
    if (outcome.accepted) {
      mailStates.move(mail, 'sent');
      mail.sentAt = tx.now;
      mail.lastError = null;
      this.record(tx, mailSent, mail);
    } else if (outcome.failure === 'transient') {
      this.putOff(tx, mail, outcome.reason);
    } else {
      this.end(tx, mail, ENDS[outcome.failure], outcome.reason);
    }
    mail.leaseUntil = null;
    await this.gate.wakeNext(tx, mail);
    return mail.status;
  }

  /** The data could not be had: a mail that cannot be written fails, trouble on our side is tried again. */
  unwritten(error: unknown, mailId: string): Unsent {
    if (error instanceof MailNotNeeded) {
      return { accepted: false, failure: 'not_needed', reason: `Not sent: ${error.message}` };
    }
    this.log.error({ err: error, mailId }, 'a mail could not be written');
    if (error instanceof MailDataError) {
      return { accepted: false, failure: 'permanent', reason: error.message };
    }
    if (error instanceof AppError && error.kind === 'user') {
      return { accepted: false, failure: 'permanent', reason: `${error.detail} ${error.hint}` };
    }
    return { accepted: false, failure: 'transient', reason: 'The mail could not be written; see the log.' };
  }

  /** Its sender died: back to the queue when the message had not left our hands, else nobody can know. */
  async lost(tx: Tx, id: string, systemNow: Date): Promise<boolean> {
    await tx.lock(mailAggregate, id);
    const mail = await this.mails.get(tx.em, id);
    if (mail.status !== 'sending' || !mail.leaseUntil || mail.leaseUntil >= systemNow) return false;
    mail.leaseUntil = null;
    if (mail.handedAttempt === mail.attempt) {
      this.end(tx, mail, 'unknown', 'The sending process ended while the message was on its way.');
    } else {
      mailStates.move(mail, 'queued');
    }
    await this.gate.wakeNext(tx, mail);
    return true;
  }

  /** Customer before mail, as everywhere; then the claim must still stand. */
  private async held(tx: Tx, claim: Claim): Promise<Mail> {
    await tx.lock(mailAggregate, claim.id);
    await this.claims.hold(tx, claim);
    return this.mails.get(tx.em, claim.id);
  }

  private putOff(tx: Tx, mail: Mail, reason: string): void {
    const since = mail.firstTriedAt ?? (mail.firstTriedAt = tx.now);
    const pause = Math.min(LONGEST_PAUSE, MINUTE * 2 ** Math.min(mail.attempt - 1, 10));
    if (tx.now.getTime() + pause - since.getTime() > GIVE_UP_AFTER) {
      this.end(tx, mail, 'failed', `${reason} (tried for 24 hours)`);
      return;
    }
    mailStates.move(mail, 'queued');
    mail.dueAt = new Date(tx.now.getTime() + pause);
    mail.lastError = reason;
  }

  private end(tx: Tx, mail: Mail, status: keyof typeof ENTRIES, reason: string): void {
    mailStates.move(mail, status);
    mail.lastError = reason;
    this.record(tx, ENTRIES[status], mail);
  }

  private record(tx: Tx, type: typeof mailSent, { id, customerId, template }: Mail): void {
    tx.record(type, { subjectId: id, customerId: customerId ?? null, data: { template } });
  }
}
