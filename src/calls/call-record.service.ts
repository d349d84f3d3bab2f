import { Injectable } from '@nestjs/common';
import type { CommandForm } from '../platform/commands/command.js';
import { expectVersion } from '../platform/commands/expect-version.js';
import type { AppError } from '../platform/errors/app-error.js';
import { commonErrors } from '../platform/errors/common-errors.js';
import { actorId } from '../platform/unit-of-work/actor.js';
import type { Tx } from '../platform/unit-of-work/tx.js';
import { has, uniquePeople } from './attendees.js';
import { answer, type CallAnswer } from './call-desk.service.js';
import { refuseImpossible } from './call-times.js';
import type { Attendee, Call, Consent } from './call.entity.js';
import { callConsent, callRelinked, callPeopleChanged, callTimesCorrected } from './call.entries.js';
import { callErrors } from './call.errors.js';
import { CallInvites } from './call-invites.js';
import { CallRepository } from './call.repository.js';
import type { Guest } from './call-people.js';

export interface CorrectedTimes {
  readonly startedAt?: Date | undefined;
  readonly endedAt?: Date | undefined;
  readonly reason: string;
}

/** Who is on a call, when it really was, and whether it may be recorded. */
@Injectable()
export class CallRecord {
  constructor(
    private readonly calls: CallRepository,
    private readonly invites: CallInvites,
  ) {}

  /** People may be changed until the call begins. */
  async whyNotPeople(tx: Tx, id: string): Promise<AppError | undefined> {
    const { status, startedAt } = await this.calls.get(tx.em, id);
    if (startedAt) return callErrors.call_started('Its people are those who came.');
    return status === 'scheduled'
      ? undefined
      : commonErrors.transition_refused(`The call is ${status.replace('_', '-')}.`);
  }

  async whyNotCorrect(tx: Tx, id: string): Promise<AppError | undefined> {
    const { startedAt } = await this.calls.get(tx.em, id);
    return startedAt ? undefined : callErrors.call_not_under_way('There is nothing to correct yet.');
  }

  async invite(tx: Tx, id: string, version: number, guests: readonly Guest[]): Promise<CallAnswer> {
    const call = await this.calls.get(tx.em, id);
    expectVersion(call, version);
    await this.setGuests(tx, call, guests);
    return answer(tx, call);
  }

  /** The customer's people as they are. */
  async guestsForm(tx: Tx, id: string): Promise<CommandForm> {
    const { attendees } = await this.calls.get(tx.em, id);
    const guests = attendees.filter(({ role }) => role === 'customer');
    return { start: { attendees: guests.map(({ role: _role, ...guest }) => guest) } };
  }

  /** Where the call takes place; everybody's calendar learns of it. */
  async relink(tx: Tx, id: string, version: number, meetingLink: string | null): Promise<CallAnswer> {
    const call = await this.calls.get(tx.em, id);
    expectVersion(call, version);
    if ((call.meetingLink ?? null) === meetingLink) return answer(tx, call);
    call.meetingLink = meetingLink;
    call.icsSequence += 1;
    await this.invites.send(tx, call, 'updated');
    const { customerId, kind } = call;
    tx.record(callRelinked, { subjectId: id, customerId, data: { kind } });
    return answer(tx, call);
  }

  /** New people get the invite, those who left its cancellation, the others the changed list. */
  async setGuests(tx: Tx, call: Call, guests: readonly Guest[]): Promise<void> {
    const before = call.attendees;
    const csm = before.filter(({ role }) => role === 'csm');
    const after = uniquePeople([
      ...csm,
      ...guests.map((guest): Attendee => ({ ...guest, role: 'customer' })),
    ]);
    if (after.length === csm.length)
      throw callErrors.attendee_needed('Nobody of the customer would be left.');
    if (same(before, after)) return;
    call.attendees = after;
    call.icsSequence += 1;
    const added = after.filter(({ email }) => !has(before, email));
    const kept = after.filter(({ email }) => has(before, email));
    const left = before.filter(({ email }) => !has(after, email));
    await this.invites.send(tx, call, 'invited', added);
    await this.invites.send(tx, call, 'updated', kept);
    await this.invites.send(tx, call, 'removed', left);
    const { id, customerId, kind } = call;
    const data = { kind, added: added.length, removed: left.length };
    tx.record(callPeopleChanged, { subjectId: id, customerId, data });
  }

  /** Start or end were forgotten, or pressed at the wrong moment. */
  async correct(tx: Tx, id: string, version: number, times: CorrectedTimes): Promise<CallAnswer> {
    const call = await this.calls.get(tx.em, id);
    expectVersion(call, version);
    const startedAt = times.startedAt ?? call.startedAt ?? null;
    const endedAt = times.endedAt ?? call.endedAt ?? null;
    if (times.startedAt) refuseImpossible(tx, 'startedAt', times.startedAt, null);
    if (times.endedAt && call.status !== 'held')
      throw callErrors.call_time_invalid('The call has not been ended.', {
        fields: [{ field: 'endedAt', message: 'is given by End Call' }],
      });
    if (endedAt) refuseImpossible(tx, times.endedAt ? 'endedAt' : 'startedAt', endedAt, startedAt);
    call.startedAt = startedAt;
    call.endedAt = endedAt;
    call.timeReason = times.reason;
    const { customerId, kind } = call;
    tx.record(callTimesCorrected, { subjectId: id, customerId, data: { kind, ...instants(call) } });
    return answer(tx, call);
  }

  /** An answer about recording (Appendix D: "with customer permission"); the newest counts. */
  async consent(
    tx: Tx,
    id: string,
    version: number,
    said: Omit<Consent, 'at' | 'recordedBy'>,
  ): Promise<CallAnswer> {
    const call = await this.calls.get(tx.em, id);
    expectVersion(call, version);
    if (said.answer === 'withdrawn' && call.consent !== 'given')
      throw commonErrors.transition_refused('There is no consent that could be withdrawn.', {
        hint: 'Write down "refused" where nobody agreed.',
      });
    call.consents = [...call.consents, { ...said, at: tx.now.toISOString(), recordedBy: actorId(tx.actor) }];
    call.consent = said.answer;
    const { customerId, kind } = call;
    tx.record(callConsent, { subjectId: id, customerId, data: { kind, answer: said.answer } });
    return answer(tx, call);
  }
}

const instants = ({ startedAt, endedAt }: Call): Record<string, string> => ({
  ...(startedAt ? { startedAt: startedAt.toISOString() } : {}),
  ...(endedAt ? { endedAt: endedAt.toISOString() } : {}),
});

const same = (one: readonly Attendee[], other: readonly Attendee[]): boolean =>
  one.length === other.length &&
  one.every((person, index) => {
    const next = other[index];
    return person.email === next?.email && person.name === next.name && person.position === next.position;
  });
