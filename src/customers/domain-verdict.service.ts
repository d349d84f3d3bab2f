import { Injectable } from '@nestjs/common';
import { EscalationService } from '../escalations/escalation.service.js';
import type { AppError } from '../platform/errors/app-error.js';
import { actorId } from '../platform/unit-of-work/actor.js';
import type { Tx } from '../platform/unit-of-work/tx.js';
import { Activation } from './activation.js';
import { CustomerStanding } from './customer-standing.service.js';
import { domainCheckDecided, domainCheckEnded } from './customer.entries.js';
import { customerErrors } from './customer.errors.js';
import { CustomerRepository } from './customer.repository.js';
import type { DomainCheck } from './domain-check.entity.js';
import { DomainCheckRepository } from './domain-check.repository.js';
import { domainCheckStates, type DomainCheckStatus } from './domain-check.states.js';
import type { DomainReport } from './domain-check/domain-examiner.js';
import { SignupService } from './signup.service.js';

type Decision = 'accepted' | 'cleared' | 'upheld';

/** Which verdict each decision answers. */
const ANSWERS: Readonly<Record<Decision, DomainCheckStatus>> = {
  accepted: 'inconclusive',
  cleared: 'flagged',
  upheld: 'flagged',
};

/** What follows from a domain check: the customer, the escalation, activation; and what people decide on it. */
@Injectable()
export class DomainVerdictService {
  constructor(
    private readonly checks: DomainCheckRepository,
    private readonly signups: SignupService,
    private readonly customers: CustomerRepository,
    private readonly activation: Activation,
    private readonly standing: CustomerStanding,
    private readonly escalations: EscalationService,
  ) {}

  /** The worker's report; the caller holds the claim on the check. */
  async settle(tx: Tx, checkId: string, report: DomainReport): Promise<void> {
    const check = await this.checks.get(tx.em, checkId);
    domainCheckStates.move(check, report.verdict);
    check.findings = [...report.findings];
    check.reason = report.reasons.length > 0 ? report.reasons.join(' ') : null;
    check.leaseUntil = null;
    check.endedAt = tx.now;
    if (check.signupId && !check.customerId) {
      const made = await this.signups.makeCustomer(tx, check.signupId);
      check.customerId = made?.id ?? null;
    }
    const customerId = check.customerId ?? null;
    tx.record(domainCheckEnded, { subjectId: checkId, customerId, data: { status: check.status } });
    if (customerId === null) return;
    if (check.status === 'flagged') await this.tellSecurity(tx, check, customerId);
    if (check.status === 'clear')
      await this.escalations.settle(tx, suspicion(customerId), 'A newer check of the domain is clear.');
    await this.activation.activateIfReady(tx, await this.customers.get(tx.em, customerId));
  }

  /** Why this decision cannot be taken now. */
  async whyNot(tx: Tx, customerId: string, decision: Decision): Promise<AppError | undefined> {
    const check = await this.checks.newestOf(tx.em, customerId);
    if (check && !check.resolution && check.status === ANSWERS[decision]) return undefined;
    const state = check ? (check.resolution ?? check.status) : 'missing';
    return customerErrors.nothing_to_decide(`The newest domain check is ${state}.`);
  }

  async decide(tx: Tx, customerId: string, decision: Decision, reason: string): Promise<{ status: string }> {
    const check = await this.checks.newestOf(tx.em, customerId);
    if (!check) throw customerErrors.nothing_to_decide('There is no domain check.');
    check.resolution = decision;
    check.resolutionReason = reason;
    check.resolvedAt = tx.now;
    check.resolvedBy = actorId(tx.actor);
    tx.record(domainCheckDecided, { subjectId: check.id, customerId, data: { decision } });
    if (decision !== 'accepted')
      await this.escalations.settle(tx, suspicion(customerId), `Red flags ${decision}: ${reason}`);
    const customer = await this.customers.get(tx.em, customerId);
    if (decision === 'upheld') await this.standing.end(tx, customer, reason);
    else await this.activation.activateIfReady(tx, customer);
    return { status: customer.status };
  }

  /** Runbook Step 1: "If red flags detected, escalate to security team before proceeding." */
  private async tellSecurity(tx: Tx, check: DomainCheck, customerId: string): Promise<void> {
    const flags = check.findings
      .filter(({ result }) => result.endsWith('flag'))
      .map((finding) => finding.check);
    await this.escalations.open(tx, {
      ...suspicion(customerId),
      title: `Red flags on ${check.domain}`,
      evidence: { domain: check.domain, flags: flags.join(', ') },
      records: [
        { list: 'domain-checks', id: check.id },
        { list: 'customers', id: customerId },
      ],
    });
  }
}

/** One escalation a customer, whatever check raised it. */
const suspicion = (customerId: string) =>
  ({ trigger: 'suspicious_signup', cause: `customer:${customerId}`, customerId }) as const;
