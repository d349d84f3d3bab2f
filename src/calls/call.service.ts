import { Injectable } from '@nestjs/common';
import { CsmService, workingHours } from '../customers/csm.service.js';
import type { Csm } from '../customers/csm.entity.js';
import type { Customer } from '../customers/customer.entity.js';
import { CustomerService } from '../customers/customer.service.js';
import { CustomerContacts } from '../customers/customer-contacts.js';
import { newId } from '../platform/ids/new-id.js';
import { Settings } from '../platform/settings/settings.js';
import type { Tx } from '../platform/unit-of-work/tx.js';
import type { Attendee, Call, CallKind } from './call.entity.js';
import { callScheduled } from './call.entries.js';
import { callErrors } from './call.errors.js';
import { meetingLink as usualLink } from './call.settings.js';
import { CallInvites } from './call-invites.js';
import { CallRepository } from './call.repository.js';
import { proposeCheckIn } from './propose-check-in.js';
import {
  type Interval,
  ONBOARDING_CALL_MINUTES,
  ONBOARDING_CALL_WITHIN_HOURS,
  outsideHours,
  type ProposedSlot,
  proposeSlot,
} from './propose-slot.js';

export interface CallRequest {
  readonly customerId: string;
  readonly kind: CallKind;
  /** The first free slot unless given. */
  readonly startsAt?: Date | undefined;
  /** Beside the CSM and the primary contact. */
  readonly attendees?: readonly { readonly name: string; readonly email: string }[] | undefined;
  readonly meetingLink?: string | undefined;
  /** Why this time, where it is outside the CSM's hours or later than 24 h after signup. */
  readonly reason?: string | undefined;
}

export interface SlotChoice {
  readonly kind: CallKind;
  readonly startsAt?: Date | undefined;
  readonly reason?: string | undefined;
  /** The call that is moved: it does not stand in its own way. */
  readonly exceptId: string | null;
}

const HOUR_MS = 3_600_000;
/** Nobody is invited to a call that begins at once. */
const NOTICE_MS = HOUR_MS;
const TRIAL_MS = 168 * HOUR_MS;

/** Schedules calls (runbook Steps 3 and 12). */
@Injectable()
export class CallService {
  constructor(
    private readonly calls: CallRepository,
    private readonly customers: CustomerService,
    private readonly contacts: CustomerContacts,
    private readonly managers: CsmService,
    private readonly invites: CallInvites,
    private readonly settings: Settings,
  ) {}

  /** The caller holds the customer's lock. @throws call_already_scheduled, csm_busy, slot_reason_needed (409) */
  async schedule(tx: Tx, request: CallRequest): Promise<Call> {
    const customer = await this.customers.requireActive(tx, request.customerId);
    await this.refuseSecond(tx, customer.id, request.kind);
    const csm = await this.managers.get(tx.em, customer.csmId);
    const { kind, startsAt, reason } = request;
    const slot = await this.slot(tx, customer, csm, { kind, startsAt, reason, exceptId: null });
    return this.make(tx, customer, csm, slot, request);
  }

  /**
   * The day-5 check-in of a trial that was just activated, in the CSM's hours, with its invite. One that is
   * scheduled already (an activation was undone) moves along. The caller holds the customer's lock.
   */
  async scheduleCheckIn(tx: Tx, customerId: string, activatedAt: Date): Promise<Call> {
    const customer = await this.customers.get(tx, customerId);
    const csm = await this.managers.get(tx.em, customer.csmId);
    const known = await this.calls.current(tx.em, customerId, 'check_in');
    const slot = proposeCheckIn({
      activatedAt,
      endsAt: new Date(activatedAt.getTime() + TRIAL_MS),
      ...(await this.circumstances(tx, customer, csm, known?.id ?? null)),
    });
    const chosen =
      slot ?? (await this.slot(tx, customer, csm, { kind: 'check_in', exceptId: known?.id ?? null }));
    if (known?.status === 'scheduled') return this.move(tx, known, chosen, 'The trial was activated anew.');
    return this.make(tx, customer, csm, chosen, { customerId, kind: 'check_in' });
  }

  /** A slot of one's own choice, or the first free one. */
  async slot(tx: Tx, customer: Customer, csm: Csm, choice: SlotChoice): Promise<ProposedSlot> {
    const circumstances = await this.circumstances(tx, customer, csm, choice.exceptId);
    if (choice.startsAt) return this.chosen(tx, customer, csm, choice, choice.startsAt, circumstances.busy);
    const slot = proposeSlot({ ...circumstances, signedUpAt: dueFrom(customer, choice.kind, tx.now) });
    if (!slot) throw callErrors.no_free_slot(`${csm.name} has no free slot in the next 60 days.`);
    return slot;
  }

