import { Injectable } from '@nestjs/common';
import { AppConfig } from '../../config/app-config.js';
import { formatCustomerNumber } from '../../customers/customer-number.js';
import { MailLoaders } from '../../mail/mail-loaders.js';
import { MailService } from '../../mail/mail.service.js';
import type { Tx } from '../../platform/unit-of-work/tx.js';
import { NoticeQueries } from './notice.queries.js';

export interface Notice {
  /** By this name it is written when it is sent ({@link StaffNotices.register}). */
  readonly kind: string;
  readonly customerId: string;
  readonly subjectId: string;
  /** What happened, so that the same is told once: ids and instants. */
  readonly once: string;
}

/** What a notice says; the customer is named beside it. */
export interface NoticeText {
  readonly title: string;
  /** What happened, why, what to do: one paragraph each. */
  readonly paragraphs: string[];
  readonly facts: { label: string; value: string }[];
  /** The record that the button opens: a list of the panel and the row in it. */
  readonly opens: { readonly list: string; readonly id: string; readonly label: string };
}

type Write = (tx: Tx, about: { readonly subjectId: string; readonly company: string }) => Promise<NoticeText>;

const TEMPLATE = 'staff_notice';

/** Tells the customer's success manager, or who covers for them, by mail; each thing once. */
@Injectable()
export class StaffNotices {
  constructor(
    private readonly config: AppConfig,
    private readonly loaders: MailLoaders,
    private readonly mails: MailService,
    private readonly queries: NoticeQueries,
  ) {}

  /**
   * How notices of a kind are written. Call in `onModuleInit`. Throw MailNotNeeded when there is nothing left to do.
   */
  register(kind: string, write: Write): void {
    this.loaders.register(
      TEMPLATE,
      async (tx, { subjectId, toName, customerId }) => {
        const customer = await this.queries.customer(tx.em, customerId ?? '');
        const number = formatCustomerNumber(customer.number);
        const { title, paragraphs, facts, opens } = await write(tx, {
          subjectId,
          company: `${customer.companyName} (${number})`,
        });
        const page = `admin/resources/${opens.list}/records/${opens.id}/show`;
        return {
          recipientName: toName ?? null,
          title,
          paragraphs,
          facts: [{ label: 'Customer', value: `${customer.companyName}, ${number}` }, ...facts],
          action: { label: opens.label, url: `${this.config.http.publicUrl}/${page}` },
        };
      },
      kind,
    );
  }

  async tell(tx: Tx, { kind, customerId, subjectId, once }: Notice): Promise<void> {
    const owner = await this.queries.owner(tx.em, customerId, tx.now);
    await this.mails.enqueue(tx, {
      template: TEMPLATE,
      to: owner,
      customerId,
      subjectId,
      dedupeKey: `${TEMPLATE}:${kind}:${once}`,
      params: { kind },
    });
  }
}
