import { entryType } from '../../platform/history/entry-type.js';

export const reportSent = entryType<{ isoWeek: string; to: string; readers: number }>(
  'report.sent',
  ({ isoWeek, to, readers }) => `Weekly report ${isoWeek} sent to ${to} (${readers})`,
);
