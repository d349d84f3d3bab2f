import { Injectable } from '@nestjs/common';
import type { AppError } from '../platform/errors/app-error.js';
import { actorId } from '../platform/unit-of-work/actor.js';
import type { Tx } from '../platform/unit-of-work/tx.js';
import { Activation } from './activation.js';
import { CountryGate } from './country-gate.service.js';
import { CountryHoldRepository } from './country-hold.repository.js';
import { customerCountryReleased } from './customer.entries.js';
import { customerErrors } from './customer.errors.js';
import { CustomerRepository } from './customer.repository.js';

/** A person looked at a customer whose country was held. */
@Injectable()
export class CountryRelease {
  constructor(
    private readonly customers: CustomerRepository,
    private readonly gate: CountryGate,
    private readonly holds: CountryHoldRepository,
    private readonly activation: Activation,
  ) {}

  async whyNot(tx: Tx, customerId: string): Promise<AppError | undefined> {
    const hold = await this.holds.openOf(tx.em, customerId);
    return hold ? undefined : customerErrors.country_not_held('Nobody holds it, or it was released.');
  }

  /** What is still blocked cannot be let go here: that is decided in Settings. @throws country_blocked (409) */
  async release(tx: Tx, id: string, reason: string): Promise<{ status: string }> {
    const customer = await this.customers.get(tx.em, id);
    const hold = await this.holds.openOf(tx.em, id);
    if (!hold) throw customerErrors.country_not_held('It was released.');
    await this.gate.refuseBlocked(tx, customer);
    hold.releasedAt = tx.now;
    hold.releasedBy = actorId(tx.actor);
    hold.releaseReason = reason;
    const { country, agentTypes } = hold;
    tx.record(customerCountryReleased, { subjectId: id, customerId: id, data: { country, agentTypes } });
    await this.activation.activateIfReady(tx, customer);
    return { status: customer.status };
  }
}
