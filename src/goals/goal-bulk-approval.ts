import { Injectable } from '@nestjs/common';
import {
  rowsOutcome,
  type ChosenRow,
  type RowOutcome,
  type RowsOutcome,
} from '../platform/commands/many-rows.js';
import type { AppError } from '../platform/errors/app-error.js';
import type { Tx } from '../platform/unit-of-work/tx.js';
import { goalAggregate } from './goal.aggregates.js';
import { GoalApproval, notSafe, notWaiting } from './goal-approval.js';
import { staleGoal } from './goal-conflict.js';
import { goalErrors } from './goal.errors.js';
import { GoalRepository, type NamedGoal } from './goal.repository.js';
import { GoalReview } from './goal-review.js';
import { blocksApproval } from './safety/safety-review.js';
import type { SafetyFinding } from './safety/safety-facts.js';

export const APPROVED_AT_ONCE = 100;

/** A goal as the approver saw it. */
export interface SeenGoal extends ChosenRow {
  /** Rules whose findings did not pass, each of which was looked at. */
  readonly seen: readonly string[];
}

export interface BulkApproval {
  readonly goals: readonly SeenGoal[];
  readonly dryRun: boolean;
}

/** `code`: why it was refused, in one word, as approving it alone would answer. */
export interface ApprovedRow extends RowOutcome {
  readonly code: string | null;
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
  async approveMany(tx: Tx, { goals: asked, dryRun }: BulkApproval): Promise<RowsOutcome<ApprovedRow>> {
    const known = await this.goals.named(
      tx.em,
      asked.map(({ id }) => id),
    );
    const rows = new Map<string, ApprovedRow>();
    for (const about of known) {
      const seen = asked.find(({ id }) => id === about.id);
      if (!seen) continue;
      if (!dryRun) await tx.lock(goalAggregate, about.id);
      const refusal = await this.refusal(tx, seen);
      if (!refusal && !dryRun) await this.approval.approve(tx, about.id, { version: seen.version });
      rows.set(about.id, rowOf(about, refusal));
    }
    return rowsOutcome(
      asked.map(({ id }) => rows.get(id) ?? unknown(id)),
      dryRun,
    );
  }

  private async refusal(tx: Tx, chosen: SeenGoal): Promise<AppError | undefined> {
    const goal = await this.goals.fresh(tx.em, chosen.id);
    if (goal.status !== 'pending_approval') return notWaiting(goal);
    const stale = await staleGoal(tx, this.goals, goal, chosen.version);
    const held = stale ?? (await this.approval.whyContained(tx, goal));
    if (held) return held;
    const findings = await this.safety.reviewStored(tx, goal);
    if (blocksApproval(findings)) return notSafe(findings);
    const unseen = newsOf(findings, chosen.seen);
    return unseen === undefined ? undefined : goalErrors.goal_findings_unseen(unseen);
  }
}

/** In what way the review is not the one that was seen, or undefined. */
function newsOf(findings: readonly SafetyFinding[], seen: readonly string[]): string | undefined {
  const open = findings.filter(({ level }) => level !== 'pass');
  const unseen = open.filter(({ rule }) => !seen.includes(rule));
  if (unseen.length > 0) return `To be looked at first: ${unseen.map(({ text }) => text).join(' ')}`;
  const gone = seen.filter((rule) => !open.some((finding) => finding.rule === rule));
  if (gone.length === 0) return undefined;
  return `No longer found: ${gone.join(', ').replaceAll('_', ' ')}. It is not the review that you saw.`;
}

function rowOf({ id, name, number, company }: NamedGoal, refusal: AppError | undefined): ApprovedRow {
  const about = { id, name: `${name} · ${company} (C-${number})` };
  if (!refusal) return { ...about, result: 'done', code: null, why: null };
  return { ...about, result: 'refused', code: refusal.code, why: refusal.detail };
}

const unknown = (id: string): ApprovedRow => ({
  ...{ id, name: id, result: 'refused', code: 'not_found' },
  why: 'There is no goal with this id.',
});
