import { Injectable } from '@nestjs/common';
import type { AppError } from '../platform/errors/app-error.js';
import type { Tx } from '../platform/unit-of-work/tx.js';
import { Activation } from './activation.js';
import { customerCrmIdSet } from './customer.entries.js';
import { customerErrors } from './customer.errors.js';
import { CustomerRepository } from './customer.repository.js';
import { flushUnique } from './flush-unique.js';

/** What the CRM calls the customer. */
@Injectable()
export class CustomerPeopleService {
  constructor(
    private readonly customers: CustomerRepository,
    private readonly activation: Activation,
  ) {}

  async whyNoCrmId(tx: Tx, id: string): Promise<AppError | undefined> {
    const { crmId } = await this.customers.get(tx.em, id);
    return crmId ? customerErrors.crm_id_known(`The CRM id is ${crmId}.`) : undefined;
  }

  /** `by`: the CRM answered, or a person typed it. */
  async setCrmId(
    tx: Tx,
    id: string,
    crmId: string,
    by: 'crm' | 'person',
  ): Promise<{ crmId: string; status: string }> {
    const customer = await this.customers.get(tx.em, id);
    if (customer.crmId && customer.crmId !== crmId) {
      throw customerErrors.crm_id_known(`The CRM id is ${customer.crmId}.`);
    }
    if (!customer.crmId) {
      customer.crmId = crmId;
      await flushUnique(tx, {
        customer_crm_id_key: () => customerErrors.crm_id_taken(`Another customer has the CRM id ${crmId}.`),
      });
      tx.record(customerCrmIdSet, { subjectId: id, customerId: id, data: { by } });
      await this.activation.activateIfReady(tx, customer);
    }
    return { crmId, status: customer.status };
  }
}
