import { Injectable } from '@nestjs/common';
import { CsmService } from '../customers/csm.service.js';
import { CustomerService } from '../customers/customer.service.js';
import { expectVersion } from '../platform/commands/expect-version.js';
import type { AppError } from '../platform/errors/app-error.js';
import { commonErrors } from '../platform/errors/common-errors.js';
import { Links } from '../platform/links/links.js';
import type { Tx } from '../platform/unit-of-work/tx.js';
import type { Call } from './call.entity.js';
import { callCancelled, callEnded, callMissed, callRescheduled, callStarted } from './call.entries.js';
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

/** When something really happened, if it was not now. */
export interface Correction {
  readonly at?: Date | undefined;
  readonly reason?: string | undefined;
}

/** What the CSM does with a scheduled call. */
@Injectable()
export class CallDesk {
  constructor(
    private readonly calls: CallRepository,
    private readonly service: CallService,
    private readonly customers: CustomerService,
    private readonly managers: CsmService,
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
    call.startedAt = moment(tx, correction, null);
    call.outcomeReason = correction.reason ?? null;
    this.record(tx, callStarted, call);
    return answer(tx, call);
  }

  /** The call was held. */
  async end(tx: Tx, id: string, version: number, correction: Correction): Promise<CallAnswer> {
    const call = await this.edited(tx, id, version);
    call.endedAt = moment(tx, correction, call.startedAt ?? null);
    call.outcomeReason = correction.reason ?? call.outcomeReason ?? null;
    this.close(call, 'held');
    await this.links.voidAll(tx, 'call', id);
    this.record(tx, callEnded, call);
    return answer(tx, call);
  }

  async noShow(tx: Tx, id: string, version: number, reason: string | undefined): Promise<CallAnswer> {
    const call = await this.edited(tx, id, version);
    if (call.startsAt > tx.now)
      throw callErrors.call_time_invalid('The call has not come yet: nobody can have missed it.');
    this.close(call, 'no_show', reason);
    await this.links.voidAll(tx, 'call', id);
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
    { startsAt, reason }: { startsAt?: Date | undefined; reason?: string | undefined },
  ): Promise<CallAnswer> {
    const call = await this.edited(tx, id, version);
    const customer = await this.customers.get(tx, call.customerId);
    const csm = await this.managers.get(tx.em, call.csmId);
    const choice = { kind: call.kind, startsAt, reason, exceptId: id };
    await this.service.move(tx, call, await this.service.slot(tx, customer, csm, choice), reason ?? null);
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

  private record(tx: Tx, type: typeof callStarted, call: Call, more: Record<string, string> = {}): void {
    const { id, customerId, kind } = call;
    tx.record(type, { subjectId: id, customerId, data: { kind, ...more } });
  }
}

/** Now, or the corrected instant: not in the future, not before `earliest`, and with a reason. */
function moment(tx: Tx, { at, reason }: Correction, earliest: Date | null): Date {
  if (!at) return tx.now;
  const refuse = (field: string, message: string) =>
    callErrors.call_time_invalid('The corrected time is not possible.', { fields: [{ field, message }] });
  if (at > tx.now) throw refuse('at', 'must not be in the future');
  if (earliest && at < earliest) throw refuse('at', 'must not be before the start of the call');
  if (reason === undefined) throw refuse('reason', 'is needed for a corrected time');
  return at;
}

/** Written first, so that the version answered is the one to edit next. */
async function answer(tx: Tx, call: Call): Promise<CallAnswer> {
  await tx.em.flush();
  const { id, status, startsAt, slotReason, version } = call;
  return { id, status, startsAt, slotReason: slotReason ?? null, version };
}
