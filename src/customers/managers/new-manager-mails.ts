import { Injectable, type OnModuleInit } from '@nestjs/common';
import { AppConfig } from '../../config/app-config.js';
import { MailLoaders, MailNotNeeded, type MailToLoad } from '../../mail/mail-loaders.js';
import { MailService } from '../../mail/mail.service.js';
import type { MailData } from '../../mail/templates/mail-templates.js';
import type { Tx } from '../../platform/unit-of-work/tx.js';
import type { Csm } from '../csm.entity.js';
import { CsmService } from '../csm.service.js';
import type { Customer } from '../customer.entity.js';
import { CustomerRepository } from '../customer.repository.js';
import { formatCustomerNumber } from '../customer-number.js';
import { readablePhone } from '../phone.js';

const TO_CUSTOMER = 'new_manager';
/** Tells this notice apart from others to staff. */
const TO_STAFF = 'handed-over';

export interface HandedOver {
  readonly fromId: string;
  readonly customers: readonly Pick<Customer, 'id'>[];
  readonly reason: string;
}

/** A customer came to another manager: the customer learns the new one, the new one what came. */
@Injectable()
export class NewManagerMails implements OnModuleInit {
  constructor(
    private readonly config: AppConfig,
    private readonly mails: MailService,
    private readonly loaders: MailLoaders,
    private readonly customers: CustomerRepository,
    private readonly managers: CsmService,
  ) {}

  onModuleInit(): void {
    this.loaders.register(TO_CUSTOMER, (tx, mail) => this.forCustomer(tx, mail));
    this.loaders.register('staff_notice', (tx, mail) => this.forManager(tx, mail), TO_STAFF);
  }

  /** Only who knows the old one: before the welcome mail nobody was named to them. */
  async tellCustomer(tx: Tx, { id, status, email }: Customer, csm: Csm): Promise<void> {
    if (status !== 'active') return;
    const contact = await this.customers.primaryContact(tx.em, id);
    await this.mails.enqueue(tx, {
      template: TO_CUSTOMER,
      to: { email: contact?.email ?? email, name: contact?.name ?? null },
      customerId: id,
      subjectId: id,
      dedupeKey: `${TO_CUSTOMER}:${id}:${csm.id}:${tx.now.toISOString()}`,
      params: { csmId: csm.id },
    });
  }

  async tellManager(tx: Tx, csm: Csm, { fromId, customers, reason }: HandedOver): Promise<void> {
    const [only] = customers.length === 1 ? customers : [];
    await this.mails.enqueue(tx, {
      template: 'staff_notice',
      to: { email: csm.email, name: csm.name },
      customerId: only?.id ?? null,
      subjectId: csm.id,
      dedupeKey: `${TO_STAFF}:${csm.id}:${only?.id ?? fromId}:${tx.now.toISOString()}`,
      params: { kind: TO_STAFF, fromId, count: customers.length, reason },
    });
  }

  private async forCustomer(
    tx: Tx,
    { customerId, toName, params }: MailToLoad,
  ): Promise<MailData<typeof TO_CUSTOMER>> {
    const customer = await this.customers.get(tx.em, customerId ?? '');
    if (customer.csmId !== params['csmId']) throw new MailNotNeeded('the manager has changed again');
    const { name, email, phone } = await this.managers.get(tx.em, customer.csmId);
    return {
      recipientName: toName ?? null,
      companyName: customer.companyName,
      csm: { name, email, phone: phone ? readablePhone(phone) : null },
    };
  }

  private async forManager(
    tx: Tx,
    { customerId, subjectId, toName, params }: MailToLoad,
  ): Promise<MailData<'staff_notice'>> {
    const from = await this.managers.get(tx.em, String(params['fromId']));
    const facts = [
      { label: 'Until now', value: from.name },
      { label: 'Why', value: String(params['reason']) },
    ];
    const moved =
      'Scheduled calls moved to your calendar: you get an invite for each. The customer was told.';
    const records = `${this.config.http.publicUrl}/admin/resources`;
    if (customerId) {
      const { companyName, number } = await this.customers.get(tx.em, customerId);
      const named = `${companyName} (${formatCustomerNumber(number)})`;
      return {
        recipientName: toName ?? null,
        title: `${named} is yours now`,
        paragraphs: [`You look after ${named} from now on.`, moved],
        facts,
        action: { label: 'Open the customer', url: `${records}/customers/records/${customerId}/show` },
      };
    }
    const count = Number(params['count']);
    return {
      recipientName: toName ?? null,
      title: `${count} customers of ${from.name} are yours now`,
      paragraphs: [`You look after ${count} customers of ${from.name} from now on.`, moved],
      facts,
      action: { label: 'Open your customers', url: `${records}/csms/records/${subjectId}/show` },
    };
  }
}
