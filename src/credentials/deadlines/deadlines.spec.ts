import { deadlinesOf, nextDeadline, reached } from './deadlines.js';

const on = (day: string) => new Date(`${day}T10:00:00Z`);
const told = (bounds: Parameters<typeof deadlinesOf>[0]) =>
  deadlinesOf(bounds).map(({ kind, step, at }) => [kind, step, at.toISOString().slice(0, 10)]);

describe('Deadlines of a connection', () => {
  it('are 14 and 3 days before an end that only the customer can put off, and the end', () => {
    expect(told({ expiresAt: on('2026-04-30'), rotateBy: on('2026-03-01') })).toEqual([
      ['end', 'two_weeks', '2026-04-16'],
      ['end', 'three_days', '2026-04-27'],
      ['end', 'over', '2026-04-30'],
    ]);
  });

  it('are notices and a grace of seven days for a key without an end', () => {
    expect(told({ rotateBy: on('2026-05-13') })).toEqual([
      ['rotation', 'two_weeks', '2026-04-29'],
      ['rotation', 'three_days', '2026-05-10'],
      ['rotation', 'due', '2026-05-13'],
      ['rotation', 'over', '2026-05-20'],
    ]);
    expect(told({})).toEqual([]);
  });

  it('are not made up for, one by one, after an outage', () => {
    const bounds = { expiresAt: on('2026-04-30') };
    expect(nextDeadline(bounds, on('2026-04-20'))?.step).toBe('three_days');
    expect(nextDeadline(bounds, on('2026-04-30'))).toBeUndefined();
    expect(reached(bounds, on('2026-04-28'))?.step).toBe('three_days');
    expect(reached(bounds, on('2026-04-01'))).toBeUndefined();
  });
});
