import { Injectable } from '@nestjs/common';
import { newId } from '../platform/ids/new-id.js';
import type { Tx } from '../platform/unit-of-work/tx.js';
import { domainCheckRequested } from './customer.entries.js';
import { checkDomain } from './domain-check.work.js';
import { DomainCheckRepository } from './domain-check.repository.js';
import { mailDomainOf } from './domain-check/domain-name.js';

export interface CheckOwner {
  readonly signupId: string | null;
  readonly customerId: string | null;
  readonly email: string;
}

/** Asks for domain checks (runbook Step 1); the worker does them. */
@Injectable()
export class DomainCheckService {
  constructor(private readonly checks: DomainCheckRepository) {}

  request(tx: Tx, { signupId, customerId, email }: CheckOwner): { id: string } {
    const id = newId();
    this.checks.add(tx.em, {
      id,
      signupId,
      customerId,
      domain: mailDomainOf(email) ?? email,
      status: 'pending',
      findings: [],
      reason: null,
      attempt: 0,
      leaseUntil: null,
      resolution: null,
      resolutionReason: null,
      resolvedAt: null,
      resolvedBy: null,
      createdAt: tx.now,
      endedAt: null,
    });
    tx.record(domainCheckRequested, { subjectId: id, customerId, data: {} });
    tx.enqueue(checkDomain, { id });
    return { id };
  }
}
