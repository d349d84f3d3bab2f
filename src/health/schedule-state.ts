import { GRACE } from '../platform/schedules/schedule-ledger.js';
import { MINUTE } from './instants.js';
import type { OccurrenceView, ScheduleState } from './scheduler-view.js';

/** Work that has gone on for longer is stuck. */
export const STUCK_AFTER = 10 * MINUTE;

/** What the newest occurrence that was due says of its schedule at `now`. */
export function stateOf(last: OccurrenceView | null, hasNext: boolean, now: Date): ScheduleState {
  if (!last) return hasNext ? 'on_time' : 'idle';
  if (last.endedAt !== null)
    return last.outcome === 'missed' || last.outcome === 'failed' ? last.outcome : 'on_time';
  if (last.outcome === 'failed') return 'failed';
  if (last.startedAt === null) return olderThan(last.dueAt, GRACE, now) ? 'late' : 'on_time';
  return olderThan(last.startedAt, STUCK_AFTER, now) ? 'late' : 'running';
}

const olderThan = (at: string, milliseconds: number, now: Date): boolean =>
  now.getTime() - new Date(at).getTime() > milliseconds;
