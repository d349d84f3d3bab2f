import { Injectable } from '@nestjs/common';
import { CustomerService } from '../customers/customer.service.js';
import type { CallData } from '../mail/templates/fields.js';
import type { AppError } from '../platform/errors/app-error.js';
import type { Tx } from '../platform/unit-of-work/tx.js';
import { CallDetails } from './call-details.js';
import type { Attendee, Call } from './call.entity.js';
import { callErrors } from './call.errors.js';
import { CallRepository } from './call.repository.js';
import { CallSlots, LINK_NOTICE_HOURS } from './call-slots.service.js';
import type { OfferedDay } from './offer-slots.js';

/** So often a customer moves a call by link; then a person helps. */
export const MOVES_BY_LINK = 3;

/** What a customer changes on the page: the time, who is on the call, or that there is one. */
export type LinkChange = 'time' | 'people' | 'off';

/** What the customer's page of a call shows. */
export interface CallPageView {
  readonly call: CallData;
  readonly status: Call['status'];
  /** The customer's people, who may be changed. */
  readonly guests: readonly Attendee[];
  readonly movesLeft: number;
  /** Why it cannot be moved here, with what to do; null when it can. */
  readonly fixed: { readonly why: string; readonly hint: string } | null;
  /** Whether people may be added and taken off. */
  readonly open: boolean;
  readonly mayCallOff: boolean;
  /** Free at this moment; empty when it cannot be moved. */
  readonly days: readonly OfferedDay[];
}

/** Reads the page behind `/call?token`. */
@Injectable()
export class CallPage {
  constructor(
    private readonly calls: CallRepository,
    private readonly details: CallDetails,
    private readonly customers: CustomerService,
    private readonly slots: CallSlots,
  ) {}

  async of(tx: Tx, callId: string): Promise<CallPageView> {
    const call = await this.present(tx, callId);
    const customer = await this.customers.get(tx, call.customerId);
    const refusal = await this.whyNot(tx, call, 'time');
    return {
      call: await this.details.of(tx, call.id),
      status: call.status,
      guests: call.attendees.filter(({ role }) => role === 'customer'),
      movesLeft: Math.max(0, MOVES_BY_LINK - call.movesByLink),
      fixed: refusal ? { why: refusal.detail, hint: refusal.hint } : null,
      open: call.status === 'scheduled' && !(await this.whyNot(tx, call, 'people')),
      mayCallOff: call.status === 'scheduled' && !(await this.whyNot(tx, call, 'off')),
      days: refusal ? [] : await this.slots.offers(tx, customer, call.csmId, call.id),
    };
  }

  /** The call; where it was missed and a new one is scheduled since, that one. */
  async present(tx: Tx, id: string): Promise<Call> {
    const call = await this.calls.get(tx.em, id);
    if (call.status !== 'no_show') return call;
    return (await this.calls.next(tx.em, call.customerId, call.kind)) ?? call;
  }

  /** Why the customer cannot change it by link: begun, over; and but for its people too near; to move it, moved too often. */
  async whyNot(tx: Tx, call: Call, change: LinkChange): Promise<AppError | undefined> {
    if (call.status === 'no_show')
      return change === 'time' ? undefined : callErrors.too_late_to_move('The call is over.');
    if (call.status !== 'scheduled') return callErrors.too_late_to_move('The call is over.');
    if (call.startedAt) return callErrors.too_late_to_move('The call is under way.');
    const left = call.startsAt.getTime() - tx.now.getTime();
    if (left <= 0) return callErrors.too_late_to_move('The call has begun.');
    if (change !== 'people' && left < LINK_NOTICE_HOURS * 3_600_000)
      return callErrors.too_late_to_move(`The call begins in less than ${LINK_NOTICE_HOURS} hours.`);
    return change === 'time' && call.movesByLink >= MOVES_BY_LINK
      ? callErrors.moved_too_often(`It was moved ${MOVES_BY_LINK} times by link.`)
      : undefined;
  }
}
