import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { AppError } from '../../platform/errors/app-error.js';
import { commonErrors } from '../../platform/errors/common-errors.js';
import { HistoryBus } from '../../platform/history/history-bus.js';
import { newId } from '../../platform/ids/new-id.js';
import type { Tx } from '../../platform/unit-of-work/tx.js';
import { CsmService, workingHours } from '../csm.service.js';
import { customerAggregate } from '../customer.aggregate.js';
import { customerClosed, customerMerged, customerSuspended } from '../customer.entries.js';
import { customerErrors } from '../customer.errors.js';
import { CustomerRepository } from '../customer.repository.js';
import type { CustomerWait, WaitedOn, WaitEnd } from './customer-wait.entity.js';
import { waitBegan, waitChanged, waitEnded } from './wait.entries.js';
import { WaitRepository } from './wait.repository.js';
import { waitStates, type WaitStatus } from './wait.states.js';
import { followUpFault, followUpInstant, nextNudge, proposedFollowUp } from './wait-times.js';

export interface WaitInput {
  readonly on: WaitedOn;
  readonly whatFor: string;
  readonly followUpAt: string;
  readonly nudge: boolean;
}

export interface WaitAnswer {
  readonly id: string;
  readonly status: WaitStatus;
  readonly on: WaitedOn;
  readonly whatFor: string;
  readonly followUpAt: Date;
  /** When the customer is reminded next; null when not. */
  readonly nextNudgeAt: Date | null;
}

/** Why the customer does it by itself: everything but a person's press and an end without a resume. */
export type CustomersAct = Exclude<WaitEnd, 'resumed' | 'other_wait' | 'suspended' | 'closed'>;

/** "Waiting on customer" (or on us): parked with a follow-up date, and resumed. One wait is open at a time. */
@Injectable()
export class CustomerWaiting implements OnModuleInit {
  constructor(
    private readonly bus: HistoryBus,
    private readonly waits: WaitRepository,
    private readonly customers: CustomerRepository,
    private readonly managers: CsmService,
  ) {}

  onModuleInit(): void {
    this.bus.on(customerSuspended, (tx, { customerId }) => this.endOpen(tx, customerId, 'suspended'));
    this.bus.on(customerClosed, (tx, { customerId }) => this.endOpen(tx, customerId, 'closed'));
    this.bus.on(customerMerged, (tx, { customerId }) => this.endOpen(tx, customerId, 'closed'));
  }

  async whyNotWait(tx: Tx, id: string): Promise<AppError | undefined> {
    const { status } = await this.customers.get(tx.em, id);
    return status === 'suspended' || status === 'closed'
      ? customerErrors.cannot_wait(`The customer is ${status}.`)
      : undefined;
  }

  async whyNotResume(tx: Tx, id: string): Promise<AppError | undefined> {
    return (await this.waits.open(tx.em, id))
      ? undefined
      : customerErrors.not_waiting('Nobody is waited for.');
  }

  /** What the form starts with: the wait there is, or the morning after next. */
  async start(tx: Tx, id: string): Promise<Readonly<Record<string, unknown>>> {
    const open = await this.waits.open(tx.em, id);
    const proposed = await this.proposed(tx, id);
    if (!open) return { followUpAt: proposed.toISOString() };
    const { waitingOn: on, whatFor, followUpAt, nudge } = open;
    const ahead = followUpAt > tx.now ? followUpAt : proposed;
    return { on, whatFor, followUpAt: ahead.toISOString(), nudge };
  }

  /** Parks, or changes the wait there is; pressed twice, it is one wait. @throws validation_failed (400) */
  async wait(tx: Tx, id: string, input: WaitInput): Promise<WaitAnswer> {
    const customer = await this.customers.get(tx.em, id);
    const { timezone: zone } = await this.managers.get(tx.em, customer.csmId);
    const followUpAt = followUpInstant(input.followUpAt, zone);
    refuseFaults(input, followUpFault(followUpAt, tx.now, zone));
    const open = await this.waits.open(tx.em, id);
    const asked = { ...input, followUpAt };
    if (open?.waitingOn === input.on && open.whatFor === input.whatFor)
      return waitAnswer(this.change(tx, open, asked, customer.timezone));
    if (open) this.end(tx, open, 'other_wait', null);
    await tx.em.flush();
    return waitAnswer(this.begin(tx, id, asked, customer.timezone));
  }

