import { Injectable } from '@nestjs/common';
import { CustomerMerge } from '../../customers/customer-merge.service.js';
import type { Customer } from '../../customers/customer.entity.js';
import { CallInvites } from '../../calls/call-invites.js';
import { EmailChange } from '../../customers/email-change.service.js';
import { customerErrors } from '../../customers/customer.errors.js';
import { formatCustomerNumber } from '../../customers/customer-number.js';
import { CustomerService } from '../../customers/customer.service.js';
import { expectVersion } from '../../platform/commands/expect-version.js';
import type { AppError } from '../../platform/errors/app-error.js';
import type { Tx } from '../../platform/unit-of-work/tx.js';
import { MergeQueries } from './merge.queries.js';

export interface MergeRequest {
  readonly version: number;
  readonly intoId: string;
}

/** Changes of an account that several rooms have a part in. */
@Injectable()
export class AccountChanges {
  constructor(
    private readonly customers: CustomerService,
    private readonly emails: EmailChange,
    private readonly invites: CallInvites,
    private readonly merging: CustomerMerge,
    private readonly work: MergeQueries,
  ) {}

  /** The account's address, and with it the invites of calls to come. @throws as EmailChange does */
  async changeEmail(
    tx: Tx,
    id: string,
    request: { version: number; email: string },
  ): Promise<{ id: string; email: string; version: number }> {
    const { customer, previous } = await this.emails.change(tx, id, request);
    await this.invites.readdress(tx, id, previous, customer.email);
    await tx.em.flush();
    return { id, email: customer.email, version: customer.version };
  }

  /** Why this customer cannot be merged away, whichever the other is. */
  async whyNotMerge(tx: Tx, id: string): Promise<AppError | undefined> {
    const { status, number } = await this.customers.get(tx, id);
    if (status === 'closed') return customerErrors.not_mergeable('The customer is closed already.');
    const done = await this.work.workDone(tx.em, id);
    if (done.length === 0) return undefined;
    const list = new Intl.ListFormat('en', { type: 'conjunction' }).format(done);
    return customerErrors.not_mergeable(`${formatCustomerNumber(number)} has ${list}.`);
  }

  /** @throws not_mergeable, version_conflict (409), not_found (404) */
  async merge(
    tx: Tx,
    id: string,
    { intoId, version }: MergeRequest,
  ): Promise<{ id: string; status: string; mergedIntoId: string }> {
    if (intoId === id) throw customerErrors.not_mergeable('It is one and the same customer.');
    const { duplicate, kept } = await this.merging.lockBoth(tx, id, intoId);
    const refusal = await this.whyNotMerge(tx, id);
    if (refusal) throw refusal;
    expectVersion(duplicate, version);
    if (kept.status === 'closed') throw customerErrors.not_mergeable(`${named(kept)} is closed.`);
    await this.merging.merge(tx, duplicate, kept);
    return { id, status: duplicate.status, mergedIntoId: intoId };
  }
}

const named = ({ companyName, number }: Customer): string =>
  `${companyName} (${formatCustomerNumber(number)})`;
