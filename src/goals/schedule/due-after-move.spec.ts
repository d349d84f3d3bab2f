import { dueAfterMove } from './due-after-move.js';

describe('dueAfterMove', () => {
  it.each([
    // Westwards: 10:00 was run in Kolkata (04:30 UTC); London's 10:00 of that day is not another one.
    ['0 10 * * *', 'Asia/Kolkata', 'Europe/London', '2026-02-12T05:00:00Z', '2026-02-13T10:00:00.000Z'],
    // Not yet run: it comes on the new clock.
    ['0 10 * * *', 'Asia/Kolkata', 'Europe/London', '2026-02-12T04:00:00Z', '2026-02-12T10:00:00.000Z'],
    // Eastwards over 10:00: the time is jumped over, and runs at once.
    ['0 10 * * *', 'Europe/London', 'Asia/Kolkata', '2026-02-12T09:00:00Z', '2026-02-12T09:00:00.000Z'],
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
    expect(dueAfterMove(cron, { from, to }, new Date(now))?.toISOString()).toBe(due);
  });
});
