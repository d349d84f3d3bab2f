import { Injectable, type OnModuleInit } from '@nestjs/common';
import { customerUpdated } from '../customers/customer.entries.js';
import { CustomerService } from '../customers/customer.service.js';
import { HistoryBus } from '../platform/history/history-bus.js';
import type { Tx } from '../platform/unit-of-work/tx.js';
import { DueRuns } from './due-runs.js';
import { goalEdited } from './goal.entries.js';
import type { Goal } from './goal.entity.js';
import { GoalRepository } from './goal.repository.js';
import { dueAfterMove, livedUntil } from './schedule/due-after-move.js';

/** A customer's goals keep to the customer's clock: when the zone changes, so does what is due next. */
@Injectable()
export class GoalZones implements OnModuleInit {
  constructor(
    private readonly bus: HistoryBus,
    private readonly goals: GoalRepository,
    private readonly customers: CustomerService,
    private readonly dueRuns: DueRuns,
  ) {}

  onModuleInit(): void {
    this.bus.on(customerUpdated, async (tx, { subjectId, data }) => {
      if (!data.fields.includes('timezone')) return;
      const { timezone } = await this.customers.get(tx, subjectId);
      for (const { id, status } of await this.goals.ofCustomer(tx.em, subjectId)) {
        if (status === 'archived') continue;
        // What is overdue is of the old clock: made here, or the new clock would bring the same time of day again.
        await this.dueRuns.make(tx, id);
        move(tx, await this.goals.getLocked(tx.em, id), timezone);
      }
      await tx.em.flush();
    });
  }
}

function move(tx: Tx, goal: Goal, to: string): void {
  const { cron, zone: from } = goal.schedule;
  if (from === to) return;
  goal.schedule = { ...goal.schedule, zone: to };
  const over = { from, to, lived: goal.livedUntil ?? null };
  goal.livedUntil = livedUntil(over, tx.now);
  if (goal.nextDueAt) goal.nextDueAt = dueAfterMove(cron, over, tx.now);
  tx.record(goalEdited, { subjectId: goal.id, customerId: goal.customerId, data: { reopened: false } });
}
