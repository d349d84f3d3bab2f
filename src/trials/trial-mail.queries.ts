import { Injectable } from '@nestjs/common';
import type { EntityManager } from '../platform/database/database.js';
import type { Trial } from './trial.entity.js';
import { TrialRepository } from './trial.repository.js';
import { TrialUsageRepository } from './trial-usage.repository.js';

/** What mails on a trial say of it. */
@Injectable()
export class TrialMailQueries {
  constructor(
    private readonly trials: TrialRepository,
    private readonly usage: TrialUsageRepository,
  ) {}

  /** Throws `not_found` (404). */
  get(em: EntityManager, id: string): Promise<Trial> {
    return this.trials.get(em, id);
  }

  tasks(em: EntityManager, trialId: string): Promise<number> {
    return this.usage.tasksEver(em, trialId);
  }

  async draftsWaiting(em: EntityManager, trialId: string): Promise<number> {
    const [row] = await em.execute<{ drafts: number }[]>(
      `select count(*)::int as drafts from deliverable d join trial t on t.agent_id = d.agent_id
        where t.id = ? and d.status = 'in_review'`,
      [trialId],
    );
    return row?.drafts ?? 0;
  }

  /** What was granted together to a customer's trials. */
  extensions(
    em: EntityManager,
    batchId: string,
    customerId: string,
  ): Promise<{ trialId: string; hours: number }[]> {
    return em.execute(
      `select e.trial_id as "trialId", e.hours from trial_extension e join trial t on t.id = e.trial_id
        where e.batch_id = ? and t.customer_id = ? order by e.id`,
      [batchId, customerId],
    );
  }
}
