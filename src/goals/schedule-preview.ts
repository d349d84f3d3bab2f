import { Injectable } from '@nestjs/common';
import { CustomerService } from '../customers/customer.service.js';
import { systemActor } from '../platform/unit-of-work/actor.js';
import type { Tx } from '../platform/unit-of-work/tx.js';
import { UnitOfWork } from '../platform/unit-of-work/unit-of-work.js';
import { GoalRepository } from './goal.repository.js';
import type { SchedulePreview } from './goal-page.js';
import { nextRuns } from './schedule/occurrences.js';
import { cronOf, describeRule, scheduleRule } from './schedule/schedule-rule.js';

const READER = systemActor('schedule preview');

/** Whose clock a rule is read on: a customer's, that of the customer whom a goal belongs to, or a zone's (IANA name). */
export type ClockOf =
  | { readonly kind: 'customer' | 'goal'; readonly id: string }
  | { readonly kind: 'zone'; readonly zone: string };

/** What a rule would mean, while it is typed. */
@Injectable()
export class SchedulePreviews {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly goals: GoalRepository,
    private readonly customers: CustomerService,
  ) {}

  /** Null while the rule is not whole, or breaks one: saving says which. Throws `not_found` (404). */
  of(clock: ClockOf, given: unknown): Promise<SchedulePreview | null> {
    return this.unitOfWork.look(READER, async (tx) => {
      const zone = await this.zoneOf(tx, clock);
      const rule = scheduleRule.safeParse(given).data;
      if (!rule) return null;
      const runs = nextRuns(cronOf(rule), zone, tx.now).map((at) => at.toISOString());
      return { frequency: describeRule(rule), zone, nextRuns: runs };
    });
  }

  private async zoneOf(tx: Tx, clock: ClockOf): Promise<string> {
    if (clock.kind === 'zone') return clock.zone;
    const customerId = clock.kind === 'goal' ? (await this.goals.get(tx.em, clock.id)).customerId : clock.id;
    return (await this.customers.get(tx, customerId)).timezone;
  }
}
