import type { MailData } from '../../mail/templates/mail-templates.js';
import type { Snapshot } from './snapshot.js';

/** What the weekly mail says: the frozen snapshot, each record by its customer's number and its id. */
export function reportMail(snapshot: Snapshot, reportUrl: string): MailData<'weekly_report'> {
  const { isoWeek, zone, startsAt, endsAt } = snapshot;
  const measures = snapshot.measures.map(({ records, notes, summary: _summary, ...measure }) => ({
    ...measure,
    notes: [...notes],
    recordIds: records.map(({ customer, id }) => `${customer} ${id}`),
  }));
  return { isoWeek, zone, startsAt: new Date(startsAt), endsAt: new Date(endsAt), measures, reportUrl };
}
