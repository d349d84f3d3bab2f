import { Injectable } from '@nestjs/common';
import { commonErrors } from '../platform/errors/common-errors.js';
import type { AppError } from '../platform/errors/app-error.js';
import type { Tx } from '../platform/unit-of-work/tx.js';
import { goalAggregate } from './goal.aggregates.js';
import { GoalApproval, notSafe, notWaiting } from './goal-approval.js';
import type { ApprovedRow, BulkApprovalResult } from './goal-bulk-view.js';
import { goalErrors } from './goal.errors.js';
import { GoalRepository, type NamedGoal } from './goal.repository.js';
import { GoalReview } from './goal-review.js';
import { blocksApproval } from './safety/safety-review.js';
import type { SafetyFinding } from './safety/safety-facts.js';

export const APPROVED_AT_ONCE = 100;

/** A goal as the approver saw it. */
export interface SeenGoal {
  readonly id: string;
  readonly version: number;
  /** Rules whose findings did not pass, as they were shown. */
  readonly seen: readonly string[];
}

/** "Approve Goal" for many: each as if alone, on the facts of this moment, and only as it was seen. */
@Injectable()
export class GoalBulkApproval {
  constructor(
    private readonly goals: GoalRepository,
    private readonly safety: GoalReview,
    private readonly approval: GoalApproval,
  ) {}

  /** Each goal is approved whole, or refused by name; one that was approved counts in the review of the next. */
  async approveMany(tx: Tx, asked: readonly SeenGoal[]): Promise<BulkApprovalResult> {
    const known = await this.goals.named(
      tx.em,
      asked.map(({ id }) => id),
    );
    const rows = new Map<string, ApprovedRow>();
    for (const about of known) {
      const seen = asked.find(({ id }) => id === about.id);
      if (seen) rows.set(about.id, rowOf(about, await this.approve(tx, seen)));
    }
    const all = asked.map(({ id }) => rows.get(id) ?? unknown(id));
    const approved = all.filter(({ result }) => result === 'approved').length;
    return { approved, refused: all.length - approved, rows: all };
  }

  /** @returns why it was not */
  private async approve(tx: Tx, { id, version, seen }: SeenGoal): Promise<AppError | undefined> {
    await tx.lock(goalAggregate, id);
    const goal = await this.goals.getLocked(tx.em, id);
    if (goal.status !== 'pending_approval') return notWaiting(goal);
    if (goal.version !== version)
      return commonErrors.version_conflict('It was changed since you looked: review it again.');
    const findings = await this.safety.reviewStored(tx, goal);
    if (blocksApproval(findings)) return notSafe(findings);
    const unseen = newsOf(findings, seen);
    if (unseen) return goalErrors.goal_findings_unseen(unseen);
    await this.approval.approve(tx, id, { version });
    return undefined;
  }
}

/** In what way the review is not the one that was seen, or undefined. */
function newsOf(findings: readonly SafetyFinding[], seen: readonly string[]): string | undefined {
  const open = findings.filter(({ level }) => level !== 'pass');
  const unseen = open.filter(({ rule }) => !seen.includes(rule));
  if (unseen.length > 0) return unseen.map(({ text }) => text).join(' ');
  const gone = seen.filter((rule) => !open.some((finding) => finding.rule === rule));
  if (gone.length === 0) return undefined;
  return `No longer found: ${gone.join(', ').replaceAll('_', ' ')}. It is not the review that you saw.`;
}

function rowOf({ id, name, number, company }: NamedGoal, refusal: AppError | undefined): ApprovedRow {
  const about = { goalId: id, name, customer: `C-${number}`, company };
  if (!refusal) return { ...about, result: 'approved', code: null, why: null };
  return { ...about, result: 'refused', code: refusal.code, why: refusal.detail };
}

const unknown = (goalId: string): ApprovedRow => ({
  ...{ goalId, name: null, customer: null, company: null, result: 'refused', code: 'not_found' },
  why: 'There is no goal with this id.',
});
