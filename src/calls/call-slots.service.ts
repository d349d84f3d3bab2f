import { Injectable } from '@nestjs/common';
import { CsmService, workingHours } from '../customers/csm.service.js';
import type { Csm } from '../customers/csm.entity.js';
import type { Customer } from '../customers/customer.entity.js';
import { wallText } from '../platform/time/wall-clock.js';
import type { Tx } from '../platform/unit-of-work/tx.js';
import type { Call, CallKind } from './call.entity.js';
import { callErrors } from './call.errors.js';
import { CallRepository, type Busy } from './call.repository.js';
import { offeredSlots, type OfferedDay } from './offer-slots.js';
import { proposeCall, type Candidate, type ProposedCall } from './propose-call.js';
import { proposeCheckIn } from './propose-check-in.js';
import {
  ONBOARDING_CALL_MINUTES,
  ONBOARDING_CALL_WITHIN_HOURS,
  outsideHours,
  proposeSlot,
} from './propose-slot.js';

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
/** What a customer picks by link begins no earlier, nor is a call moved later than this before it. */
export const LINK_NOTICE_HOURS = 2;
const TRIAL_MS = 168 * HOUR_MS;

/** Finds the time of a call (runbook Steps 3 and 12). The caller holds the customer's lock. */
@Injectable()
export class CallSlots {
  constructor(
    private readonly calls: CallRepository,
    private readonly managers: CsmService,
  ) {}

  /** A slot of one's own choice, or the first free one. @throws csm_busy, slot_reason_needed, no_free_slot (409) */
  async slot(tx: Tx, customer: Customer, csmId: string, choice: SlotChoice): Promise<ProposedCall> {
    const csm = await this.managers.get(tx.em, csmId);
    if (choice.startsAt) return this.chosen(tx, customer, csm, choice, choice.startsAt);
    const { kind, exceptId } = choice;
    const times = this.times(tx, customer);
    const found =
      kind === 'onboarding'
        ? await this.proposal(tx, { ...times, signedUpAt: customer.signedUpAt }, csm, exceptId)
        : withCsm(
            proposeSlot({ ...times, ...(await this.candidate(tx, csm, exceptId)), ...late(tx.now, csm) }),
            csm.id,
          );
    if (!found) throw callErrors.no_free_slot(`${csm.name} has no free slot in the next 60 days.`);
    return found;
  }

  /** Day 5 of a trial, or a near day before its end; the first free slot where there is none. */
  async checkIn(
    tx: Tx,
    customer: Customer,
    activatedAt: Date,
    exceptId: string | null,
  ): Promise<ProposedCall> {
    const csm = await this.managers.get(tx.em, customer.csmId);
    const day5 = proposeCheckIn({
      ...this.times(tx, customer),
      ...(await this.candidate(tx, csm, exceptId)),
      csmName: csm.name,
      activatedAt,
      endsAt: new Date(activatedAt.getTime() + TRIAL_MS),
    });
    return withCsm(day5, csm.id) ?? this.slot(tx, customer, csm.id, { kind: 'check_in', exceptId });
  }

  /** What a customer may pick from by link: free at this moment. */
  async offers(tx: Tx, { timezone }: Customer, csmId: string, exceptId: string): Promise<OfferedDay[]> {
    const csm = await this.managers.get(tx.em, csmId);
    const busy = await this.calls.seen(tx.em, csmId, tx.now, exceptId);
    const earliest = new Date(tx.now.getTime() + LINK_NOTICE_HOURS * HOUR_MS);
    return offeredSlots({ earliest, hours: workingHours(csm), busy, customerTimezone: timezone });
  }

  /** The slot of these offers that begins at `startsAt`, held against others. @throws slot_taken (409) */
  async taken(tx: Tx, customer: Customer, call: Call, startsAt: Date): Promise<ProposedCall> {
    const csm = await this.managers.get(tx.em, call.csmId);
    await this.calls.busy(tx.em, csm.id, tx.now, call.id);
    const offers = (await this.offers(tx, customer, csm.id, call.id)).flatMap(({ slots }) => slots);
    const slot = offers.find((one) => one.startsAt.getTime() === startsAt.getTime());
    if (!slot) throw callErrors.slot_taken(`${wallText(startsAt, customer.timezone)} is no longer free.`);
    return { ...slot, withinTarget: false, reason: 'The customer chose this time.', csmId: csm.id };
  }

