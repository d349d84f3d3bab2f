import { Injectable } from '@nestjs/common';
import { CustomerAddress } from '../../customers/customer-address.js';
import { customerAggregate } from '../../customers/customer.aggregate.js';
import { MailService } from '../../mail/mail.service.js';
import { Database, type EntityManager } from '../../platform/database/database.js';
import type { Schedule } from '../../platform/schedules/schedule.js';
import { systemActor } from '../../platform/unit-of-work/actor.js';
import type { Tx } from '../../platform/unit-of-work/tx.js';
import { UnitOfWork } from '../../platform/unit-of-work/unit-of-work.js';
import { eachRow } from '../../platform/upkeep/each-row.js';
import type { UpkeepTask } from '../../platform/upkeep/upkeep-task.js';
import { draftsUndecided } from '../goal.entries.js';
import { DraftReminderRepository } from './draft-reminder.repository.js';
import { REMINDER_HOURS } from './draft-telling.js';

const AT_ONCE = 200;

/** Reminds each customer, in one mail, of the drafts that have waited long enough; of each draft once. */
@Injectable()
export class DraftRemindersTask implements UpkeepTask {
  readonly name = 'draft reminders';
  readonly schedule: Schedule = {
    name: this.name,
    title: 'Reminders of undecided drafts',
    rhythm: `Once, ${REMINDER_HOURS} hours after a draft; together where several wait`,
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
    const [first, ...rest] = await this.reminders.take(tx.em, customerId, tx.now);
    if (first === undefined) return false;
    const at = tx.now.toISOString();
    tx.record(draftsUndecided, { subjectId: first, customerId, data: { drafts: rest.length + 1, at } });
    const { to } = await this.addresses.of(tx, customerId);
    await this.mails.enqueue(tx, {
      ...{ template: 'draft_reminder', to, customerId, subjectId: first, params: { at } },
      dedupeKey: `draft_reminder:${customerId}:${at}`,
    });
    return true;
  }
}
