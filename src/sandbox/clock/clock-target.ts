import { z } from 'zod';
import { parseInput } from '../../platform/commands/parse-input.js';
import { defineErrors } from '../../platform/errors/app-error.js';
import { isDated } from '../../platform/time/dated.js';

const HOUR_MS = 3_600_000;
/** Hours that one move may take the clock forward. */
export const FURTHEST_HOURS = 24 * 60;

/** What a move is asked for by: so many hours, or an instant. */
export const clockInput = z.strictObject({
  advanceHours: z.number().positive().max(FURTHEST_HOURS).optional().meta({
    title: 'Hours to go forward',
    description: 'Up to 60 days; the clock never runs backwards.',
  }),
  to: z.iso.datetime({ offset: true }).optional().meta({
    title: 'Instant to go forward to',
    description: 'ISO 8601 with its offset, at most 60 days ahead. Either this, or hours.',
  }),
});

/** The same, unjudged: what is wrong with it has names of its own. */
const asked = z.strictObject({ advanceHours: z.unknown().optional(), to: z.unknown().optional() });

export const clockErrors = defineErrors({
  sandbox_clock_busy: {
    status: 503,
    title: 'Work goes on',
    hint: 'Wait until the queues are at rest (Health > Scheduler), then advance the clock again.',
    kind: 'transient',
  },
  sandbox_clock_moving: {
    status: 409,
    title: 'The clock is on its way',
    hint: 'GET /api/v1/sandbox/clock tells how far it is. Move it again when it has come to rest.',
  },
  sandbox_clock_no_time: {
    status: 400,
    title: 'That is not a time to go to',
    hint: 'Give either "advanceHours", a number such as 24 or 0.5, or "to", an instant with its offset such as 2026-02-19T10:00:00+05:30.',
  },
  sandbox_clock_backwards: {
    status: 400,
    title: 'The clock does not run backwards',
    hint: 'Give more than 0 hours, or an instant that is still to come. To begin anew, start on an empty DATA_DIR.',
  },
  sandbox_clock_too_far: {
    status: 400,
    title: 'That is too far for one move',
    hint: 'Go at most 60 days (1,440 hours) at once: every due instant on the way is stopped at. Then move it again.',
  },
});

/**
 * The instant that a move is asked to end at.
 * @throws sandbox_clock_no_time, sandbox_clock_backwards, sandbox_clock_too_far, each with the field it is about
 */
export function clockTarget(now: Date, body: unknown): Date {
  const { advanceHours, to } = parseInput(asked, body);
  if ((advanceHours === undefined) === (to === undefined))
    throw clockErrors.sandbox_clock_no_time('Give either hours or an instant.', fault('advanceHours'));
  const field = to === undefined ? 'advanceHours' : 'to';
  const target = to === undefined ? after(now, advanceHours) : instantOf(to);
  if (!target)
    throw clockErrors.sandbox_clock_no_time(`${said(to ?? advanceHours)} is no time.`, fault(field));
  if (target <= now)
    throw clockErrors.sandbox_clock_backwards(`It stands at ${now.toISOString()} already.`, fault(field));
  const hours = (target.getTime() - now.getTime()) / HOUR_MS;
  if (hours > FURTHEST_HOURS)
    throw clockErrors.sandbox_clock_too_far(`${Math.ceil(hours)} hours are asked for.`, fault(field));
  return target;
}

const fault = (field: string): NonNullable<Parameters<typeof clockErrors.sandbox_clock_no_time>[1]> => ({
  fields: [{ field, message: 'cannot be gone to' }],
});

/** Hours so many that no date holds them are as good as the furthest: too far. */
function after(now: Date, hours: unknown): Date | undefined {
  if (typeof hours !== 'number' || !Number.isFinite(hours)) return undefined;
  const bounded = Math.max(-1, Math.min(hours, FURTHEST_HOURS * 1_000));
  return new Date(now.getTime() + bounded * HOUR_MS);
}

function instantOf(to: unknown): Date | undefined {
  const isInstant = z.iso.datetime({ offset: true }).safeParse(to).success && isDated(new Date(String(to)));
  return isInstant ? new Date(String(to)) : undefined;
}

const said = (value: unknown): string => JSON.stringify(value)?.slice(0, 40) ?? 'That';
