import { LockMode } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from '../../platform/database/database.js';
import { commonErrors } from '../../platform/errors/common-errors.js';
import { newId } from '../../platform/ids/new-id.js';
import { DeliverableRevision } from './deliverable-revision.entity.js';
import { Deliverable } from './deliverable.entity.js';

type NewDeliverable = Pick<
  Deliverable,
  | 'id'
  | 'runId'
  | 'goalId'
  | 'agentId'
  | 'customerId'
  | 'title'
  | 'proposal'
  | 'chart'
  | 'remarks'
  | 'createdAt'
>;

@Injectable()
export class DeliverableRepository {
  /** Throws `not_found` (404). */
  async get(em: EntityManager, id: string): Promise<Deliverable> {
    const found = await em.findOne(Deliverable, { id });
    if (!found) throw missing(id);
    return found;
  }

  async getLocked(em: EntityManager, id: string): Promise<Deliverable> {
    const found = await em.findOne(
      Deliverable,
      { id },
      { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true },
    );
    if (!found) throw missing(id);
    return found;
  }

  ofRun(em: EntityManager, runId: string): Promise<Deliverable | null> {
    return em.findOne(Deliverable, { runId });
  }

  /** Newest first. */
  ofCustomer(em: EntityManager, customerId: string, limit: number): Promise<Deliverable[]> {
    return em.find(Deliverable, { customerId }, { orderBy: { id: 'desc' }, limit });
  }

  /** Whether the customer got no draft before this one. */
  async isFirst(em: EntityManager, { id, customerId }: Deliverable): Promise<boolean> {
    return (await em.count(Deliverable, { customerId, id: { $lt: id } })) === 0;
  }

  add(em: EntityManager, given: NewDeliverable): Deliverable {
    const made = em.create(Deliverable, {
      ...given,
      status: 'in_review',
      revision: 1,
      action: 'none',
      decidedAt: null,
      decidedBy: null,
      reason: null,
      nextRunId: null,
      actionReason: null,
      actionReference: null,
      resultDueAt: null,
      resultOverdue: false,
      reminderDueAt: null,
      remindedAt: null,
    });
    em.persist(made);
    return made;
  }

  addRevision(em: EntityManager, revision: Omit<DeliverableRevision, 'id'>): void {
    em.persist(em.create(DeliverableRevision, { id: newId(), ...revision }));
  }

  /** Oldest first. */
  revisions(em: EntityManager, deliverableId: string): Promise<DeliverableRevision[]> {
    return em.find(DeliverableRevision, { deliverableId }, { orderBy: { number: 'asc' } });
  }

  /** The draft that a run was asked to write another in place of. */
  replacedBy(em: EntityManager, runId: string): Promise<Deliverable | null> {
    return em.findOne(Deliverable, { nextRunId: runId });
  }

  /** Outside actions of the agent approved since an instant. */
  async actionsSince(em: EntityManager, agentId: string, since: Date): Promise<number> {
    return em.count(Deliverable, {
      agentId,
      status: 'approved',
      action: { $ne: 'none' },
      decidedAt: { $gte: since },
    });
  }
}

const missing = (id: string) => commonErrors.not_found(`There is no deliverable with the id ${id}.`);
