import { CronExpressionParser } from 'cron-parser';
import cronstrue from 'cronstrue';
import { z } from 'zod';
import { clockTime } from '../../agents/time-window.js';

/** Hours that divide the day, so that runs fall on the same times each day. */
export const HOUR_STEPS = [1, 2, 3, 4, 6, 8, 12] as const;
export const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
const WORKING_DAYS = ['mon', 'tue', 'wed', 'thu', 'fri'] as const;
export const DAY_NAMES = {
  mon: 'Monday',
  tue: 'Tuesday',
  wed: 'Wednesday',
  thu: 'Thursday',
  fri: 'Friday',
  sat: 'Saturday',
  sun: 'Sunday',
} as const;

const CRON_FIELD = String.raw`(?:[\d*/,-]|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mon|tue|wed|thu|fri|sat|sun)+`;
const FIVE_FIELDS = new RegExp(`^${CRON_FIELD}(?: ${CRON_FIELD}){4}$`, 'i');

const LONGEST_CRON = 200;

const cronExpression = z
  .string()
  .max(LONGEST_CRON, `Keep it under ${LONGEST_CRON} characters`)
  .overwrite((text) => text.trim().replace(/\s+/g, ' '))
  .refine(isCron, 'Write five cron fields (minute hour day month weekday), such as "0 10 * * 1-5"')
  .refine(
    (expression) => !isCron(expression) || isSpaced(expression),
    'It comes due more than once an hour. Name one minute of the hour, such as "0 */2 * * *"',
  );

const at = clockTime.meta({ title: 'At', description: "On the customer's clock." });

/** When a goal runs, on the customer's clock. */
export const scheduleRule = z
  .discriminatedUnion('kind', [
    z
      .strictObject({
        kind: z.literal('every_hours'),
        hours: z.literal([...HOUR_STEPS]).meta({ title: 'Hours', description: 'Counted from midnight.' }),
      })
      .meta({ title: 'Every … hours' }),
    z.strictObject({ kind: z.literal('daily'), at }).meta({ title: 'Daily' }),
    z
      .strictObject({
        kind: z.literal('weekdays'),
        at,
        days: z
          .array(z.enum(WEEKDAYS))
          .min(1, 'Choose at least one day')
          .refine((days) => new Set(days).size === days.length, 'A day is chosen twice')
          .default([...WORKING_DAYS])
          .meta({ title: 'Days' }),
      })
      .meta({ title: 'On weekdays' }),
    z
      .strictObject({
        kind: z.literal('weekly'),
        day: z.enum(WEEKDAYS).meta({
          title: 'Day',
          options: WEEKDAYS.map((value) => ({ value, label: DAY_NAMES[value] })),
        }),
        at,
      })
      .meta({ title: 'Weekly' }),
    z
      .strictObject({
        kind: z.literal('cron'),
        expression: cronExpression.meta({
          title: 'Cron expression',
          description: 'Minute, hour, day, month, weekday; once an hour at most. Such as 0 10 * * 1-5.',
        }),
      })
      .meta({ title: 'Cron (for experts)' }),
  ])
  .meta({ title: 'Frequency', widget: 'schedule' });
export type ScheduleRule = z.infer<typeof scheduleRule>;

/** The rule as a cron expression of five fields, to be read in the customer's zone. */
export function cronOf(rule: ScheduleRule): string {
  switch (rule.kind) {
    case 'every_hours':
      return `0 */${rule.hours} * * *`;
    case 'daily':
      return `${minuteAndHour(rule.at)} * * *`;
    case 'weekdays':
      return `${minuteAndHour(rule.at)} * * ${inWeekOrder(rule.days).join(',')}`;
    case 'weekly':
      return `${minuteAndHour(rule.at)} * * ${rule.day}`;
    case 'cron':
      return rule.expression;
  }
}

/** The rule in words: "Every 6 hours", "Daily at 10:00", "Mon, Wed at 10:00", "Mondays at 09:00". */
export function describeRule(rule: ScheduleRule): string {
  switch (rule.kind) {
    case 'every_hours':
      return rule.hours === 1 ? 'Every hour' : `Every ${rule.hours} hours`;
    case 'daily':
      return `Daily at ${rule.at}`;
    case 'weekdays':
      return `${daysText(rule.days)} at ${rule.at}`;
    case 'weekly':
      return `${DAY_NAMES[rule.day]}s at ${rule.at}`;
    case 'cron':
      return `${inWords(rule.expression)} (cron ${rule.expression})`;
  }
}

function isCron(expression: string): boolean {
  if (!FIVE_FIELDS.test(expression)) return false;
  try {
    // What cannot be said in words, such as the weekday 007, could be stored but never shown.
    return CronExpressionParser.parse(expression, { tz: 'UTC' }).hasNext() && inWords(expression) !== '';
  } catch {
    return false;
  }
}

/** Two minutes of an hour would come due within it; one minute keeps an hour between any two runs. */
function isSpaced(expression: string): boolean {
  return CronExpressionParser.parse(expression, { tz: 'UTC' }).fields.minute.values.length === 1;
}

/** "At 10:00, Monday through Friday". */
function inWords(expression: string): string {
  return cronstrue.toString(expression, { use24HourTimeFormat: true, verbose: false });
}

function minuteAndHour(time: string): string {
  return `${Number(time.slice(3, 5))} ${Number(time.slice(0, 2))}`;
}

type Weekday = (typeof WEEKDAYS)[number];

function inWeekOrder(days: readonly Weekday[]): Weekday[] {
  return WEEKDAYS.filter((day) => days.includes(day));
}

function daysText(days: readonly Weekday[]): string {
  const ordered = inWeekOrder(days);
  if (ordered.join() === WORKING_DAYS.join()) return 'Monday to Friday';
  return ordered.map((day) => day.charAt(0).toUpperCase() + day.slice(1)).join(', ');
}
