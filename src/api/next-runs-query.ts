import { z } from 'zod';
import { fields } from '../customers/field-schemas.js';
import { scheduleRule, type ScheduleRule } from '../goals/schedule/schedule-rule.js';
import { parseInput } from '../platform/commands/parse-input.js';

const KINDS = ['every_hours', 'daily', 'weekdays', 'weekly', 'cron'] as const;

/** A frequency and a clock, as an address says them; which fields a kind takes, its rule says. */
export const nextRunsQuery = z
  .strictObject({
    customer: z.string().optional().meta({ description: 'UUID or C-number: on the clock of this customer' }),
    zone: fields.timezone.optional().meta({ description: 'IANA zone, in place of a customer' }),
    kind: z.enum(KINDS).meta({ description: 'Of the frequency' }),
    at: z.string().optional().meta({ description: 'HH:mm; for daily, weekdays and weekly' }),
    hours: z.string().optional().meta({ description: 'For every_hours: 1, 2, 3, 4, 6, 8 or 12' }),
    days: z
      .string()
      .optional()
      .meta({ description: 'For weekdays, parted by commas; Monday to Friday where not given' }),
    day: z.string().optional().meta({ description: 'For weekly: mon to sun' }),
    expression: z
      .string()
      .optional()
      .meta({ description: 'For cron: minute hour day month weekday, once an hour at most' }),
  })
  .refine(({ customer, zone }) => (customer === undefined) !== (zone === undefined), {
    path: ['customer'],
    message: 'Give either a customer or a zone',
  });

/** The frequency that was asked about. Throws `validation_failed` (400) naming each field of it that is wrong. */
export function ruleAsked(query: z.output<typeof nextRunsQuery>): ScheduleRule {
  const { kind, at, hours, days, day, expression } = query;
  const given = { kind, at, hours: hours && Number(hours), days: days?.split(','), day, expression };
  const said = Object.entries(given).filter(([, value]) => value !== undefined);
  return parseInput(scheduleRule, Object.fromEntries(said));
}
