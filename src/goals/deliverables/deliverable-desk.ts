import { Injectable } from '@nestjs/common';
import type { AppError } from '../../platform/errors/app-error.js';
import { Links } from '../../platform/links/links.js';
import type { Tx } from '../../platform/unit-of-work/tx.js';
import { deliverableAggregate } from '../goal.aggregates.js';
import { goalErrors } from '../goal.errors.js';
import { deciderOf } from './decider.js';
import type { Deliverable } from './deliverable.entity.js';
import { DeliverableRepository } from './deliverable.repository.js';
import { DeliverableService } from './deliverable.service.js';
import { DraftRegeneration } from './draft-regeneration.js';
import { deliverableView, type DeliverableView } from './deliverable-view.js';

/** Where drafts are approved, rejected and edited, by whichever door; answers the draft as it is then. */
@Injectable()
export class DeliverableDesk {
  constructor(
    private readonly deliverables: DeliverableRepository,
    private readonly service: DeliverableService,
    private readonly links: Links,
    private readonly regeneration: DraftRegeneration,
  ) {}

  /** Why it cannot be decided or edited, or undefined. */
  async whyNot(tx: Tx, id: string): Promise<AppError | undefined> {
    const { status } = await this.deliverables.get(tx.em, id);
    return status === 'in_review' ? undefined : goalErrors.deliverable_decided(`It was ${status} before.`);
  }

  async approve(
    tx: Tx,
    id: string,
    given: { version: number; body?: string | undefined },
  ): Promise<DeliverableView> {
    const decision = { decision: 'approve', body: given.body } as const;
    return this.view(tx, await this.service.decide(tx, id, given.version, decision));
  }

  async reject(tx: Tx, id: string, given: { version: number; reason: string }): Promise<DeliverableView> {
    const decision = { decision: 'reject', reason: given.reason } as const;
    return this.view(tx, await this.service.decide(tx, id, given.version, decision));
  }

  async edit(tx: Tx, id: string, given: { version: number; body: string }): Promise<DeliverableView> {
    return this.view(tx, await this.service.edit(tx, id, given));
  }

  async whyNotRegenerate(tx: Tx, id: string): Promise<AppError | undefined> {
    return (await this.whyNot(tx, id)) ?? this.regeneration.whyNot(tx, id);
  }

  /** Another draft in its place, with what should be different. */
  async regenerate(
    tx: Tx,
    id: string,
    { version, feedback }: { version: number; feedback: string },
  ): Promise<DeliverableView> {
    const given = { version, feedback, by: deciderOf(tx) };
    return this.view(tx, await this.regeneration.regenerate(tx, id, given));
  }

  /** A text saved by the link of the mail, which stays good for the decision. */
  async editByLink(
    tx: Tx,
    { token, version, body }: { token: string; version: number; body: string },
  ): Promise<DeliverableView> {
    const { id, subjectId } = await this.links.peek('review', token);
    await this.lockedOpen(tx, subjectId);
    await this.links.requireById(tx, id);
    return this.view(tx, await this.service.edit(tx, subjectId, { version, body, by: 'customer' }));
  }

  /** The customer's decision by the link of the mail; the link is spent with it. */
  async decideByLink(
    tx: Tx,
    given: {
      token: string;
      decision: 'approve' | 'reject' | 'regenerate';
      version?: number | undefined;
      body?: string | undefined;
      reason?: string | undefined;
    },
  ): Promise<DeliverableView> {
    const { token, decision, ...rest } = given;
    const { subjectId } = await this.links.peek('review', token);
    await this.lockedOpen(tx, subjectId);
    await this.links.spend(tx, 'review', token);
    if (decision !== 'regenerate')
      return this.view(tx, await this.service.decideByLink(tx, subjectId, { decision, ...rest }));
    const { version, reason: feedback = '' } = rest;
    const again = { version, feedback, by: 'customer' } as const;
    return this.view(tx, await this.regeneration.regenerate(tx, subjectId, again));
  }

  /** Its link was good a moment ago: who was quicker is said, rather than that the link is over. */
  private async lockedOpen(tx: Tx, id: string): Promise<void> {
    await tx.lock(deliverableAggregate, id);
    this.service.requireOpen(await this.deliverables.getLocked(tx.em, id));
  }

  private async view(tx: Tx, deliverable: Deliverable): Promise<DeliverableView> {
    return deliverableView(deliverable, await this.deliverables.revisions(tx.em, deliverable.id));
  }
}
