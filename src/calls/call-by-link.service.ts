import { Injectable } from '@nestjs/common';
import type { Customer } from '../customers/customer.entity.js';
import { CustomerService } from '../customers/customer.service.js';
import { Links } from '../platform/links/links.js';
import type { Tx } from '../platform/unit-of-work/tx.js';
import { callAggregate } from './call.aggregate.js';
import { answer, type CallAnswer } from './call-desk.service.js';
import { CallLinkChanges } from './call-link-changes.js';
import type { Call } from './call.entity.js';
import { callRescheduled } from './call.entries.js';
import { type LinkChange, CallPage } from './call-page.js';
import type { Guest } from './call-people.js';
import { CallService } from './call.service.js';
import { CallSlots } from './call-slots.service.js';

interface Opened {
  readonly call: Call;
  readonly customer: Customer;
}

/** What the customer does with a call by its link; opening never spends it, and it lives as long as the call. */
@Injectable()
export class CallByLink {
  constructor(
    private readonly links: Links,
    private readonly page: CallPage,
    private readonly customers: CustomerService,
    private readonly service: CallService,
    private readonly slots: CallSlots,
    private readonly changes: CallLinkChanges,
  ) {}

  /** A new time: moves a call that is to come, makes a new one where it was missed. */
  async pick(tx: Tx, token: string, startsAt: Date): Promise<CallAnswer> {
    const { call, customer } = await this.open(tx, token);
    if (call.status === 'no_show') {
      const slot = await this.slots.taken(tx, customer, call, startsAt);
      return answer(tx, await this.service.again(tx, call, slot));
    }
    // Pressing the button of the time it has already is no move.
    if (call.startsAt.getTime() === startsAt.getTime()) return answer(tx, call);
    await this.refuseChange(tx, call, 'time');
    const slot = await this.slots.taken(tx, customer, call, startsAt);
    await this.service.move(tx, call, slot, 'You picked this time.');
    call.movesByLink += 1;
    const data = { kind: call.kind, startsAt: startsAt.toISOString() };
    tx.record(callRescheduled, { subjectId: call.id, customerId: call.customerId, data });
    return answer(tx, call);
  }

  async callOff(tx: Tx, token: string, reason: string): Promise<CallAnswer> {
    const { call } = await this.open(tx, token);
    await this.refuseChange(tx, call, 'off');
    return this.changes.callOff(tx, call, reason);
  }

  /** Invites one more person, or takes one off. */
  async people(
    tx: Tx,
    token: string,
    { add, remove }: { add?: Guest | undefined; remove?: string | undefined },
  ): Promise<CallAnswer> {
    const { call } = await this.open(tx, token);
    await this.refuseChange(tx, call, 'people');
    return this.changes.people(tx, call, add, remove);
  }

  /** The caller sees what the link is about; the call is locked, its newest successor taken. */
  private async open(tx: Tx, token: string): Promise<Opened> {
    const { subjectId } = await this.links.peek('call', token);
    await tx.lock(callAggregate, subjectId);
    const call = await this.page.present(tx, subjectId);
    return { call, customer: await this.customers.get(tx, call.customerId) };
  }

  private async refuseChange(tx: Tx, call: Call, change: LinkChange): Promise<void> {
    const refusal = await this.page.whyNot(tx, call, change);
    if (refusal) throw refusal;
  }
}
