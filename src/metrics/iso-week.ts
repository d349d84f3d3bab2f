import { DateTime } from 'luxon';

/** An ISO 8601 week in a zone: from Monday 00:00 on, up to the next Monday 00:00. */
export interface Week {
  /** `2026-W07`. */
  readonly name: string;
  readonly zone: string;
  readonly startsAt: Date;
  /** First instant that is no longer in it. */
  readonly endsAt: Date;
  /** Monday 08:00 after its end: when its report goes out. */
  readonly reportAt: Date;
}

const REPORT_HOUR = 8;
const SHAPE = /^(\d{4})-W(\d{2})$/;

/** The week that `instant` falls into. */
export function weekOf(instant: Date, zone: string): Week {
  return weekFrom(DateTime.fromJSDate(instant, { zone }).startOf('week'), zone);
}

/** The week of that name, or undefined when there is none (`2026-W60`). */
export function namedWeek(name: string, zone: string): Week | undefined {
  const [, year, week] = SHAPE.exec(name) ?? [];
  if (!year || !week) return undefined;
  const monday = DateTime.fromObject({ weekYear: Number(year), weekNumber: Number(week) }, { zone });
  return monday.isValid ? weekFrom(monday.startOf('week'), zone) : undefined;
}

/** The newest week whose report hour has come. */
export function newestReportable(now: Date, zone: string): Week {
  const current = weekOf(now, zone);
  const last = weekBefore(current);
  return last.reportAt <= now ? last : weekBefore(last);
}

export function weekBefore({ startsAt, zone }: Week): Week {
  return weekFrom(DateTime.fromJSDate(startsAt, { zone }).minus({ weeks: 1 }), zone);
}

/** When reports were due after the one instant and before the other, oldest first. */
export function reportsBetween(after: Date, before: Date, zone: string): Date[] {
  const due: Date[] = [];
  for (let week = weekOf(before, zone); week.reportAt > after; week = weekBefore(week)) {
    if (week.reportAt < before) due.unshift(week.reportAt);
  }
  return due;
}

function weekFrom(monday: DateTime, zone: string): Week {
  const next = monday.plus({ weeks: 1 });
  return {
    name: monday.toFormat("kkkk-'W'WW"),
    zone,
    startsAt: monday.toJSDate(),
    endsAt: next.toJSDate(),
    reportAt: next.set({ hour: REPORT_HOUR }).toJSDate(),
  };
}
