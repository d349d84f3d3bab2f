import { Injectable } from '@nestjs/common';
import { CustomerAddress } from '../../customers/customer-address.js';
import { customerAggregate } from '../../customers/customer.aggregate.js';
import { MailService } from '../../mail/mail.service.js';
import { Database, type EntityManager } from '../../platform/database/database.js';
import type { Schedule } from '../../platform/schedules/schedule.js';
import { systemActor } from '../../platform/unit-of-work/actor.js';
import { dayKey, nextLocalMidnight } from '../../platform/time/wall-clock.js';
import type { Tx } from '../../platform/unit-of-work/tx.js';
import { UnitOfWork } from '../../platform/unit-of-work/unit-of-work.js';
import { eachRow } from '../../platform/upkeep/each-row.js';
import type { UpkeepTask } from '../../platform/upkeep/upkeep-task.js';
import { draftsUndecided } from '../goal.entries.js';
import { DraftReminderRepository } from './draft-reminder.repository.js';
import { REMINDER_HOURS } from './draft-telling.js';

const AT_ONCE = 200;

/**
 * Reminds a customer once a draft has waited long enough: by one mail a day of the customer's, of all that wait.
 * Goals that run every few hours would else fill the inbox of somebody who does not decide.
 */
@Injectable()
export class DraftRemindersTask implements UpkeepTask {
  readonly name = 'draft reminders';
  readonly schedule: Schedule = {
    name: this.name,
    title: 'Reminders of undecided drafts',
    rhythm: `${REMINDER_HOURS} hours after a draft; one mail a day to a customer, of all that wait`,
    clock: 'business',
  };

  constructor(
    private readonly database: Database,
    private readonly unitOfWork: UnitOfWork,
    private readonly reminders: DraftReminderRepository,
    private readonly addresses: CustomerAddress,
    private readonly mails: MailService,
  ) {}

  nextDue(em: EntityManager): Promise<Date | undefined> {
    return this.reminders.nextDue(em);
  }

  async run(now: Date): Promise<number> {
    const due = await this.reminders.customersDue(this.database.em(), now, AT_ONCE);
    return eachRow(due, ({ customerId }) =>
      this.unitOfWork.run(systemActor(this.name), async (tx) => {
        await tx.lock(customerAggregate, customerId);
        return this.remind(tx, customerId);
      }),
    );
  }

  private async remind(tx: Tx, customerId: string): Promise<boolean> {
    const { to, zone } = await this.addresses.of(tx, customerId);
    const before = await this.mails.newest(tx, customerId, 'draft_reminder');
    if (before?.leftAt && dayKey(before.leftAt, zone) === dayKey(tx.now, zone)) {
      await this.reminders.postpone(tx.em, customerId, tx.now, nextLocalMidnight(tx.now, zone));
      return false;
    }
    const [first, ...rest] = await this.reminders.take(tx.em, customerId, tx.now);
    // One that is held until the morning names them too: it is written when it leaves.
    if (first === undefined || before?.leftAt === null) return false;
    const at = tx.now.toISOString();
    tx.record(draftsUndecided, { subjectId: first, customerId, data: { drafts: rest.length + 1, at } });
    await this.mails.enqueue(tx, {
      ...{ template: 'draft_reminder', to, customerId, subjectId: first },
      dedupeKey: `draft_reminder:${customerId}:${at}`,
    });
    return true;
  }
}