  async resume(tx: Tx, id: string, changed: string | null): Promise<{ id: string; status: WaitStatus }> {
    const open = await this.waits.open(tx.em, id);
    if (!open) throw customerErrors.not_waiting('Nobody is waited for.');
    this.end(tx, open, 'resumed', changed);
    return { id: open.id, status: open.status };
  }

  /** The customer did something: a wait on them is over. */
  async customerActed(tx: Tx, customerId: string, act: CustomersAct): Promise<void> {
    const open = await this.waits.open(tx.em, customerId);
    if (open?.waitingOn !== 'customer') return;
    await tx.lock(customerAggregate, customerId);
    await this.endOpen(tx, customerId, act);
  }

  private async endOpen(tx: Tx, customerId: string | null, because: WaitEnd): Promise<void> {
    const open = customerId === null ? null : await this.waits.openAnew(tx.em, customerId);
    if (open) this.end(tx, open, because, null);
  }

  private begin(
    tx: Tx,
    customerId: string,
    { on, whatFor, followUpAt, nudge }: Asked,
    zone: string,
  ): CustomerWait {
    const id = newId();
    const wait = this.waits.add(tx.em, {
      ...{ id, customerId, waitingOn: on, whatFor, followUpAt, nudge, createdAt: tx.now },
      status: waitStates.initial,
      nudgeDueAt: null,
    });
    plan(wait, tx.now, zone);
    tx.record(waitBegan, { subjectId: id, customerId, data: { on, followUpAt: iso(followUpAt), nudge } });
    return wait;
  }

  private change(tx: Tx, wait: CustomerWait, { on, followUpAt, nudge }: Asked, zone: string): CustomerWait {
    if (wait.followUpAt.getTime() === followUpAt.getTime() && wait.nudge === nudge) return wait;
    const { id, customerId } = wait;
    if (wait.status === 'due') waitStates.move(wait, 'parked');
    Object.assign(wait, { followUpAt, nudge });
    plan(wait, tx.now, zone);
    tx.record(waitChanged, { subjectId: id, customerId, data: { on, followUpAt: iso(followUpAt), nudge } });
    return wait;
  }

  private end(tx: Tx, wait: CustomerWait, because: WaitEnd, note: string | null): void {
    waitStates.move(wait, 'ended');
    Object.assign(wait, { endedAt: tx.now, endedBecause: because, endNote: note, nudgeDueAt: null });
    tx.record(waitEnded, { subjectId: wait.id, customerId: wait.customerId, data: { because } });
  }

  private async proposed(tx: Tx, id: string): Promise<Date> {
    const { csmId } = await this.customers.get(tx.em, id);
    return proposedFollowUp(tx.now, workingHours(await this.managers.get(tx.em, csmId)));
  }
}

type Asked = Omit<WaitInput, 'followUpAt'> & { readonly followUpAt: Date };
const iso = (at: Date): string => at.toISOString();

/** The next reminder: tomorrow at the earliest, and none at or after the follow-up. */
export function plan(wait: CustomerWait, now: Date, zone: string): void {
  const next = nextNudge(wait.createdAt, now, zone);
  wait.nudgeDueAt = wait.nudge && next < wait.followUpAt ? next : null;
}

function refuseFaults({ on, nudge }: WaitInput, followUp: string | undefined): void {
  const fields = [
    ...(followUp ? [{ field: 'followUpAt', message: followUp }] : []),
    ...(nudge && on === 'us'
      ? [{ field: 'nudge', message: 'only a customer that is waited on is reminded' }]
      : []),
  ];
  if (fields.length === 0) return;
  const names = fields.map(({ field }) => field).join(', ');
  throw commonErrors.validation_failed(`Not accepted: ${names}.`, { fields });
}

export const waitAnswer = ({
  id,
  status,
  waitingOn,
  whatFor,
  followUpAt,
  nudgeDueAt,
}: CustomerWait): WaitAnswer => ({
  ...{ id, status, whatFor, followUpAt },
  on: waitingOn,
  nextNudgeAt: nudgeDueAt ?? null,
});
