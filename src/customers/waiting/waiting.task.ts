import { Injectable } from '@nestjs/common';
import { MailService } from '../../mail/mail.service.js';
import { Database, type EntityManager } from '../../platform/database/database.js';
import type { Schedule } from '../../platform/schedules/schedule.js';
import { dayKey } from '../../platform/time/wall-clock.js';
import { systemActor } from '../../platform/unit-of-work/actor.js';
import type { Tx } from '../../platform/unit-of-work/tx.js';
import { UnitOfWork } from '../../platform/unit-of-work/unit-of-work.js';
import { eachRow } from '../../platform/upkeep/each-row.js';
import type { UpkeepTask } from '../../platform/upkeep/upkeep-task.js';
import { customerAggregate } from '../customer.aggregate.js';
import { CustomerRepository } from '../customer.repository.js';
import type { CustomerWait } from './customer-wait.entity.js';
import { plan } from './customer-waiting.service.js';
import { followUpDue } from './wait.entries.js';
import { WaitRepository } from './wait.repository.js';
import { waitStates } from './wait.states.js';

const AT_ONCE = 200;

/** Reminds customers that are waited on, and makes a wait due at its follow-up. */
@Injectable()
export class WaitingTask implements UpkeepTask {
  readonly name = 'follow-ups and reminders';
  readonly schedule: Schedule = {
    name: this.name,
    title: 'Follow-ups and reminders',
    rhythm: 'at each follow-up; a reminder a day until then',
    clock: 'business',
  };

  constructor(
    private readonly database: Database,
    private readonly unitOfWork: UnitOfWork,
    private readonly waits: WaitRepository,
    private readonly customers: CustomerRepository,
    private readonly mails: MailService,
  ) {}

  nextDue(em: EntityManager): Promise<Date | undefined> {
    return this.waits.nextDue(em);
  }

  async run(now: Date): Promise<number> {
    const due = await this.waits.due(this.database.em(), now, AT_ONCE);
    return eachRow(due, ({ customerId }) =>
      this.unitOfWork.run(systemActor(this.name), async (tx) => {
        await tx.lock(customerAggregate, customerId);
        const wait = await this.waits.open(tx.em, customerId);
        return wait?.status === 'parked' && this.turn(tx, wait);
      }),
    );
  }

  private async turn(tx: Tx, wait: CustomerWait): Promise<boolean> {
    const { id, customerId, followUpAt, nudgeDueAt, waitingOn: on } = wait;
    if (followUpAt <= tx.now) {
      waitStates.move(wait, 'due');
      wait.nudgeDueAt = null;
      const data = { on, followUpAt: followUpAt.toISOString() };
      tx.record(followUpDue, { subjectId: id, customerId, data });
      return true;
    }
    if (!nudgeDueAt || nudgeDueAt > tx.now) return false;
    await this.nudge(tx, wait);
    return true;
  }

  /** After an outage one reminder, not one for each day of it. */
  private async nudge(tx: Tx, wait: CustomerWait): Promise<void> {
    const { email, timezone } = await this.customers.get(tx.em, wait.customerId);
    const contact = await this.customers.primaryContact(tx.em, wait.customerId);
    plan(wait, tx.now, timezone);
    await this.mails.enqueue(tx, {
      template: 'waiting_nudge',
      to: { email, name: contact?.name ?? null },
      customerId: wait.customerId,
      subjectId: wait.id,
      dedupeKey: `waiting_nudge:${wait.customerId}:${dayKey(tx.now, timezone)}`,
    });
  }
}
