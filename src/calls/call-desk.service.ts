import { Injectable } from '@nestjs/common';
import { expectVersion } from '../platform/commands/expect-version.js';
import type { AppError } from '../platform/errors/app-error.js';
import { commonErrors } from '../platform/errors/common-errors.js';
import { Links } from '../platform/links/links.js';
import type { Tx } from '../platform/unit-of-work/tx.js';
import { moment, type Correction } from './call-times.js';
import type { Call, Outlook } from './call.entity.js';
import {
  callCancelled,
  callEnded,
  callMissed,
  callOutlook,
  callRescheduled,
  callStarted,
} from './call.entries.js';
import { callErrors } from './call.errors.js';
import { CallInvites } from './call-invites.js';
import { CallRepository } from './call.repository.js';
import { CallService } from './call.service.js';
import { callStates, type CallStatus } from './call.states.js';

export interface CallAnswer {
  readonly id: string;
  readonly status: CallStatus;
  readonly startsAt: Date;
  readonly slotReason: string | null;
  readonly version: number;
}

/** What the CSM does with a scheduled call. */
@Injectable()
export class CallDesk {
  constructor(
    private readonly calls: CallRepository,
    private readonly service: CallService,
    private readonly invites: CallInvites,
    private readonly links: Links,
  ) {}

  async whyNotOpen(tx: Tx, id: string): Promise<AppError | undefined> {
    const { status } = await this.calls.get(tx.em, id);
    return status === 'scheduled'
      ? undefined
      : commonErrors.transition_refused(`The call is ${status.replace('_', '-')}.`);
  }

  /** Moved, cancelled or missed can be only what has not begun. */
  async whyNotChange(tx: Tx, id: string): Promise<AppError | undefined> {
    const { startedAt } = await this.calls.get(tx.em, id);
    return startedAt ? callErrors.call_started('It is under way.') : this.whyNotOpen(tx, id);
  }

  async whyNotEnd(tx: Tx, id: string): Promise<AppError | undefined> {
    const { startedAt } = await this.calls.get(tx.em, id);
    return (
      (await this.whyNotOpen(tx, id)) ??
      (startedAt ? undefined : callErrors.call_not_started('Nobody pressed Start Call.'))
    );
  }

  async start(tx: Tx, id: string, version: number, correction: Correction): Promise<CallAnswer> {
    const call = await this.edited(tx, id, version);
    call.startedAt = moment(tx, correction, { earliest: null });
    call.timeReason = correction.reason ?? null;
    this.record(tx, callStarted, call);
    return answer(tx, call);
  }

  /** The call was held. */
  async end(tx: Tx, id: string, version: number, correction: Correction): Promise<CallAnswer> {
    const call = await this.edited(tx, id, version);
    call.endedAt = moment(tx, correction, { earliest: call.startedAt ?? null });
    call.timeReason = correction.reason ?? call.timeReason ?? null;
    this.close(call, 'held');
    await this.links.voidAll(tx, 'call', id);
    this.record(tx, callEnded, call);
    return answer(tx, call);
  }

  /** Nobody came: the customer's people are asked to pick another time. */
  async noShow(tx: Tx, id: string, version: number, reason: string | undefined): Promise<CallAnswer> {
    const call = await this.edited(tx, id, version);
    if (call.startsAt > tx.now)
      throw callErrors.call_time_invalid('The call has not come yet: nobody can have missed it.');
    this.close(call, 'no_show', reason);
    await this.links.voidAll(tx, 'call', id);
    const theirs = call.attendees.filter(({ role }) => role === 'customer');
    await this.invites.send(tx, call, 'missed', theirs);
    this.record(tx, callMissed, call);
    return answer(tx, call);
  }

  async cancel(tx: Tx, id: string, version: number, reason: string): Promise<CallAnswer> {
    const call = await this.edited(tx, id, version);
    return this.drop(tx, call, reason);
  }

  /** Without a time: to the first free slot. */
  async reschedule(
    tx: Tx,
    id: string,
    version: number,
    to: { startsAt?: Date | undefined; reason?: string | undefined },
  ): Promise<CallAnswer> {
    const call = await this.edited(tx, id, version);
    await this.service.reschedule(tx, call, to);
    this.record(tx, callRescheduled, call, { startsAt: call.startsAt.toISOString() });
    return answer(tx, call);
  }

  /** Takes a call off everybody's calendar. */
  async drop(tx: Tx, call: Call, reason: string): Promise<CallAnswer> {
    this.close(call, 'cancelled', reason);
    call.icsSequence += 1;
    await this.invites.send(tx, call, 'cancelled');
    await this.links.voidAll(tx, 'call', call.id);
    this.record(tx, callCancelled, call);
    return answer(tx, call);
  }

  /** What a check-in says of the trial can be told once it has begun. */
  async whyNoOutlook(tx: Tx, id: string): Promise<AppError | undefined> {
    const { kind, startedAt } = await this.calls.get(tx.em, id);
    if (kind !== 'check_in') return callErrors.not_a_check_in('This call is about the onboarding.');
    return startedAt ? undefined : callErrors.call_not_under_way('The check-in was not started.');
  }

  /** Step 12's "trial conversion discussion": how it came out; told again, the newest counts. */
  async assess(tx: Tx, id: string, version: number, outlook: Outlook, why: string): Promise<CallAnswer> {
    const call = await this.edited(tx, id, version);
    call.outlook = outlook;
    call.outlookReason = why;
    this.record(tx, callOutlook, call, { outlook });
    return answer(tx, call);
  }

  private close(call: Call, status: Exclude<CallStatus, 'scheduled'>, reason?: string): void {
    callStates.move(call, status);
    call.outcome = status;
    if (reason !== undefined) call.outcomeReason = reason;
  }

  private async edited(tx: Tx, id: string, version: number): Promise<Call> {
    const call = await this.calls.get(tx.em, id);
    expectVersion(call, version);
    return call;
  }

  private record(
    tx: Tx,
    type: typeof callStarted | typeof callOutlook,
    call: Call,
    more: Record<string, string> = {},
  ): void {
    const { id, customerId, kind } = call;
    tx.record(type as typeof callStarted, { subjectId: id, customerId, data: { kind, ...more } });
  }
}

/** Written first, so that the version answered is the one to edit next. */
export async function answer(tx: Tx, call: Call): Promise<CallAnswer> {
  await tx.em.flush();
  const { id, status, startsAt, slotReason, version } = call;
  return { id, status, startsAt, slotReason: slotReason ?? null, version };
}
