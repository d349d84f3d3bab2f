import { Injectable } from '@nestjs/common';
import { Settings } from '../../platform/settings/settings.js';
import type { Tx } from '../../platform/unit-of-work/tx.js';
import type { Mail } from '../mail.entity.js';
import { mailCancelled } from '../mail.entries.js';
import { mailRules } from '../mail.settings.js';
import { mailStates } from '../mail.states.js';
import { sendMail } from '../mail.work.js';
import { isHeldClass, type MailName } from '../templates/mail-templates.js';
import { MailGateRepository, type Place } from './mail-gate.repository.js';
import { dayStart, holdOf, type Hold } from './mail-rules.js';

/** A mail that the rules are about. */
interface Ruled extends Place {
  readonly template: MailName;
}

/** Held until an instant, for a cause, reckoned in a zone. */
export type ZonedHold = Hold & { readonly zone: string };

const NOT_WRITTEN_TO: readonly string[] = ['suspended', 'closed'];

/**
 * Nudges and bulk mails leave in the order they were asked for, so many a day, and not at night; transactional
 * mails pass. Asked when a mail is asked for and again when it is to leave, under the customer's lock.
 */
@Injectable()
export class MailGate {
  constructor(
    private readonly settings: Settings,
    private readonly repository: MailGateRepository,
  ) {}

  /** Whether the rules are about this mail: a mail to staff or without a customer passes. */
  rulesOver(mail: { readonly template: MailName; readonly customerId?: string | null | undefined }): boolean {
    return isHeldClass(mail.template) && typeof mail.customerId === 'string';
  }

  /** Whether a mail asked for now has to wait. */
  async holds(tx: Tx, mail: Ruled): Promise<ZonedHold | null> {
    const recipient = await this.repository.recipient(tx.em, mail.customerId);
    if (!recipient) return null;
    const { zone } = recipient;
    const taken = await this.repository.taken(tx.em, mail, dayStart(tx.now, zone), tx.now);
    const hold = holdOf(tx.now, zone, await this.settings.get(tx.em, mailRules), taken);
    return hold && { ...hold, zone };
  }

  /**
   * A claimed mail comes to its turn. True when it does not leave now: it is back in the queue, later or behind an
   * earlier one, or cancelled because the customer is not written to any more.
   */
  async stops(tx: Tx, mail: Mail): Promise<boolean> {
    const { id, customerId, template, createdAt } = mail;
    if (!this.rulesOver(mail) || !customerId || mail.sendNowReason) return false;
    const ruled = { id, customerId, template, createdAt };
    const recipient = await this.repository.recipient(tx.em, customerId);
    if (recipient && NOT_WRITTEN_TO.includes(recipient.status))
      return this.cancel(tx, mail, recipient.status);
    if (await this.repository.behind(tx.em, ruled, tx.now)) {
      this.back(mail);
      return true;
    }
    const hold = await this.holds(tx, ruled);
    mail.heldBecause = null;
    if (!hold) return false;
    this.back(mail);
    this.hold(mail, hold);
    await this.wakeNext(tx, mail);
    return true;
  }

  /** A held mail is due, or its customer moved or was locked out. */
  async again(tx: Tx, mail: Mail): Promise<boolean> {
    const { id, customerId, template, createdAt, heldBecause } = mail;
    if (mail.status !== 'queued' || !heldBecause || !customerId) return false;
    const recipient = await this.repository.recipient(tx.em, customerId);
    if (!recipient) return false;
    if (NOT_WRITTEN_TO.includes(recipient.status)) return this.cancel(tx, mail, recipient.status);
    const due = mail.dueAt <= tx.now;
    if (!due && recipient.zone === mail.heldZone) return false;
    const hold = due ? null : await this.holds(tx, { id, customerId, template, createdAt });
    if (hold) this.hold(mail, hold);
    else this.release(tx, mail);
    return true;
  }

  /** One of a customer's ended: the next that may leave is asked for. */
  async wakeNext(tx: Tx, mail: Mail): Promise<void> {
    if (!this.rulesOver(mail) || !mail.customerId) return;
    await tx.em.flush();
    const id = await this.repository.next(tx.em, mail.customerId, tx.now);
    if (id !== undefined) tx.enqueue(sendMail, { id });
  }

  /** It is judged once more when its turn has come. */
  private release(tx: Tx, mail: Mail): void {
    mail.heldBecause = null;
    mail.dueAt = new Date(Math.min(mail.dueAt.getTime(), tx.now.getTime()));
    tx.enqueue(sendMail, { id: mail.id });
  }

  private hold(mail: Mail, { until, because, zone }: ZonedHold): void {
    mail.dueAt = until;
    mail.heldBecause = because;
    mail.heldZone = zone;
  }

  private back(mail: Mail): void {
    mailStates.move(mail, 'queued');
    mail.leaseUntil = null;
  }

  private cancel(tx: Tx, mail: Mail, status: string): true {
    const { id, template, customerId = null } = mail;
    mailStates.move(mail, 'cancelled');
    mail.leaseUntil = null;
    mail.heldBecause = null;
    mail.lastError = `Not sent: the customer is ${status}.`;
    tx.record(mailCancelled, { subjectId: id, customerId, data: { template } });
    return true;
  }
}
