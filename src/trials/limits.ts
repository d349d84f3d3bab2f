import { dayKey, nextLocalMidnight } from '../platform/time/wall-clock.js';

const HOUR_MS = 3_600_000;

/** Runbook Step 4. */
export const TRIAL_HOURS = 168;
export const DAILY_TASK_LIMIT = 5;
export const TOKEN_LIMIT = 10_000;

/** What a trial allows and what is taken of it; a reservation counts as taken until it is settled. */
export interface TrialUsage {
  readonly zone: string;
  readonly endsAt: Date;
  readonly dailyTaskLimit: number;
  readonly tokenLimit: number;
  readonly tasksToday: number;
  readonly tokensTaken: number;
}

export type LimitName = 'daily_tasks' | 'tokens' | 'trial_end';

/** Why no run may start, in figures and words. */
export interface LimitReached {
  readonly limit: LimitName;
  readonly used: number;
  readonly allowed: number;
  /** When the limit frees by itself; null when it never does. */
  readonly freesAt: Date | null;
  readonly text: string;
}

export type Reservation =
  { readonly granted: true; readonly tokens: number } | ({ readonly granted: false } & LimitReached);

/** The exact end: 168 hours after activation, plus what was granted since. Not a matter of days or zones. */
export function trialEndsAt(activatedAt: Date, extensionHours = 0): Date {
  return new Date(activatedAt.getTime() + (TRIAL_HOURS + extensionHours) * HOUR_MS);
}

/** The day a task counts for: the calendar day in the zone frozen at activation, `YYYY-MM-DD`. */
export function taskDay(instant: Date, zone: string): string {
  return dayKey(instant, zone);
}

/** When the tasks of the day are free again: the trial zone's next midnight. */
export function tasksFreeAt(instant: Date, zone: string): Date {
  return nextLocalMidnight(instant, zone);
}

/** What is left, never below zero. */
export function remaining(usage: TrialUsage): { tasks: number; tokens: number } {
  return {
    tasks: Math.max(0, usage.dailyTaskLimit - usage.tasksToday),
    tokens: Math.max(0, usage.tokenLimit - usage.tokensTaken),
  };
}

/** One task and min(ceiling, tokens left) for a run at `now`, or the limit that stands against it. */
export function reserve(usage: TrialUsage, tokenCeiling: number, now: Date): Reservation {
  const { endsAt, zone, dailyTaskLimit, tasksToday, tokenLimit, tokensTaken } = usage;
  if (now >= endsAt) {
    const text = 'The trial is over. Extend or convert it to run goals again.';
    return { granted: false, limit: 'trial_end', used: 0, allowed: 0, freesAt: null, text };
  }
  const left = remaining(usage);
  if (left.tokens === 0) {
    const text = `All ${grouped(tokenLimit)} tokens of the trial are used. They do not come back; convert the trial to go on.`;
    return { granted: false, limit: 'tokens', used: tokensTaken, allowed: tokenLimit, freesAt: null, text };
  }
  if (left.tasks === 0) {
    const freesAt = tasksFreeAt(now, zone);
    const text = `All ${dailyTaskLimit} tasks of today are used. ${freeText(freesAt, endsAt, zone)}`;
    const frees = freesAt < endsAt ? freesAt : null;
    return {
      granted: false,
      limit: 'daily_tasks',
      used: tasksToday,
      allowed: dailyTaskLimit,
      freesAt: frees,
      text,
    };
  }
  return { granted: true, tokens: Math.min(tokenCeiling, left.tokens) };
}

function freeText(freesAt: Date, endsAt: Date, zone: string): string {
  if (freesAt >= endsAt) return 'The trial ends before the next day begins.';
  return `The next are free at midnight, ${dayKey(freesAt, zone)} 00:00 ${zone}.`;
}

function grouped(count: number): string {
  return new Intl.NumberFormat('en-GB').format(count);
}
