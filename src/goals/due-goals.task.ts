import { Injectable } from '@nestjs/common';
import { customerAggregate } from '../customers/customer.aggregate.js';
import { Database, type EntityManager } from '../platform/database/database.js';
import type { Schedule } from '../platform/schedules/schedule.js';
import { systemActor } from '../platform/unit-of-work/actor.js';
import type { Tx } from '../platform/unit-of-work/tx.js';
import { UnitOfWork } from '../platform/unit-of-work/unit-of-work.js';
import { eachRow } from '../platform/upkeep/each-row.js';
import type { UpkeepTask } from '../platform/upkeep/upkeep-task.js';
import { GoalRepository } from './goal.repository.js';
import { RunService } from './runs/run.service.js';
import { planDue } from './schedule/plan-due.js';

const AT_ONCE = 200;

const missedDetail = (caughtUp: boolean): string =>
  caughtUp
    ? 'No worker was running at that time.'
    : 'No worker was running at that time, and the goal leaves missed runs out.';

/** Makes the runs that are due. After an outage one catch-up run, and a refused row for each missed instant. */
@Injectable()
export class DueGoalsTask implements UpkeepTask {
  readonly name = 'due goals';
  readonly schedule: Schedule = {
    name: this.name,
    title: 'Scheduled goals',
    rhythm: "By each goal's frequency, in the customer's zone",
    clock: 'business',
  };

  constructor(
    private readonly database: Database,
    private readonly unitOfWork: UnitOfWork,
    private readonly goals: GoalRepository,
    private readonly runs: RunService,
  ) {}

  nextDue(em: EntityManager): Promise<Date | undefined> {
    return this.goals.nextDue(em);
  }

  async run(now: Date): Promise<number> {
    const due = await this.goals.due(this.database.em(), now, AT_ONCE);
    return eachRow(due, ({ id, customerId }) =>
      this.unitOfWork.run(systemActor(this.name), async (tx) => {
        await tx.lock(customerAggregate, customerId);
        return this.runDue(tx, id);
      }),
    );
  }

  private async runDue(tx: Tx, id: string): Promise<boolean> {
    const goal = await this.goals.getLocked(tx.em, id);
    if (goal.status !== 'approved' || !goal.nextDueAt || goal.nextDueAt > tx.now) return false;
    const { cron, zone } = goal.schedule;
    const plan = planDue({ cron, zone, dueAt: goal.nextDueAt }, tx.now, goal.catchUp);
    for (const missed of plan.missed) {
      if (await this.runs.isMade(tx, goal, missed)) continue;
      this.runs.refuse(tx, goal, missed, { code: 'missed', detail: missedDetail(plan.run !== null) });
    }
    if (plan.run) await this.runs.schedule(tx, goal, plan.run);
    goal.nextDueAt = plan.nextDueAt;
    await tx.em.flush();
    return true;
  }
}
