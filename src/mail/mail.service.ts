import { Injectable } from '@nestjs/common';
import addressparser from 'nodemailer/lib/addressparser';
import { AppConfig } from '../config/app-config.js';
import { newId } from '../platform/ids/new-id.js';
import type { Tx } from '../platform/unit-of-work/tx.js';
import type { MailParams } from './mail.entity.js';
import { MailRepository, type NewestMail } from './mail.repository.js';
import { sendMail } from './mail.work.js';
import { MailGate } from './rules/mail-gate.js';
import type { MailName } from './templates/mail-templates.js';

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
  /** The mail that this one repeats, and why, in a person's words. */
  readonly repeats?: { readonly id: string; readonly reason: string } | undefined;
}

/** Asks for mails. They are written and sent by the `emails` queue. */
@Injectable()
export class MailService {
  private readonly host: string;

  constructor(
    config: AppConfig,
    private readonly mails: MailRepository,
    private readonly gate: MailGate,
  ) {
    const [sender] = addressparser(config.mail.from, { flatten: true });
    this.host = sender?.address.split('@')[1] ?? 'localhost';
  }

  /**
   * Ask for a mail with this change, once for its dedupe key; `news` is false when it was asked for before.
   * A nudge or bulk mail that may not leave now is held.
   */
  async enqueue(tx: Tx, request: MailRequest): Promise<{ id: string; news: boolean }> {
    const id = newId();
    const { template, to, customerId, subjectId, dedupeKey, params = {}, repeats } = request;
    const hold = await this.holdOf(tx, id, request);
    const dueAt = hold?.until ?? request.dueAt ?? tx.now;
    const row = {
      ...{ id, template, customerId, subjectId, params, dedupeKey, dueAt, createdAt: tx.now },
      toEmail: to.email,
      toName: to.name,
      messageId: `<${id}@${this.host}>`,
      resendOf: repeats?.id ?? null,
      resendReason: repeats?.reason ?? null,
      heldBecause: hold?.because ?? null,
      heldZone: hold?.zone ?? null,
    };
    if (!(await this.mails.insertUnlessAsked(tx.em, row))) {
      const known = await this.mails.byDedupeKey(tx.em, dedupeKey);
      return { id: known.id, news: false };
    }
    if (dueAt <= tx.now) tx.enqueue(sendMail, { id });
    return { id, news: true };
  }

  /** The newest of a template to a customer that is on its way or arrived, as far as we know. */
  newest(tx: Tx, customerId: string, template: MailName): Promise<NewestMail | undefined> {
    return this.mails.newest(tx.em, customerId, template);
  }

  /** The customer has a new address: what waits for the old one goes there. */
  readdress(tx: Tx, customerId: string, from: string, to: string): Promise<void> {
    return this.mails.readdress(tx.em, customerId, from, to);
  }

  /** One asked for a later hour is judged when that hour has come. */
  private async holdOf(tx: Tx, id: string, { template, customerId, dueAt }: MailRequest) {
    if (customerId === null || !this.gate.rulesOver({ template, customerId })) return null;
    if (dueAt && dueAt > tx.now) return null;
    return this.gate.holds(tx, { id, template, customerId, createdAt: tx.now });
  }
}
