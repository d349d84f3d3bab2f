import { Injectable } from '@nestjs/common';
import { formatCustomerNumber } from '../../customers/customer-number.js';
import { MailNotNeeded, type MailToLoad } from '../../mail/mail-loaders.js';
import { MailWriter, type SeenMail } from '../../mail/mail-writer.js';
import { mailNames, templateOf, type MailName } from '../../mail/templates/mail-templates.js';
import { AppError } from '../../platform/errors/app-error.js';
import { commonErrors } from '../../platform/errors/common-errors.js';
import { isId } from '../../platform/ids/new-id.js';
import { systemActor } from '../../platform/unit-of-work/actor.js';
import type { Tx } from '../../platform/unit-of-work/tx.js';
import { UnitOfWork } from '../../platform/unit-of-work/unit-of-work.js';
import { FactsQueries } from '../facts/facts.queries.js';
import type { Facts } from '../facts/facts.js';
import type { MailPreview, MailTemplateLine } from '../mail-preview-view.js';
import { MailingQueries } from './mailing.queries.js';
import { MailSubjects, type Receiver } from './mail-subjects.queries.js';
import { isComposed, OnboardingMails } from './onboarding-mails.service.js';

const READER = systemActor('mail preview');

interface Written {
  readonly mail: SeenMail;
  readonly to: string;
}

/** What a mail would be now, by the loader and renderer of the sending job, in a transaction that cannot write. */
@Injectable()
export class MailPreviews {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly facts: FactsQueries,
    private readonly subjects: MailSubjects,
    private readonly mailings: MailingQueries,
    private readonly composed: OnboardingMails,
    private readonly writer: MailWriter,
  ) {}

  templates(): MailTemplateLine[] {
    return mailNames.map((name) => {
      const { title, audience, class: kind, resend } = templateOf(name);
      return { name, title, audience, class: kind, resend: resend === 'allowed' ? null : resend.instead };
    });
  }

  /** Subject, text and addresses; or what the customer lacks for this mail. Unknown names and ids are a 404. */
  async preview(template: string, customerId: string): Promise<MailPreview> {
    return this.look(template, customerId, async (tx, name, facts) => {
      const { id, number, companyName } = facts.customer;
      const about = {
        template: name,
        title: templateOf(name).title,
        customer: { id, number: formatCustomerNumber(number), companyName },
      };
      const written = await this.write(tx, name, facts);
      if (Array.isArray(written)) return { ...about, missing: written, mail: null };
      const { mail, to } = written;
      const { html, ...seen } = mail;
      const bytes = Buffer.byteLength(html);
      return { ...about, missing: [], mail: { ...seen, from: this.writer.sender, to, bytes } };
    });
  }

  /** The HTML part alone; null when the customer lacks facts for it. */
  async html(template: string, customerId: string): Promise<string | null> {
    return this.look(template, customerId, async (tx, name, facts) => {
      const written = await this.write(tx, name, facts);
      return Array.isArray(written) ? null : written.mail.html;
    });
  }

  private async look<T>(
    template: string,
    customerId: string,
    read: (tx: Tx, name: MailName, facts: Facts) => Promise<T>,
  ): Promise<T> {
    const name = mailNames.find((one) => one === template);
    if (!name) throw commonErrors.not_found(`There is no mail template "${template}".`);
    return this.unitOfWork.look(READER, async (tx) => {
      const [found] = isId(customerId) ? await this.facts.of(tx.em, tx.now, [customerId]) : [];
      if (!found) throw commonErrors.not_found(`There is no customer with the id ${customerId}.`);
      return read(tx, name, found.facts);
    });
  }

  /** The mail, or one sentence for each thing that is missing. */
  private async write(tx: Tx, template: MailName, facts: Facts): Promise<Written | string[]> {
    const { id: customerId } = facts.customer;
    const refusal = isComposed(template) ? await this.composed.whyNotWritten(tx, facts, template) : undefined;
    if (refusal) return [refusal.detail, refusal.hint];
    const subject = await this.subjects.find(tx.em, template, facts);
    if (typeof subject === 'string') return [subject];
    const { email, contactName } = await this.mailings.of(tx.em, customerId);
    const to = subject.to ?? { email, name: contactName };
    const toLoad: MailToLoad = {
      id: customerId,
      template,
      toEmail: to.email,
      toName: to.name,
      customerId,
      subjectId: subject.subjectId,
      params: subject.params ?? {},
    };
    try {
      return { mail: await this.writer.look(tx, toLoad), to: subject.receivers ?? addressOf(to) };
    } catch (error) {
      if (error instanceof MailNotNeeded) return [sentence(error.message)];
      if (error instanceof AppError && error.kind === 'user') return [error.detail, error.hint];
      throw error;
    }
  }
}

const addressOf = ({ email, name }: Receiver): string => (name ? `${name} <${email}>` : email);

/** `the trial is pending` → `The trial is pending.` */
const sentence = (text: string): string =>
  `${text.charAt(0).toUpperCase()}${text.slice(1)}${text.endsWith('.') ? '' : '.'}`;
