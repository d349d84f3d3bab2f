import { Injectable } from '@nestjs/common';
import type { AppError } from '../platform/errors/app-error.js';
import type { EntryType } from '../platform/history/entry-type.js';
import type { Tx } from '../platform/unit-of-work/tx.js';
import { CrmService } from './crm/crm.service.js';
import type { CrmEvent } from './crm/crm.work.js';
import type { Customer } from './customer.entity.js';
import { customerClosed, customerReactivated, customerSuspended } from './customer.entries.js';
import { ContainmentRepository } from './containment/containment.repository.js';
import { customerErrors } from './customer.errors.js';
import { CustomerLoginRepository } from './customer-login.repository.js';
import { CustomerRepository } from './customer.repository.js';
import { customerStates, type CustomerStatus } from './customer.states.js';
import { commonErrors } from '../platform/errors/common-errors.js';

interface Move {
  readonly to: CustomerStatus;
  readonly entry: EntryType<Record<string, never>>;
  readonly event: CrmEvent;
}

const MOVES = {
  suspend: { to: 'suspended', entry: customerSuspended, event: 'customer.suspended' },
  reactivate: { to: 'active', entry: customerReactivated, event: 'customer.reactivated' },
  close: { to: 'closed', entry: customerClosed, event: 'customer.closed' },
} as const satisfies Record<string, Move>;
export type StandingMove = keyof typeof MOVES;

const WHEN: Readonly<Record<StandingMove, string>> = {
  suspend: 'Only an active customer is suspended.',
  reactivate: 'Only a suspended customer is reactivated.',
  close: 'A closed customer stays closed.',
};

/** Suspended, active again, closed. A change that locks the customer out ends the portal sessions. */
@Injectable()
export class CustomerStanding {
  constructor(
    private readonly customers: CustomerRepository,
    private readonly logins: CustomerLoginRepository,
    private readonly crm: CrmService,
    private readonly containments: ContainmentRepository,
  ) {}

  async whyNot(tx: Tx, id: string, move: StandingMove): Promise<AppError | undefined> {
    const { status } = await this.customers.get(tx.em, id);
    if (move === 'reactivate' && (await this.containments.open(tx.em, id)))
      return customerErrors.contained('A key or the account may be in other hands.');
    const { to } = MOVES[move];
    const possible = customerStates.can(status, to) && (move !== 'reactivate' || status === 'suspended');
    return possible
      ? undefined
      : commonErrors.transition_refused(`The customer is ${status.replaceAll('_', ' ')}.`, {
          hint: WHEN[move],
        });
  }

  async move(tx: Tx, id: string, move: StandingMove, reason: string): Promise<{ status: CustomerStatus }> {
    const customer = await this.customers.get(tx.em, id);
    await this.apply(tx, customer, MOVES[move], reason);
    return { status: customer.status };
  }

  /** Red flags were upheld. */
  end(tx: Tx, customer: Customer, reason: string): Promise<void> {
    return this.apply(tx, customer, MOVES.close, reason);
  }

  private async apply(tx: Tx, customer: Customer, { to, entry, event }: Move, reason: string): Promise<void> {
    customerStates.move(customer, to);
    customer.statusReason = to === 'active' ? null : reason;
    if (to !== 'active') await this.logins.endSessions(tx.em, customer.id);
    tx.record(entry, { subjectId: customer.id, customerId: customer.id, data: {} });
    this.crm.tell(tx, customer.id, event);
  }
}
