import { Injectable } from '@nestjs/common';
import { expectVersion } from '../../platform/commands/expect-version.js';
import { newId } from '../../platform/ids/new-id.js';
import { Links } from '../../platform/links/links.js';
import type { Tx } from '../../platform/unit-of-work/tx.js';
import { deliverableCreated, deliverableDecided } from '../goal.entries.js';
import { goalErrors } from '../goal.errors.js';
import { ApprovedActions } from '../hand-over/approved-actions.js';
import type { GoalRun } from '../runs/goal-run.entity.js';
import type { RunCompleted } from '../runtimes/agent-runtime.js';
import { deciderOf, type Decider } from './decider.js';
import type { Deliverable } from './deliverable.entity.js';
import { DeliverableRepository } from './deliverable.repository.js';
import { DraftReadyMail } from './draft-ready-mail.js';
import { DraftRevisions } from './draft-revisions.js';
import { deliverableStates } from './deliverable.states.js';

export interface Decision {
  readonly decision: 'approve' | 'reject';
  readonly by: Decider;
  /** A changed text to approve. */
  readonly body?: string | undefined;
  readonly reason?: string | undefined;
}

/** Drafts, their revisions and the one decision on each (runbook Step 11). */
@Injectable()
export class DeliverableService {
  constructor(
    private readonly deliverables: DeliverableRepository,
    private readonly links: Links,
    private readonly mail: DraftReadyMail,
    private readonly revisions: DraftRevisions,
    private readonly actions: ApprovedActions,
  ) {}

  /** What a completed run delivered, as revision 1. */
  async create(tx: Tx, run: GoalRun, outcome: RunCompleted): Promise<Deliverable> {
    const { id: runId, goalId, agentId, customerId } = run;
    const { title, body, proposal, chart = null, remarks, unproven = null } = outcome;
    const given = {
      id: newId(),
      runId,
      goalId,
      agentId,
      customerId,
      title,
      proposal,
      chart,
      remarks,
      unproven,
      createdAt: tx.now,
    };
    const made = this.deliverables.add(tx.em, given);
    this.deliverables.addRevision(tx.em, {
      deliverableId: made.id,
      number: 1,
      body,
      by: 'agent',
      createdAt: tx.now,
    });
    const data = { goalId, runId, engine: run.engine ?? null };
    tx.record(deliverableCreated, { subjectId: made.id, customerId, data });
    await tx.em.flush();
    await this.mail.ask(tx, made);
    return made;
  }

  /** A person's change of the text: a new revision, while it is in review. */
  async edit(
    tx: Tx,
    id: string,
    change: { version: number; body: string; by?: Decider },
  ): Promise<Deliverable> {
    const deliverable = await this.deliverables.getLocked(tx.em, id);
    expectVersion(deliverable, change.version);
    this.requireOpen(deliverable);
    await this.revisions.revise(tx, deliverable, change.body, change.by ?? deciderOf(tx));
    await tx.em.flush();
    return deliverable;
  }

  /** By panel, portal or REST: carries the version that was looked at. */
  async decide(tx: Tx, id: string, version: number, decision: Omit<Decision, 'by'>): Promise<Deliverable> {
    const deliverable = await this.deliverables.getLocked(tx.em, id);
    this.requireOpen(deliverable);
    expectVersion(deliverable, version);
    return this.apply(tx, deliverable, { ...decision, by: deciderOf(tx) });
  }

  /** By the review link, which is spent with it. The caller holds the deliverable's lock. */
  async decideByLink(
    tx: Tx,
    id: string,
    { version, ...decision }: Omit<Decision, 'by'> & { version?: number | undefined },
  ): Promise<Deliverable> {
    const deliverable = await this.deliverables.getLocked(tx.em, id);
    this.requireOpen(deliverable);
    if (version !== undefined) expectVersion(deliverable, version);
    return this.apply(tx, deliverable, { ...decision, by: 'customer' });
  }

  /** Throws `deliverable_decided` (409). */
  requireOpen({ status }: Deliverable): void {
    if (status !== 'in_review') throw goalErrors.deliverable_decided(`It was ${status} before.`);
  }

  /** The caller has locked it and found it open. */
  async apply(
    tx: Tx,
    deliverable: Deliverable,
    { decision, by, body, reason }: Decision,
  ): Promise<Deliverable> {
    if (decision === 'approve') {
      if (body !== undefined) await this.revisions.revise(tx, deliverable, body, by);
      await this.actions.follow(tx, deliverable);
      deliverableStates.move(deliverable, 'approved');
    } else {
      deliverableStates.move(deliverable, 'rejected');
    }
    deliverable.reason = reason ?? null;
    deliverable.decidedAt = tx.now;
    deliverable.decidedBy = by;
    deliverable.reminderDueAt = null;
    await this.links.voidAll(tx, 'review', deliverable.id);
    const { id, customerId, status, action } = deliverable;
    tx.record(deliverableDecided, { subjectId: id, customerId, data: { status, by, action } });
    await tx.em.flush();
    return deliverable;
  }
}
