import { Injectable, type OnModuleInit } from '@nestjs/common';
import { callRescheduled, callScheduled } from '../../calls/call.entries.js';
import { credentialStored } from '../../credentials/credential.entries.js';
import { customerEmailVerified, customerFirstLogin } from '../../customers/customer.entries.js';
import { CustomerWaiting, type CustomersAct } from '../../customers/waiting/customer-waiting.service.js';
import { deliverableDecided } from '../../goals/goal.entries.js';
import { HistoryBus } from '../../platform/history/history-bus.js';
import type { Tx } from '../../platform/unit-of-work/tx.js';

/** The customer, signed in or by a one-time link. */
export const isCustomers = ({ actor }: Pick<Tx, 'actor'>): boolean =>
  actor.kind === 'customer' || actor.kind === 'public';

/** What a customer does ends a wait on them, in the transaction in which it is done. */
@Injectable()
export class CustomerActs implements OnModuleInit {
  constructor(
    private readonly bus: HistoryBus,
    private readonly waiting: CustomerWaiting,
  ) {}

  onModuleInit(): void {
    this.bus.on(credentialStored, (tx, { customerId, data }) =>
      this.acted(tx, customerId, 'credential', data.door !== 'api'),
    );
    this.bus.on(customerFirstLogin, (tx, { customerId }) => this.acted(tx, customerId, 'first_login'));
    this.bus.on(customerEmailVerified, (tx, { customerId }) => this.acted(tx, customerId, 'email'));
    this.bus.on(deliverableDecided, (tx, { customerId, data }) =>
      this.acted(tx, customerId, 'draft', data.by === 'customer'),
    );
    for (const picked of [callScheduled, callRescheduled])
      this.bus.on(picked, (tx, { customerId }) => this.acted(tx, customerId, 'call', isCustomers(tx)));
  }

  private async acted(tx: Tx, customerId: string | null, act: CustomersAct, theirs = true): Promise<void> {
    if (theirs && customerId !== null) await this.waiting.customerActed(tx, customerId, act);
  }
}
