import { Injectable } from '@nestjs/common';
import type { Customer } from '../customers/customer.entity.js';
import { CustomerService } from '../customers/customer.service.js';
import { newId } from '../platform/ids/new-id.js';
import { Settings } from '../platform/settings/settings.js';
import type { Tx } from '../platform/unit-of-work/tx.js';
import type { Call, CallKind } from './call.entity.js';
import { callScheduled } from './call.entries.js';
import { callErrors } from './call.errors.js';
import { meetingLink as usualLink } from './call.settings.js';
import { CallInvites } from './call-invites.js';
import { CallPeople, type Guest } from './call-people.js';
import { CallRepository } from './call.repository.js';
import { CallSlots } from './call-slots.service.js';
import type { ProposedCall } from './propose-call.js';
import { ONBOARDING_CALL_MINUTES } from './propose-slot.js';

export interface CallRequest {
  readonly customerId: string;
  readonly kind: CallKind;
  /** The first free slot unless given. */
  readonly startsAt?: Date | undefined;
  /** Beside the CSM and the primary contact. */
  readonly attendees?: readonly Guest[] | undefined;
  readonly meetingLink?: string | undefined;
  /** Why this time, where it is outside the CSM's hours or later than 24 h after signup. */
  readonly reason?: string | undefined;
}

/** Schedules calls (runbook Steps 3 and 12). */
@Injectable()
export class CallService {
  constructor(
    private readonly calls: CallRepository,
    private readonly customers: CustomerService,
    private readonly people: CallPeople,
    private readonly invites: CallInvites,
    private readonly settings: Settings,
    private readonly slots: CallSlots,
  ) {}

  /** The caller holds the customer's lock. @throws call_already_scheduled, csm_busy, slot_reason_needed (409) */
  async schedule(tx: Tx, request: CallRequest): Promise<Call> {
    const customer = await this.customers.requireActive(tx, request.customerId);
    await this.refuseUnfit(tx, customer.id, request.kind);
    const { kind, startsAt, reason } = request;
    const slot = await this.slots.slot(tx, customer, customer.csmId, {
      kind,
      startsAt,
      reason,
      exceptId: null,
    });
    return this.make(tx, customer, slot, request);
  }

  /**
   * The day-5 check-in of a trial that was just activated, in the CSM's hours, with its invite. One that is
   * scheduled already (an activation was undone) moves along. The caller holds the customer's lock.
   */
  async scheduleCheckIn(tx: Tx, customerId: string, activatedAt: Date): Promise<Call> {
    const customer = await this.customers.get(tx, customerId);
    const known = await this.calls.next(tx.em, customerId, 'check_in');
    const slot = await this.slots.checkIn(tx, customer, activatedAt, known?.id ?? null);
    if (known) return this.move(tx, known, slot, 'The trial was activated anew.');
    return this.make(tx, customer, slot, { customerId, kind: 'check_in' });
  }

  /** The check-in that is scheduled. */
  checkIn(tx: Tx, customerId: string): Promise<Call | null> {
    return this.calls.next(tx.em, customerId, 'check_in');
  }

  /** In place of a call that was missed: the same people at a time the customer picked. */
  async again(tx: Tx, missed: Call, slot: ProposedCall): Promise<Call> {
    const customer = await this.customers.requireActive(tx, missed.customerId);
    await this.refuseUnfit(tx, customer.id, missed.kind);
    const attendees = missed.attendees.filter(({ role }) => role === 'customer');
    const { kind, meetingLink, customerId } = missed;
    return this.make(tx, customer, slot, {
      customerId,
      kind,
      attendees,
      meetingLink: meetingLink ?? undefined,
    });
  }

  /** To a time of one's own choice, or the first free slot. */
  async reschedule(
    tx: Tx,
    call: Call,
    { startsAt, reason }: { startsAt?: Date | undefined; reason?: string | undefined },
  ): Promise<Call> {
    const customer = await this.customers.get(tx, call.customerId);
    const choice = { kind: call.kind, startsAt, reason, exceptId: call.id };
    return this.move(tx, call, await this.slots.slot(tx, customer, call.csmId, choice), reason ?? null);
  }

  /** Moves a scheduled call, and the calendar entry with it. */
  async move(tx: Tx, call: Call, slot: ProposedCall, reason: string | null): Promise<Call> {
    if (slot.csmId !== call.csmId) await this.handTo(tx, call, slot.csmId);
    call.startsAt = slot.startsAt;
    call.slotReason = slot.reason;
    call.changeReason = reason;
    call.icsSequence += 1;
    await this.invites.send(tx, call, 'moved');
    return call;
  }

  /** Another manager leads the call. */
  async handTo(tx: Tx, call: Call, csmId: string): Promise<void> {
    const lead = await this.people.lead(tx, csmId);
    // A link that was given to this call stays; the usual one is that of whoever leads.
    if (call.meetingLink === (await this.linkOf(tx, call.csmId)))
      call.meetingLink = await this.linkOf(tx, csmId);
    call.csmId = csmId;
    call.attendees = [lead, ...call.attendees.filter(({ role }) => role !== 'csm')];
  }

  /** Where a manager's calls take place. */
  private async linkOf(tx: Tx, csmId: string): Promise<string | null> {
    return (await this.people.link(tx, csmId)) ?? this.settings.get(tx.em, usualLink);
  }

  private async make(tx: Tx, customer: Customer, slot: ProposedCall, request: CallRequest): Promise<Call> {
    const id = newId();
    const { kind, attendees = [], meetingLink } = request;
    const call = this.calls.add(tx.em, {
      id,
      customerId: customer.id,
      kind,
      status: 'scheduled',
      startsAt: slot.startsAt,
      minutes: ONBOARDING_CALL_MINUTES,
      csmId: slot.csmId,
      attendees: await this.people.everybody(tx, customer, slot.csmId, attendees),
      meetingLink: meetingLink ?? (await this.linkOf(tx, slot.csmId)),
      icsUid: `${id}@waooaw.com`,
      slotReason: slot.reason,
      createdAt: tx.now,
    });
    await tx.em.flush();
    const data = { kind, startsAt: slot.startsAt.toISOString() };
    tx.record(callScheduled, { subjectId: id, customerId: customer.id, data });
    await this.invites.send(tx, call, 'invited');
    return call;
  }

  private async refuseUnfit(tx: Tx, customerId: string, kind: CallKind): Promise<void> {
    const known = await this.calls.current(tx.em, customerId, kind);
    if (known?.status === 'scheduled') {
      throw callErrors.call_already_scheduled(`It begins ${known.startsAt.toISOString()}.`, {
        facts: { callId: known.id },
      });
    }
    if (known && kind === 'onboarding')
      throw callErrors.onboarding_held(
        'The first onboarding call stays the one that the measures count from.',
      );
    if (kind !== 'follow_up') return;
    const first = await this.calls.current(tx.em, customerId, 'onboarding');
    if (first?.status !== 'held')
      throw callErrors.nothing_to_follow('The onboarding call of this customer was not held yet.');
  }
}
