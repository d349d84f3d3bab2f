import { defineEntity, p } from '@mikro-orm/core';
import { REPORT_STATUSES } from './report.states.js';
import type { Snapshot } from './snapshot.js';

const WeeklyReportSchema = defineEntity({
  name: 'WeeklyReport',
  tableName: 'weekly_report',
  properties: {
    id: p.uuid().primary(),
    /** `2026-W07`. */
    isoWeek: p.text().unique('weekly_report_iso_week_key'),
    status: p.enum(REPORT_STATUSES),
    snapshot: p.json<Snapshot>(),
    /** A report built after its week's end is frozen: this instant does not move any more. */
    builtAt: p.datetime(),
    sentAt: p.datetime().nullable(),
    /** To whom it went: `leadership`, or `admin` where nobody has that role. */
    sentTo: p.enum(['leadership', 'admin'] as const).nullable(),
  },
  checks: [{ name: 'weekly_report_sent_check', expression: "(status = 'sent') = (sent_at is not null)" }],
});

/** The weekly report to ops leadership. */
export class WeeklyReport extends WeeklyReportSchema.class {}
WeeklyReportSchema.setClass(WeeklyReport);
