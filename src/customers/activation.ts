import { Injectable } from '@nestjs/common';
import type { EntityManager } from '../platform/database/database.js';
import type { Tx } from '../platform/unit-of-work/tx.js';
import { CountryHoldRepository } from './country-hold.repository.js';
import { CrmService } from './crm/crm.service.js';
import type { Customer } from './customer.entity.js';
import { customerActivated } from './customer.entries.js';
import { customerStates } from './customer.states.js';
import type { DomainCheck } from './domain-check.entity.js';
import { DomainCheckRepository } from './domain-check.repository.js';

/** A customer becomes active by itself once nothing is missing. */
@Injectable()
export class Activation {
  constructor(
    private readonly checks: DomainCheckRepository,
    private readonly holds: CountryHoldRepository,
    private readonly crm: CrmService,
  ) {}

  /** The facts that keep a customer in review, one sentence each; empty when none does. */
  async missing(em: EntityManager, customer: Customer): Promise<string[]> {
    const domain = domainMissing(await this.checks.newestOf(em, customer.id));
    const hold = await this.holds.openOf(em, customer.id);
    return [
      ...(customer.emailVerifiedAt ? [] : ['The e-mail address is not verified.']),
      ...(domain === null ? [] : [domain]),
      ...(hold ? [`${hold.why} Ops or security release the country with a reason.`] : []),
      ...(customer.crmId ? [] : ['The CRM id is not known.']),
    ];
  }

  /** Call after every change of one of those facts. */
  async activateIfReady(tx: Tx, customer: Customer): Promise<void> {
    if (customer.status !== 'in_review') return;
    await tx.em.flush();
    if ((await this.missing(tx.em, customer)).length > 0) return;
    customerStates.move(customer, 'active');
    customer.activatedAt = tx.now;
    tx.record(customerActivated, { subjectId: customer.id, customerId: customer.id, data: {} });
    this.crm.tell(tx, customer.id, 'customer.activated');
  }
}

function domainMissing(check: DomainCheck | null): string | null {
  if (!check) return 'The e-mail domain has not been checked.';
  if (check.resolution === 'accepted' || check.resolution === 'cleared') return null;
  switch (check.status) {
    case 'clear':
      return null;
    case 'pending':
    case 'running':
      return 'The domain check is under way.';
    case 'flagged':
      return `The domain check raised red flags: ${check.reason ?? ''} Security clears or upholds them.`;
    case 'inconclusive':
      return `The domain check was inconclusive: ${check.reason ?? ''} Ops may accept it with a reason.`;
    default:
      return check.status satisfies never;
  }
}
