import { Injectable } from '@nestjs/common';
import { customerAggregate } from '../customers/customer.aggregate.js';
import { Database, type EntityManager } from '../platform/database/database.js';
import { systemActor } from '../platform/unit-of-work/actor.js';
import type { Tx } from '../platform/unit-of-work/tx.js';
import { UnitOfWork } from '../platform/unit-of-work/unit-of-work.js';
import { eachRow } from '../platform/upkeep/each-row.js';
import type { UpkeepTask } from '../platform/upkeep/upkeep-task.js';
import { runStuck } from './goal.entries.js';
import { GoalRunRepository } from './runs/goal-run.repository.js';
import { RUN_STUCK_MS } from './runs/goal-run.work.js';

const AT_ONCE = 200;
const SAID = 'It is not finished after 10 minutes. Engineering is told, and it goes on as soon as it can.';

/**
 * Marks runs that are unfinished after ten minutes (runbook Issue 4). The scheduler's alarm escalates them; none is
 * ended for it: one that waits runs late rather than never, and one at work is ended by its own time limit.
 */
@Injectable()
export class StuckRunsTask implements UpkeepTask {
  readonly name = 'stuck runs';

  constructor(
    private readonly database: Database,
    private readonly unitOfWork: UnitOfWork,
    private readonly runs: GoalRunRepository,
  ) {}

  async nextDue(em: EntityManager): Promise<Date | undefined> {
    const oldest = await this.runs.oldestOpen(em);
    return oldest && new Date(oldest.getTime() + RUN_STUCK_MS);
  }

  async run(now: Date): Promise<number> {
    const before = new Date(now.getTime() - RUN_STUCK_MS);
    const stuck = await this.runs.stuckSince(this.database.em(), before, AT_ONCE);
    return eachRow(stuck, ({ id, customerId }) =>
      this.unitOfWork.run(systemActor(this.name), async (tx) => {
        await tx.lock(customerAggregate, customerId);
        return this.mark(tx, id);
      }),
    );
  }

  private async mark(tx: Tx, id: string): Promise<boolean> {
    const run = await this.runs.getLocked(tx.em, id);
    if (run.stuckAt || !['queued', 'running'].includes(run.status)) return false;
    run.stuckAt = tx.now;
    this.runs.addEvent(tx.em, { runId: id, at: tx.now, stage: 'stuck', text: SAID });
    tx.record(runStuck, { subjectId: id, customerId: run.customerId, data: { goalId: run.goalId } });
    await tx.em.flush();
    return true;
  }
}
