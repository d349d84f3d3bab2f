import { Injectable } from '@nestjs/common';
import { Database, type EntityManager } from '../../platform/database/database.js';
import type { ListPort } from '../../platform/listing/list-port.js';
import { deliverableList } from '../goal-lists.js';
import type { Deliverable } from './deliverable.entity.js';
import { DeliverableRepository } from './deliverable.repository.js';
import { deliverableView, type DeliverableView, type ListedDeliverable } from './deliverable-view.js';

const SHOWN = 100;

/** Reads of deliverables for pages, REST and the panel. */
@Injectable()
export class DeliverableQueries {
  readonly list: ListPort;

  constructor(
    private readonly database: Database,
    private readonly deliverables: DeliverableRepository,
  ) {
    this.list = deliverableList(database);
  }

  /** Throws `not_found` (404). */
  async view(id: string): Promise<DeliverableView> {
    const em = this.database.em();
    return this.viewOf(em, await this.deliverables.get(em, id));
  }

  /** The newest hundred; the figures of a chart come with each by itself. */
  async ofCustomer(customerId: string): Promise<ListedDeliverable[]> {
    const em = this.database.em();
    const found = await this.deliverables.ofCustomer(em, customerId, SHOWN);
    return Promise.all(
      found.map(async (deliverable) => {
        const { chart: _, ...view } = await this.viewOf(em, deliverable);
        return view;
      }),
    );
  }

  /** What a run delivered, or null. */
  async ofRun(runId: string): Promise<DeliverableView | null> {
    const em = this.database.em();
    const found = await this.deliverables.ofRun(em, runId);
    return found ? this.viewOf(em, found) : null;
  }

  private async viewOf(em: EntityManager, deliverable: Deliverable): Promise<DeliverableView> {
    return deliverableView(deliverable, await this.deliverables.revisions(em, deliverable.id));
  }
}
