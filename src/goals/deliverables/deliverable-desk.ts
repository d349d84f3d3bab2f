import { Injectable } from '@nestjs/common';
import type { AppError } from '../../platform/errors/app-error.js';
import { Links } from '../../platform/links/links.js';
import type { Tx } from '../../platform/unit-of-work/tx.js';
import { deliverableAggregate } from '../goal.aggregates.js';
import { goalErrors } from '../goal.errors.js';
import type { Deliverable } from './deliverable.entity.js';
import { DeliverableRepository } from './deliverable.repository.js';
import { DeliverableService } from './deliverable.service.js';
import { deliverableView, type DeliverableView } from './deliverable-view.js';

/** Where drafts are approved, rejected and edited, by whichever door; answers the draft as it is then. */
@Injectable()
export class DeliverableDesk {
  constructor(
    private readonly deliverables: DeliverableRepository,
    private readonly service: DeliverableService,
    private readonly links: Links,
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

  /** The customer's decision by the link of the mail; the link is spent with it. */
  async decideByLink(
    tx: Tx,
    given: {
      token: string;
      decision: 'approve' | 'reject';
      version?: number | undefined;
      body?: string | undefined;
      reason?: string | undefined;
    },
  ): Promise<DeliverableView> {
    const { token, ...decision } = given;
    const { subjectId } = await this.links.peek('review', token);
    await tx.lock(deliverableAggregate, subjectId);
    await this.links.spend(tx, 'review', token);
    return this.view(tx, await this.service.decideByLink(tx, subjectId, decision));
  }

  private async view(tx: Tx, deliverable: Deliverable): Promise<DeliverableView> {
    return deliverableView(deliverable, await this.deliverables.revisions(tx.em, deliverable.id));
  }
}
