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

/** What the customer's page of a call shows. */
export interface CallPageView {
  readonly call: CallData;
  readonly status: Call['status'];
  /** The customer's people, who may be changed. */
  readonly guests: readonly Attendee[];
  readonly movesLeft: number;
  /** Why it cannot be moved here, with what to do; null when it can. */
  readonly fixed: { readonly why: string; readonly hint: string } | null;
  /** Whether people may be changed and the call be called off. */
  readonly open: boolean;
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
    const refusal = await this.whyNot(tx, call, true);
    return {
      call: await this.details.of(tx, call.id),
      status: call.status,
      guests: call.attendees.filter(({ role }) => role === 'customer'),
      movesLeft: Math.max(0, MOVES_BY_LINK - call.movesByLink),
      fixed: refusal ? { why: refusal.detail, hint: refusal.hint } : null,
      open: call.status === 'scheduled' && !(await this.whyNot(tx, call, false)),
      days: refusal ? [] : await this.slots.offers(tx, customer, call.csmId, call.id),
    };
  }

  /** The call; where it was missed and a new one is scheduled since, that one. */
  async present(tx: Tx, id: string): Promise<Call> {
    const call = await this.calls.get(tx.em, id);
    if (call.status !== 'no_show') return call;
    return (await this.calls.next(tx.em, call.customerId, call.kind)) ?? call;
  }

  /** Why the customer cannot change it by link: begun, over, too near, or (to move it) moved too often. */
  async whyNot(tx: Tx, call: Call, moving: boolean): Promise<AppError | undefined> {
    if (call.status === 'no_show')
      return moving ? undefined : callErrors.too_late_to_move('The call is over.');
    if (call.status !== 'scheduled') return callErrors.too_late_to_move('The call is over.');
    if (call.startedAt) return callErrors.too_late_to_move('The call is under way.');
    const left = call.startsAt.getTime() - tx.now.getTime();
    if (left < LINK_NOTICE_HOURS * 3_600_000)
      return callErrors.too_late_to_move(`The call begins in less than ${LINK_NOTICE_HOURS} hours.`);
    return moving && call.movesByLink >= MOVES_BY_LINK
      ? callErrors.moved_too_often(`It was moved ${MOVES_BY_LINK} times by link.`)
      : undefined;
  }
}
