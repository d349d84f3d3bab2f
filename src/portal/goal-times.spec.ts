import { goalTimes } from './goal-times.js';

const goal = {
  schedule: { cron: '0 9 * * mon', zone: 'Asia/Kolkata', frequency: 'Mondays at 09:00' },
  nextDueAt: null,
};
const now = new Date('2026-12-05T13:30:00Z');
const mondays = ['2026-12-07', '2026-12-14', '2026-12-21'].map((day) => new Date(`${day}T03:30:00Z`));
const trial = (endsAt: string | null, convertedAt: string | null = null) => ({ endsAt, convertedAt });

describe(goalTimes.name, () => {
  it('stops at the end of the trial, and says so', () => {
    const end = '2026-12-12T13:14:00Z';
    expect(goalTimes(goal, trial(end), now)).toEqual({ next: mondays.slice(0, 1), ends: new Date(end) });
    expect(goalTimes(goal, trial('2026-12-07T03:30:00Z'), now)).toMatchObject({ next: [] });
  });

  it('goes on where no end is near: hired, without a trial, before its activation', () => {
    const all = { next: mondays, ends: null };
    expect(goalTimes(goal, trial('2026-12-12T13:14:00Z', '2026-12-06T00:00:00Z'), now)).toEqual(all);
    expect(goalTimes(goal, trial('2026-12-31T00:00:00Z'), now)).toEqual(all);
    expect(goalTimes(goal, trial(null), now)).toEqual(all);
    expect(goalTimes(goal, null, now)).toEqual(all);
  });

  it('begins with the run that is planned: a moved zone may have left one out, and an overdue one is past', () => {
    const planned = { ...goal, nextDueAt: '2026-12-14T03:30:00.000Z' };
    expect(goalTimes(planned, null, now).next).toEqual([
      ...mondays.slice(1),
      new Date('2026-12-28T03:30:00Z'),
    ]);
    expect(goalTimes({ ...goal, nextDueAt: '2026-11-30T03:30:00.000Z' }, null, now).next).toEqual(mondays);
  });
});
