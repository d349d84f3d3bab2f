import { z } from 'zod';
import { command } from '../../platform/commands/command.js';
import { isId } from '../../platform/ids/new-id.js';
import { ReportService } from './report.service.js';
import { reportView } from './report-view.js';

const isoWeek = z
  .string()
  .regex(/^\d{4}-W\d{2}$/, 'Write the week like 2026-W07')
  .meta({ title: 'Week', description: 'An ISO week such as 2026-W07.' });

export const buildReport = command({
  name: 'report.build',
  title: 'Build report',
  roles: ['ops', 'leadership'],
  input: z.strictObject({ isoWeek }),
  service: ReportService,
  run: async (reports, tx, { input }) => reportView(await reports.build(tx, input.isoWeek)),
});

export const sendReport = command({
  name: 'report.send',
  title: 'Send report',
  roles: ['ops', 'leadership'],
  // The panel sends it from the report's own page.
  input: z.strictObject({ isoWeek: isoWeek.meta({ title: 'Week', widget: 'hidden' }) }),
  service: ReportService,
  check: async (reports, tx, id) => (isId(id) ? reports.whyNotSend(tx, id) : undefined),
  run: async (reports, tx, { input }) => reportView(await reports.send(tx, input.isoWeek)),
});
