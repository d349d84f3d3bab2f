import { Injectable } from '@nestjs/common';
import { CsmService } from '../customers/csm.service.js';
import { CustomerService } from '../customers/customer.service.js';
import type { Customer } from '../customers/customer.entity.js';
import type { Tx } from '../platform/unit-of-work/tx.js';
import { has } from './attendees.js';
import type { Call } from './call.entity.js';
import { callRescheduled } from './call.entries.js';
import { CallInvites } from './call-invites.js';
import { CallRepository } from './call.repository.js';
import { CallService } from './call.service.js';
import { CallSlots } from './call-slots.service.js';

/** Who is away, and who covers. */
interface Cover {
  readonly csmId: string;
  readonly coverId: string;
}

/** Scheduled calls follow their customers to another manager, and invites say who leads. */
@Injectable()
export class CallHandOver {
  constructor(
    private readonly calls: CallRepository,
    private readonly customers: CustomerService,
    private readonly managers: CsmService,
    private readonly slots: CallSlots,
    private readonly service: CallService,
    private readonly invites: CallInvites,
  ) {}

  /** The customer came to another manager. @throws no_free_slot (409) where that one has no time for a call */
  async customer(tx: Tx, customerId: string, csmId: string): Promise<void> {
    const customer = await this.customers.get(tx, customerId);
    const { name } = await this.managers.get(tx.em, csmId);
    for (const call of await this.calls.scheduled(tx.em, customerId)) {
      // Whoever has begun it goes on; and it may have been the new manager's turn already.
      if (call.startedAt || call.csmId === csmId) continue;
      await this.hand(tx, customer, call, csmId, (moved) => changeInWords(name, moved));
    }
  }

  /**
   * Whoever covers for an absent manager leads the call; the customer keeps the manager. The caller holds the
   * customer's lock. @returns whether it begins at another time @throws no_free_slot (409)
   */
  async covered(tx: Tx, call: Call, { csmId, coverId }: Cover): Promise<boolean> {
    const customer = await this.customers.get(tx, call.customerId);
    const away = await this.managers.get(tx.em, csmId);
    const cover = await this.managers.get(tx.em, coverId);
    return this.hand(tx, customer, call, coverId, (moved) => coverInWords(cover.name, away.name, moved));
  }

  private async hand(
    tx: Tx,
    customer: Customer,
    call: Call,
    csmId: string,
    say: (moved: boolean) => string,
  ): Promise<boolean> {
    const leaving = leads(call);
    const slot = await this.slots.handed(tx, customer, call, csmId);
    const moved = slot.startsAt.getTime() !== call.startsAt.getTime();
    await this.service.move(tx, call, slot, say(moved));
    await this.tellLeaving(tx, call, leaving);
    await tx.em.flush();
    if (moved) this.record(tx, call);
    return moved;
  }

  /** The manager has another name or address: the calendar entries of the calls to come say so. */
  async renamed(tx: Tx, csmId: string): Promise<void> {
    for (const call of await this.calls.ledBy(tx.em, csmId)) {
      const leaving = leads(call);
      await this.service.handTo(tx, call, csmId);
      call.changeReason = 'The contact details of whoever leads the call have changed.';
      call.icsSequence += 1;
      await this.invites.send(tx, call, 'moved');
      await this.tellLeaving(tx, call, leaving);
    }
  }

  private tellLeaving(tx: Tx, call: Call, before: readonly Call['attendees'][number][]): Promise<void> {
    const gone = before.filter(({ email }) => !has(call.attendees, email));
    return this.invites.send(tx, call, 'removed', gone);
  }

  private record(tx: Tx, { id, customerId, kind, startsAt }: Call): void {
    const data = { kind, startsAt: startsAt.toISOString() };
    tx.record(callRescheduled, { subjectId: id, customerId, data });
  }
}

const leads = ({ attendees }: Call) => attendees.filter(({ role }) => role === 'csm');

const coverInWords = (cover: string, away: string, moved: boolean): string =>
  moved
    ? `${away} is away; ${cover} leads the call and has time then. Another time can be picked by the link.`
    : `${away} is away; ${cover} leads the call.`;

const changeInWords = (name: string, moved: boolean): string =>
  moved
    ? `${name} looks after you from now on and has time then; another time can be picked by the link.`
    : `${name} looks after you from now on.`;
