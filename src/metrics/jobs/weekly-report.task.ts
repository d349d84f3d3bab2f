import { Injectable } from '@nestjs/common';
import { AppConfig } from '../../config/app-config.js';
import { BusinessClock } from '../../platform/clocks/business-clock.js';
import { SystemClock } from '../../platform/clocks/system-clock.js';
import { Database, type EntityManager } from '../../platform/database/database.js';
import { systemActor } from '../../platform/unit-of-work/actor.js';
import type { Schedule } from '../../platform/schedules/schedule.js';
import { UnitOfWork } from '../../platform/unit-of-work/unit-of-work.js';
import type { UpkeepTask } from '../../platform/upkeep/upkeep-task.js';
import { newestReportable, reportsBetween, weekBefore, weekOf, type Week } from '../iso-week.js';
import { ReportRepository } from '../report/report.repository.js';
import { sendWeeklyReport } from './send-report.job.js';

/** Milliseconds after which a report that could not be sent is asked for again. */
const ASK_AGAIN = 15 * 60_000;

/**
 * Monday 08:00: asks for the report of the week that ended. After an outage one report catches up, not a burst;
 * older weeks can be sent by hand. A week before the first signup has nothing to report.
 */
@Injectable()
export class WeeklyReportTask implements UpkeepTask {
  readonly name = 'weekly report';
  readonly schedule: Schedule;
  /** What this process asked for last (system clock): a waiting job is not asked for at each tick. */
  private asked = { week: '', at: 0 };

  constructor(
    private readonly config: AppConfig,
    private readonly database: Database,
    private readonly clock: BusinessClock,
    private readonly system: SystemClock,
    private readonly unitOfWork: UnitOfWork,
    private readonly reports: ReportRepository,
  ) {
    const zone = config.reportTimezone;
    this.schedule = {
      name: this.name,
      title: 'Weekly report',
      rhythm: `Mondays 08:00, ${zone}`,
      clock: 'business',
      isDone: (dueAt) => this.isSent(dueAt),
      between: (after, before) => reportsBetween(after, before, zone),
    };
  }

  async nextDue(em: EntityManager): Promise<Date | undefined> {
    const now = await this.clock.now(em);
    const due = await this.due(em, now);
    if (due) return due.reportAt;
    if (!(await this.reports.hasDataBefore(em, now))) return undefined;
    const running = weekOf(now, this.config.reportTimezone);
    const last = weekBefore(running);
    return last.reportAt > now ? last.reportAt : running.reportAt;
  }

  async run(now: Date): Promise<number> {
    const due = await this.due(this.database.em(), now);
    const at = this.system.now().getTime();
    if (!due || (due.name === this.asked.week && at - this.asked.at < ASK_AGAIN)) return 0;
    await this.unitOfWork.run(systemActor(this.name), async (tx) => {
      tx.enqueue(sendWeeklyReport, { isoWeek: due.name });
    });
    this.asked = { week: due.name, at };
    return 1;
  }

  private async isSent(dueAt: Date): Promise<boolean> {
    const { name } = weekBefore(weekOf(dueAt, this.config.reportTimezone));
    return (await this.reports.find(this.database.em(), name))?.status === 'sent';
  }

  private async due(em: EntityManager, now: Date): Promise<Week | undefined> {
    const week = newestReportable(now, this.config.reportTimezone);
    const known = await this.reports.find(em, week.name);
    if (known?.status === 'sent') return undefined;
    return (await this.reports.hasDataBefore(em, week.endsAt)) ? week : undefined;
  }
}
