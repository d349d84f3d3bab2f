import { Injectable } from '@nestjs/common';
import { AppConfig } from '../../config/app-config.js';
import { MailService } from '../../mail/mail.service.js';
import type { AppError } from '../../platform/errors/app-error.js';
import type { Tx } from '../../platform/unit-of-work/tx.js';
import { namedWeek, type Week } from '../iso-week.js';
import { reportSent } from './report.entries.js';
import { reportErrors } from './report.errors.js';
import { ReportRepository } from './report.repository.js';
import { reportStates } from './report.states.js';
import { takeSnapshot } from './snapshot.js';
import type { WeeklyReport } from './weekly-report.entity.js';

const NOBODY = 'No active staff member has the role leadership or admin.';

/** Builds, freezes and sends the weekly report. */
@Injectable()
export class ReportService {
  constructor(
    private readonly config: AppConfig,
    private readonly reports: ReportRepository,
    private readonly mails: MailService,
  ) {}

  /** The week of that name in the report's zone; throws `unknown_week` (404). */
  week(isoWeek: string): Week {
    const week = namedWeek(isoWeek, this.config.reportTimezone);
    if (!week) throw reportErrors.unknown_week(`${isoWeek} is not an ISO week.`);
    return week;
  }

  /** A running week's report is rebuilt on each ask; one built after its week's end stays as it is. */
  async build(tx: Tx, isoWeek: string): Promise<WeeklyReport> {
    const week = this.week(isoWeek);
    if (week.startsAt > tx.now) throw reportErrors.report_week_ahead(`${isoWeek} begins later.`);
    const known = await this.reports.locked(tx.em, isoWeek);
    if (known && isFrozen(known, week)) return known;
    const snapshot = await takeSnapshot(tx.em, week);
    if (!known) return this.reports.make(tx.em, snapshot, tx.now);
    known.snapshot = snapshot;
    known.builtAt = tx.now;
    return known;
  }

  /** Why the report cannot be sent now, or undefined. */
  async whyNotSend(tx: Tx, id: string): Promise<AppError | undefined> {
    const { isoWeek, status } = await this.reports.byId(tx.em, id);
    if (status === 'sent') return reportErrors.report_already_sent(`${isoWeek} was sent.`);
    if (this.week(isoWeek).endsAt > tx.now) return reportErrors.report_week_running(`${isoWeek} ends later.`);
    return (await this.reports.readers(tx.em)).length > 0
      ? undefined
      : reportErrors.report_without_readers(NOBODY);
  }

  /** Freeze the report of an ended week and mail it to its readers, once. */
  async send(tx: Tx, isoWeek: string): Promise<WeeklyReport> {
    const { endsAt } = this.week(isoWeek);
    if (endsAt > tx.now) throw reportErrors.report_week_running(`${isoWeek} ends later.`);
    const report = await this.build(tx, isoWeek);
    if (report.status === 'sent') throw reportErrors.report_already_sent(`${isoWeek} was sent.`);
    const readers = await this.reports.readers(tx.em);
    const to = readers[0]?.role;
    if (!to) throw reportErrors.report_without_readers(NOBODY);
    for (const { id, email, name } of readers) {
      await this.mails.enqueue(tx, {
        template: 'weekly_report',
        to: { email, name },
        customerId: null,
        subjectId: report.id,
        dedupeKey: `weekly_report:${isoWeek}:${id}`,
      });
    }
    reportStates.move(report, 'sent');
    report.sentAt = tx.now;
    report.sentTo = to;
    tx.record(reportSent, {
      subjectId: report.id,
      customerId: null,
      data: { isoWeek, to, readers: readers.length },
    });
    return report;
  }
}

/** Built after its week had ended. */
export function isFrozen({ builtAt }: Pick<WeeklyReport, 'builtAt'>, { endsAt }: Week): boolean {
  return builtAt >= endsAt;
}
