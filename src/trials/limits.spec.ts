import { remaining, reserve, taskDay, tasksFreeAt, trialEndsAt, type TrialUsage } from './limits.js';

const usage: TrialUsage = {
  zone: 'Asia/Kolkata',
  endsAt: new Date('2026-02-19T04:30:00Z'),
  dailyTaskLimit: 5,
  tokenLimit: 10_000,
  tasksToday: 0,
  tokensTaken: 0,
};
const now = new Date('2026-02-12T10:00:00Z');

describe('trialEndsAt', () => {
  it('is exactly 168 hours later, whatever the clocks do meanwhile', () => {
    expect(trialEndsAt(new Date('2026-03-05T15:00:00.001Z')).toISOString()).toBe('2026-03-12T15:00:00.001Z');
    expect(trialEndsAt(new Date('2026-03-05T15:00:00Z'), 72).toISOString()).toBe('2026-03-15T15:00:00.000Z');
  });
});

describe('days', () => {
  it('change at midnight of the frozen zone', () => {
    expect(taskDay(new Date('2026-02-12T18:29:59Z'), 'Asia/Kolkata')).toBe('2026-02-12');
    expect(taskDay(new Date('2026-02-12T18:30:00Z'), 'Asia/Kolkata')).toBe('2026-02-13');
  });

  it.each([
    ['Asia/Kathmandu', '2026-02-12T10:00:00Z', '2026-02-12T18:15:00.000Z'],
    ['America/New_York', '2026-03-08T06:00:00Z', '2026-03-09T04:00:00.000Z'],
    ['America/Santiago', '2026-09-05T12:00:00Z', '2026-09-06T04:00:00.000Z'],
  ])('the tasks of %s at %s are free at %s', (zone, instant, expected) => {
    expect(tasksFreeAt(new Date(instant), zone).toISOString()).toBe(expected);
  });
});

describe('reserve', () => {
  it('takes the ceiling, or what is left of the tokens', () => {
    expect(reserve(usage, 400, now)).toEqual({ granted: true, tokens: 400 });
    expect(reserve({ ...usage, tokensTaken: 9_900 }, 400, now)).toEqual({ granted: true, tokens: 100 });
    expect(reserve({ ...usage, tasksToday: 4, tokensTaken: 9_999 }, 400, now)).toEqual({
      granted: true,
      tokens: 1,
    });
  });

  it('refuses the sixth task of a day and says when the next is free', () => {
    expect(reserve({ ...usage, tasksToday: 5 }, 400, now)).toEqual({
      granted: false,
      limit: 'daily_tasks',
      used: 5,
      allowed: 5,
      freesAt: new Date('2026-02-12T18:30:00Z'),
      text: 'All 5 tasks of today are used. The next are free at midnight, 2026-02-13 00:00 Asia/Kolkata.',
    });
  });

  it('promises no tomorrow to a trial that ends today', () => {
    const last = new Date('2026-02-19T04:29:59Z');
    expect(reserve({ ...usage, tasksToday: 5 }, 400, last)).toMatchObject({
      limit: 'daily_tasks',
      freesAt: null,
      text: 'All 5 tasks of today are used. The trial ends before the next day begins.',
    });
  });

  it('refuses when no token is left, which never frees', () => {
    expect(reserve({ ...usage, tokensTaken: 10_000, tasksToday: 5 }, 400, now)).toMatchObject({
      granted: false,
      limit: 'tokens',
      freesAt: null,
      text: expect.stringContaining('All 10,000 tokens') as string,
    });
  });

  it('refuses at the very end of the trial', () => {
    expect(reserve(usage, 400, new Date(usage.endsAt.getTime() - 1)).granted).toBe(true);
    expect(reserve(usage, 400, usage.endsAt)).toMatchObject({ granted: false, limit: 'trial_end' });
  });
});

describe('what is left', () => {
  it('is never below zero', () => {
    expect(remaining({ ...usage, tasksToday: 7, tokensTaken: 12_000 })).toEqual({ tasks: 0, tokens: 0 });
    expect(remaining({ ...usage, tasksToday: 2, tokensTaken: 300 })).toEqual({ tasks: 3, tokens: 9_700 });
  });
});
