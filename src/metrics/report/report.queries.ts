import { Injectable } from '@nestjs/common';
import { AppConfig } from '../../config/app-config.js';
import { BusinessClock } from '../../platform/clocks/business-clock.js';
import { Database } from '../../platform/database/database.js';
import type { ListPort } from '../../platform/listing/list-port.js';
import { newestReportable, weekOf } from '../iso-week.js';
import type { Period } from '../measures/measure.js';
import { reportErrors } from './report.errors.js';
import { ReportRepository } from './report.repository.js';
import { isFrozen, ReportService } from './report.service.js';
import { reportView, type ReportView } from './report-view.js';
import { reportList } from './report-list.js';
import { recordsOf, reportPage, type ReportPage, type ReportRecords } from './report-page.js';
import { measured, takeSnapshot, type MeasuredValue } from './snapshot.js';

/** Before anything of this product. */
const BEGINNING = new Date('2020-01-01T00:00:00Z');

/** One of the five measures, for one customer. */
export interface CustomerMeasure extends Pick<MeasuredValue, 'key' | 'title' | 'summary' | 'notes'> {
  readonly state: 'met' | 'missed' | 'not_yet';
}

@Injectable()
export class ReportQueries {
  readonly list: ListPort;

  constructor(
    private readonly config: AppConfig,
    private readonly database: Database,
    private readonly clock: BusinessClock,
    private readonly reports: ReportRepository,
    private readonly service: ReportService,
  ) {
    this.list = reportList(database);
  }

  /** The frozen report of a week, or the numbers of this moment as a draft. */
  async weekly(isoWeek: string): Promise<ReportView> {
    const week = this.service.week(isoWeek);
    const em = this.database.em();
    const now = await this.clock.now(em);
    if (week.startsAt > now) throw reportErrors.report_week_ahead(`${isoWeek} begins later.`);
    const known = await this.reports.find(em, isoWeek);
    if (known && isFrozen(known, week)) return reportView(known);
    const snapshot = await takeSnapshot(em, week);
    const draft = { status: 'draft', builtAt: now.toISOString(), sentAt: null, sentTo: null } as const;
    return { id: known?.id ?? null, ...draft, ...snapshot };
  }

  /** A report as its page shows it: frozen, or of this moment while it is a draft. Throws `unknown_report` (404). */
  async page(id: string): Promise<ReportPage> {
    const { isoWeek } = await this.reports.byId(this.database.em(), id);
    const now = await this.clock.now();
    return reportPage(await this.weekly(isoWeek), now);
  }

  /** The records behind a measure of a report, from the one numbered `after` (0 is the first) on. */
  async records(id: string, key: string, after: number): Promise<ReportRecords> {
    const { isoWeek } = await this.reports.byId(this.database.em(), id);
    return recordsOf(await this.weekly(isoWeek), key, after);
  }

  /** The five measures over any period. */
  measures(period: Period): Promise<MeasuredValue[]> {
    return measured(this.database.em(), period);
  }

  /** A customer's own five, over all its time: met, missed, or not yet. */
  async ofCustomer(customerId: string): Promise<CustomerMeasure[]> {
    const em = this.database.em();
    const values = await measured(em, { from: BEGINNING, to: await this.clock.now(em), customerId });
    return values.map(({ key, title, met, summary, notes }) => {
      const state = met === null ? 'not_yet' : met ? 'met' : 'missed';
      return { key, title, state, summary, notes };
    });
  }

  /** Names of the running week and of the newest whose report is due. */
  async weeks(): Promise<{ running: string; newestReportable: string }> {
    const now = await this.clock.now();
    const zone = this.config.reportTimezone;
    return { running: weekOf(now, zone).name, newestReportable: newestReportable(now, zone).name };
  }
}