  /**
   * The time of a scheduled call that comes to another manager: its own where that one is free then, else the first
   * free slot. One whose time has come keeps it. @throws no_free_slot (409)
   */
  async handed(tx: Tx, customer: Customer, call: Call, csmId: string): Promise<ProposedCall> {
    const csm = await this.managers.get(tx.em, csmId);
    const { startsAt, minutes, slotReason } = call;
    const slot = { startsAt, endsAt: new Date(startsAt.getTime() + minutes * 60_000) };
    const same = { ...slot, withinTarget: true, reason: slotReason ?? null, csmId };
    if (startsAt <= tx.now) return same;
    const candidate = await this.candidate(tx, csm, call.id);
    const clash = candidate.busy.some((one) => slot.startsAt < one.endsAt && slot.endsAt > one.startsAt);
    if (!clash && outsideHours(slot, candidate.hours, csm.name) === null) return same;
    const signedUpAt = call.kind === 'onboarding' ? customer.signedUpAt : tx.now;
    const free = proposeSlot({ ...this.times(tx, customer), ...candidate, signedUpAt, csmName: csm.name });
    if (!free) throw callErrors.no_free_slot(`${csm.name} has no free slot in the next 60 days.`);
    return { ...free, csmId };
  }

  private async proposal(
    tx: Tx,
    times: { signedUpAt: Date; earliest: Date; customerTimezone: string },
    csm: Csm,
    exceptId: string | null,
  ): Promise<ProposedCall | null> {
    const colleagues: Candidate[] = [];
    for (const other of await this.calls.managers(tx.em)) {
      if (other.id !== csm.id) colleagues.push(await this.candidate(tx, other, exceptId));
    }
    return proposeCall(times, await this.candidate(tx, csm, exceptId), colleagues);
  }

  private async candidate(tx: Tx, csm: Csm, exceptId: string | null): Promise<Candidate> {
    const busy = await this.calls.busy(tx.em, csm.id, tx.now, exceptId);
    return { id: csm.id, name: csm.name, hours: workingHours(csm), busy };
  }

  private times(tx: Tx, { timezone }: Customer) {
    return { earliest: new Date(tx.now.getTime() + NOTICE_MS), customerTimezone: timezone };
  }

  private async chosen(
    tx: Tx,
    customer: Customer,
    csm: Csm,
    { kind, reason, exceptId }: SlotChoice,
    startsAt: Date,
  ): Promise<ProposedCall> {
    const slot = { startsAt, endsAt: new Date(startsAt.getTime() + ONBOARDING_CALL_MINUTES * 60_000) };
    if (startsAt <= tx.now) {
      throw callErrors.call_time_invalid('The call would begin in the past.', {
        fields: [{ field: 'startsAt', message: 'must be in the future' }],
      });
    }
    refuseClash(csm, slot, await this.calls.busy(tx.em, csm.id, tx.now, exceptId));
    const deadline = customer.signedUpAt.getTime() + ONBOARDING_CALL_WITHIN_HOURS * HOUR_MS;
    const isLate = startsAt.getTime() > deadline;
    const faults = [
      ...(kind === 'onboarding' && isLate ? ['It is later than 24 h after signup.'] : []),
      ...[outsideHours(slot, workingHours(csm), csm.name)].filter((fault) => fault !== null),
    ];
    if (faults.length > 0 && reason === undefined) {
      throw callErrors.slot_reason_needed(faults.join(' '), {
        fields: [{ field: 'reason', message: 'is needed for this time' }],
      });
    }
    const slotReason = faults.length > 0 ? (reason ?? null) : null;
    return { ...slot, withinTarget: !isLate, reason: slotReason, csmId: csm.id };
  }
}

/** A check-in or a follow-up has no 24 hours: they count from now. */
const late = (now: Date, { name }: Csm) => ({ signedUpAt: now, csmName: name });

const withCsm = <T extends object>(slot: T | null, csmId: string): (T & { csmId: string }) | null =>
  slot && { ...slot, csmId };

function refuseClash({ name }: Csm, slot: { startsAt: Date; endsAt: Date }, busy: readonly Busy[]): void {
  const clash = busy.find((other) => slot.startsAt < other.endsAt && slot.endsAt > other.startsAt);
  if (!clash) return;
  throw callErrors.csm_busy(
    clash.coverId === null ? `${name} has another call in that half hour.` : `${name} is away then.`,
  );
}