  /** Moves a scheduled call, and the calendar entry with it. */
  async move(tx: Tx, call: Call, slot: ProposedSlot, reason: string | null): Promise<Call> {
    call.startsAt = slot.startsAt;
    call.slotReason = slot.reason;
    call.changeReason = reason;
    call.icsSequence += 1;
    await this.invites.send(tx, call, 'moved');
    return call;
  }

  private async circumstances(tx: Tx, { timezone }: Customer, csm: Csm, exceptId: string | null) {
    const earliest = new Date(tx.now.getTime() + NOTICE_MS);
    return {
      earliest,
      hours: workingHours(csm),
      csmName: csm.name,
      busy: await this.calls.busy(tx.em, csm.id, tx.now, exceptId),
      customerTimezone: timezone,
    };
  }

  private chosen(
    tx: Tx,
    customer: Customer,
    csm: Csm,
    { kind, reason }: SlotChoice,
    startsAt: Date,
    busy: readonly Interval[],
  ): ProposedSlot {
    const slot = { startsAt, endsAt: new Date(startsAt.getTime() + ONBOARDING_CALL_MINUTES * 60_000) };
    if (startsAt <= tx.now) {
      throw callErrors.call_time_invalid('The call would begin in the past.', {
        fields: [{ field: 'startsAt', message: 'must be in the future' }],
      });
    }
    if (busy.some((other) => slot.startsAt < other.endsAt && slot.endsAt > other.startsAt)) {
      throw callErrors.csm_busy(`${csm.name} has another call in that half hour.`);
    }
    const late = startsAt.getTime() > customer.signedUpAt.getTime() + ONBOARDING_CALL_WITHIN_HOURS * HOUR_MS;
    const faults = [
      ...(kind === 'onboarding' && late ? ['It is later than 24 h after signup.'] : []),
      ...[outsideHours(slot, workingHours(csm), csm.name)].filter((fault) => fault !== null),
    ];
    if (faults.length > 0 && reason === undefined) {
      throw callErrors.slot_reason_needed(faults.join(' '), {
        fields: [{ field: 'reason', message: 'is needed for this time' }],
      });
    }
    return { ...slot, withinTarget: !late, reason: faults.length > 0 ? (reason ?? null) : null };
  }

  private async make(
    tx: Tx,
    customer: Customer,
    csm: Csm,
    slot: ProposedSlot,
    request: CallRequest,
  ): Promise<Call> {
    const id = newId();
    const { kind, attendees = [], meetingLink } = request;
    const call = this.calls.add(tx.em, {
      id,
      customerId: customer.id,
      kind,
      status: 'scheduled',
      startsAt: slot.startsAt,
      minutes: ONBOARDING_CALL_MINUTES,
      startedAt: null,
      endedAt: null,
      csmId: csm.id,
      attendees: await this.everybody(tx, customer, csm, attendees),
      meetingLink: meetingLink ?? (await this.settings.get(tx.em, usualLink)),
      icsUid: `${id}@waooaw.com`,
      icsSequence: 0,
      slotReason: slot.reason,
      changeReason: null,
      outcome: null,
      outcomeReason: null,
      createdAt: tx.now,
    });
    await tx.em.flush();
    const data = { kind, startsAt: slot.startsAt.toISOString() };
    tx.record(callScheduled, { subjectId: id, customerId: customer.id, data });
    await this.invites.send(tx, call, 'invited');
    return call;
  }

  private async everybody(
    tx: Tx,
    customer: Customer,
    csm: Csm,
    more: readonly { readonly name: string; readonly email: string }[],
  ): Promise<Attendee[]> {
    const first = await this.contacts.primary(tx, customer.id);
    const people: Attendee[] = [
      { name: csm.name, email: csm.email, role: 'csm' },
      { name: first?.name ?? customer.companyName, email: first?.email ?? customer.email, role: 'customer' },
      ...more.map(({ name, email }): Attendee => ({ name, email, role: 'customer' })),
    ];
    const seen = new Set<string>();
    return people.filter(({ email }) => !seen.has(email.toLowerCase()) && seen.add(email.toLowerCase()));
  }

  private async refuseSecond(tx: Tx, customerId: string, kind: CallKind): Promise<void> {
    const known = await this.calls.current(tx.em, customerId, kind);
    if (known?.status === 'scheduled') {
      throw callErrors.call_already_scheduled(`It begins ${known.startsAt.toISOString()}.`, {
        facts: { callId: known.id },
      });
    }
    if (known && kind === 'onboarding')
      throw callErrors.onboarding_held('There is no second onboarding call.');
  }
}

/** The 24 hours count from signup for the first call; a check-in has no such hurry. */
function dueFrom({ signedUpAt }: Customer, kind: CallKind, now: Date): Date {
  return kind === 'onboarding' ? signedUpAt : now;
}
