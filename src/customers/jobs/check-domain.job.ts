import { Injectable } from '@nestjs/common';
import { Claims, type Claim } from '../../platform/claims/claims.js';
import type { JobContext, JobHandler, JobResult } from '../../platform/queues/job-type.js';
import { systemActor } from '../../platform/unit-of-work/actor.js';
import { UnitOfWork } from '../../platform/unit-of-work/unit-of-work.js';
import { customerAggregate, signupAggregate } from '../customer.aggregate.js';
import type { DomainCheck } from '../domain-check.entity.js';
import { DomainCheckRepository } from '../domain-check.repository.js';
import { checkDomain, domainCheckWork } from '../domain-check.work.js';
import { DomainExaminer, type DomainReport } from '../domain-check/domain-examiner.js';
import { DomainRuleRepository } from '../domain-rule.repository.js';
import { DomainVerdictService } from '../domain-verdict.service.js';

/** A question left open for a passing reason is asked again: so often in all, then a person decides. */
const LOOKS = 2;
const ACTOR = systemActor(checkDomain.name);

/** Runbook Step 1, in the worker: look outside, then settle in one unit of work. */
@Injectable()
export class CheckDomainJob implements JobHandler<typeof checkDomain> {
  constructor(
    private readonly claims: Claims,
    private readonly unitOfWork: UnitOfWork,
    private readonly checks: DomainCheckRepository,
    private readonly examiner: DomainExaminer,
    private readonly rules: DomainRuleRepository,
    private readonly verdicts: DomainVerdictService,
  ) {}

  async handle({ id }: { id: string }, { signal }: JobContext): Promise<JobResult> {
    const verdict = await this.claims.work(domainCheckWork, id, signal, (claim, lost) =>
      this.check(claim, lost),
    );
    return { verdict: verdict ?? 'nothing to do' };
  }

  private async check(claim: Claim, signal: AbortSignal): Promise<string> {
    const { check, subject, own, now } = await this.unitOfWork.look(ACTOR, async (tx) => {
      const found = await this.checks.get(tx.em, claim.id);
      const subject = await this.checks.subjectOf(tx.em, found);
      return { check: found, subject, own: await this.rules.all(tx.em), now: tx.now };
    });
    const report = await this.examiner.examine(subject, own, now, signal);
    if (report.passing && claim.attempt < LOOKS) {
      await this.unitOfWork.run(ACTOR, (tx) => this.claims.release(tx, claim));
      throw new Error(`left open for a passing reason, look ${claim.attempt} of ${LOOKS}`);
    }
    await this.settle(claim, check, report);
    return report.verdict;
  }

  private settle(claim: Claim, { signupId, customerId }: DomainCheck, report: DomainReport): Promise<void> {
    return this.unitOfWork.run(ACTOR, async (tx) => {
      if (customerId) await tx.lock(customerAggregate, customerId);
      else if (signupId) await tx.lock(signupAggregate, signupId);
      await this.claims.hold(tx, claim);
      await this.verdicts.settle(tx, claim.id, report);
    });
  }
}
