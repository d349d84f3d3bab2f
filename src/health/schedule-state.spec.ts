import { stateOf } from './schedule-state.js';
import type { OccurrenceView, ScheduleState } from './scheduler-view.js';

const now = new Date('2026-02-16T03:00:00Z');
const none: OccurrenceView = {
  dueAt: '2026-02-16T02:30:00.000Z',
  startedAt: null,
  endedAt: null,
  outcome: null,
  delaySeconds: null,
};
const dueAt = (time: string): string => `2026-02-16T${time}.000Z`;

describe('The state of a schedule', () => {
  const cases: [string, OccurrenceView | null, boolean, ScheduleState][] = [
    ['never planned', null, false, 'idle'],
    ['planned, not due yet', null, true, 'on_time'],
    ['due for less than a minute', { ...none, dueAt: dueAt('02:59:30') }, false, 'on_time'],
    ['due for longer and not started', none, false, 'late'],
    ['started', { ...none, startedAt: dueAt('02:55:00') }, false, 'running'],
    ['started long ago and not done', { ...none, startedAt: dueAt('02:45:00') }, false, 'late'],
    ['failing, tried again', { ...none, startedAt: dueAt('02:55:00'), outcome: 'failed' }, true, 'failed'],
    [
      'done',
      { ...none, startedAt: dueAt('02:30:05'), endedAt: dueAt('02:31:00'), outcome: 'done' },
      true,
      'on_time',
    ],
    ['missed', { ...none, endedAt: dueAt('02:45:00'), outcome: 'missed' }, true, 'missed'],
  ];
  it.each(cases)('%s', (_what, last, hasNext, state) => {
    expect(stateOf(last, hasNext, now)).toBe(state);
  });
});
