import { z } from 'zod';
import { longDay } from '../rendering/zoned-times.js';
import { webUrl, zone } from './fields.js';
import { mailTemplate } from './mail-template.js';
import { MOST_RECORD_IDS, shownMeasure, type ShownMeasure } from './weekly-measure-view.js';
import { measure, type WeeklyMeasure } from './weekly-measure.js';

/** Success Metrics: "Report these metrics weekly to ops leadership". */
export const weeklyReport = mailTemplate({
  title: 'Weekly report',
  audience: 'staff',
  class: 'transactional',
  schema: z.strictObject({
    /** `2026-W07`. */
    isoWeek: z.string().regex(/^\d{4}-W\d{2}$/),
    /** First instant of the week and of the next one. */
    startsAt: z.date(),
    endsAt: z.date(),
    zone: zone(),
    measures: z.array(measure).length(5),
    reportUrl: webUrl(),
  }),
  resend: 'allowed',
  subject: ({ isoWeek, measures }) => `Onboarding report ${isoWeek}: ${summary(measures)}`,
  preview: ({ measures }) => measures.map((one) => `${one.title}: ${shownMeasure(one).shown}`).join(' · '),
  view: (data) => ({ ...shownWeek(data), mostIds: MOST_RECORD_IDS }),
});

interface Week {
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly zone: string;
  readonly measures: readonly WeeklyMeasure[];
}

/** The week's days and measures as people read them, in the mail and in the panel. */
export function shownWeek({ measures, startsAt, endsAt, zone: where }: Week): {
  firstDay: string;
  lastDay: string;
  rows: ShownMeasure[];
} {
  return {
    firstDay: longDay(startsAt, where),
    lastDay: longDay(new Date(endsAt.getTime() - 1), where),
    rows: measures.map(shownMeasure),
  };
}

function summary(measures: readonly WeeklyMeasure[]): string {
  const met = measures.filter((one) => one.met === true).length;
  const missed = measures.filter((one) => one.met === false).length;
  return `${met} of ${measures.length} targets met, ${missed} missed`;
}
