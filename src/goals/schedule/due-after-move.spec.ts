import { dueAfterMove, livedUntil } from './due-after-move.js';

describe('dueAfterMove', () => {
  it.each([
    // Westwards: 10:00 was run in Kolkata (04:30 UTC); London's 10:00 of that day is not another one.
    ['0 10 * * *', 'Asia/Kolkata', 'Europe/London', '2026-02-12T05:00:00Z', '2026-02-13T10:00:00.000Z'],
    // Not yet run: it comes on the new clock.
    ['0 10 * * *', 'Asia/Kolkata', 'Europe/London', '2026-02-12T04:00:00Z', '2026-02-12T10:00:00.000Z'],
    // Eastwards over 10:00: the time is jumped over, and runs at once.
    ['0 10 * * *', 'Europe/London', 'Asia/Kolkata', '2026-02-12T09:00:00Z', '2026-02-12T09:00:00.000Z'],
    // In the hour that comes twice: 01:45 was run before the clocks went back, and is not to run in Chicago too.
    ['45 1 * * *', 'America/New_York', 'America/Chicago', '2026-11-01T06:30:00Z', '2026-11-02T07:45:00.000Z'],
    // Eastwards after it was run: the next day's.
    ['0 10 * * *', 'Europe/London', 'Asia/Kolkata', '2026-02-12T11:00:00Z', '2026-02-13T04:30:00.000Z'],
    // Several jumped over run once: at once.
    [
      '0 */1 * * *',
      'Europe/London',
      'Australia/Lord_Howe',
      '2026-02-12T09:10:00Z',
      '2026-02-12T09:10:00.000Z',
    ],
  ])('%s from %s to %s at %s', (cron, from, to, now, due) => {
    expect(dueAfterMove(cron, { from, to, lived: null }, new Date(now))?.toISOString()).toBe(due);
  });

  it.each([
    // Back again an hour later, or on to the west: what was run at 10:00 in Kolkata is run once that day.
    ['America/New_York', 'Asia/Kolkata', '2026-02-13T04:30:00.000Z'],
    ['America/New_York', 'America/Los_Angeles', '2026-02-13T18:00:00.000Z'],
  ])('is held by the wall of an earlier zone, moved on from %s to %s', (from, to, due) => {
    const first = { from: 'Asia/Kolkata', to: from, lived: null };
    const lived = livedUntil(first, new Date('2026-02-12T05:00:00Z'));
    expect(lived?.toISOString()).toBe('2026-02-12T15:30:00.000Z');
    const moved = dueAfterMove('0 10 * * *', { from, to, lived }, new Date('2026-02-12T06:00:00Z'));
    expect(moved?.toISOString()).toBe(due);
  });
});

describe('livedUntil', () => {
  it.each([
    ['Asia/Kolkata', 'Europe/London', '2026-02-12T05:00:00Z', '2026-02-12T10:30:00.000Z'],
    ['Asia/Kathmandu', 'Asia/Kolkata', '2026-02-12T05:00:00Z', '2026-02-12T05:15:00.000Z'],
    ['Europe/London', 'Asia/Kolkata', '2026-02-12T05:00:00Z', undefined],
    ['America/New_York', 'America/Chicago', '2026-11-01T06:30:00Z', '2026-11-01T06:59:00.000Z'],
    ['Asia/Kolkata', 'Asia/Colombo', '2026-02-12T05:00:00Z', undefined],
  ])('from %s to %s at %s', (from, to, now, until) => {
    expect(livedUntil({ from, to, lived: null }, new Date(now))?.toISOString()).toBe(until);
  });
});
