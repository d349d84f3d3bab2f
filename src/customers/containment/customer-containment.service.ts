import { Injectable } from '@nestjs/common';
import type { AppError } from '../../platform/errors/app-error.js';
import { newId } from '../../platform/ids/new-id.js';
import { actorId } from '../../platform/unit-of-work/actor.js';
import type { Tx } from '../../platform/unit-of-work/tx.js';
import { CustomerAccess } from '../customer-access.service.js';
import { customerContained, customerReopened } from '../customer.entries.js';
import { customerErrors } from '../customer.errors.js';
import { CustomerRepository } from '../customer.repository.js';
import { CustomerStanding } from '../customer-standing.service.js';
import { PasswordMail } from '../password-mail.js';
import type { Containment, ContainmentCause } from './containment.entity.js';
import { ContainmentRepository } from './containment.repository.js';

export interface ContainmentBegun {
  readonly cause: ContainmentCause;
  readonly reason: string;
  readonly platforms: readonly string[];
  readonly goals: number;
  readonly runs: number;
}

/** The account's part of a containment: nobody gets in, and only security opens it again. */
@Injectable()
export class CustomerContainment {
  constructor(
    private readonly containments: ContainmentRepository,
    private readonly customers: CustomerRepository,
    private readonly access: CustomerAccess,
    private readonly standing: CustomerStanding,
    private readonly passwords: PasswordMail,
  ) {}

  open(tx: Tx, customerId: string): Promise<Containment | null> {
    return this.containments.open(tx.em, customerId);
  }

  get(tx: Tx, id: string): Promise<Containment> {
    return this.containments.get(tx.em, id);
  }

  /** Why there is nothing to contain: nobody was ever let in, or nobody is any more. */
  async whyNotBegin(tx: Tx, customerId: string): Promise<AppError | undefined> {
    const { status } = await this.customers.get(tx.em, customerId);
    return status === 'active' || status === 'suspended'
      ? undefined
      : customerErrors.nothing_to_contain(`The customer is ${status.replace('_', ' ')}.`);
  }

  async whyNotEnd(tx: Tx, customerId: string): Promise<AppError | undefined> {
    const { status } = await this.customers.get(tx.em, customerId);
    if (status === 'suspended' && (await this.open(tx, customerId))) return undefined;
    return customerErrors.not_contained(`The customer is ${status.replace('_', ' ')}.`);
  }

  /** Voids password, sessions and links, and suspends. The caller holds the lock and has stopped the work. */
  async begin(
    tx: Tx,
    customerId: string,
    { cause, reason, platforms, goals, runs }: ContainmentBegun,
  ): Promise<Containment> {
    const { hadPassword } = await this.access.revoke(tx, customerId);
    const wasActive = (await this.customers.get(tx.em, customerId)).status === 'active';
    const made = this.containments.add(tx.em, {
      id: newId(),
      customerId,
      cause,
      reason,
      done: { platforms, goals, runs, hadPassword, wasActive },
      beganAt: tx.now,
      beganBy: actorId(tx.actor),
    });
    const data = { cause, platforms, goals };
    tx.record(customerContained, { subjectId: made.id, customerId, data });
    await tx.em.flush();
    if (wasActive) await this.standing.move(tx, customerId, 'suspend', `Contained: ${reason}`);
    return made;
  }

  /** Open again as it was before; whoever had a password gets a new temporary one by mail. */
  async end(tx: Tx, customerId: string, reason: string): Promise<Containment> {
    const containment = await this.open(tx, customerId);
    if (!containment) throw customerErrors.not_contained('There is no containment to end.');
    containment.endedAt = tx.now;
    containment.endedBy = actorId(tx.actor);
    containment.endReason = reason;
    tx.record(customerReopened, { subjectId: containment.id, customerId, data: {} });
    await tx.em.flush();
    const { wasActive, hadPassword } = containment.done;
    if (!wasActive) return containment;
    await this.standing.move(tx, customerId, 'reactivate', reason);
    if (hadPassword) await this.passwords.ask(tx, await this.customers.get(tx.em, customerId));
    return containment;
  }
}
