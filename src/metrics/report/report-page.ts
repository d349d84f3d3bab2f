import { shownWeek } from '../../mail/templates/weekly-report.js';
import { MOST_RECORD_IDS, type ShownMeasure } from '../../mail/templates/weekly-measure-view.js';
import type { CountedRecord } from '../measures/measure.js';
import { MEASURES } from '../measures/measures.js';
import { reportErrors } from './report.errors.js';
import { reportMail } from './report-mail.js';
import type { ReportView } from './report-view.js';

/** Records answered at once when more are asked for. */
const MORE = 500;

/** Records behind a measure: a part of them, in the order they were counted. */
export interface ReportRecords {
  /** The panel's list in which they stand; null for a measure that is no longer made. */
  readonly list: string | null;
  readonly items: readonly CountedRecord[];
  readonly total: number;
}

/** A measure as the mail shows it, its records as links instead of text. */
export interface ReportRow extends Omit<ShownMeasure, 'recordIds' | 'ids' | 'moreIds'> {
  readonly records: ReportRecords;
}

/** The weekly report as its page shows it: what the mail says, word for word. */
export interface ReportPage extends Pick<
  ReportView,
  'isoWeek' | 'zone' | 'status' | 'builtAt' | 'sentAt' | 'sentTo'
> {
  readonly firstDay: string;
  readonly lastDay: string;
  readonly endsAt: string;
  /** Its week is not over: the numbers are of this moment. */
  readonly running: boolean;
  readonly rows: readonly ReportRow[];
}

export function reportPage(report: ReportView, now: Date): ReportPage {
  const { isoWeek, zone, status, builtAt, sentAt, sentTo, endsAt } = report;
  const { firstDay, lastDay, rows } = shownWeek(reportMail(report, ''));
  return {
    ...{ isoWeek, zone, status, builtAt, sentAt, sentTo, firstDay, lastDay, endsAt },
    running: new Date(endsAt) > now,
    rows: rows.map(({ recordIds: _all, ids: _ids, moreIds: _more, ...row }) => ({
      ...row,
      records: part(report, row.key, 0, MOST_RECORD_IDS),
    })),
  };
}

/** Throws `unknown_report` (404) for a measure that the report does not hold. */
export const recordsOf = (report: ReportView, key: string, after: number): ReportRecords =>
  part(report, key, after, MORE);

function part(report: ReportView, key: string, after: number, count: number): ReportRecords {
  const found = report.measures.find((measure) => measure.key === key);
  if (!found) throw reportErrors.unknown_report(`The report holds no measure ${key}.`);
  return {
    list: MEASURES.find((measure) => measure.key === key)?.list ?? null,
    items: found.records.slice(after, after + count),
    total: found.records.length,
  };
}
