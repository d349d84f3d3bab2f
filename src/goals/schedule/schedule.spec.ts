import { busiestDay, countBetween, countOnDay, nextDue, nextRuns } from './occurrences.js';
import { planDue } from './plan-due.js';
import { cronOf, describeRule, scheduleRule, type ScheduleRule } from './schedule-rule.js';

const SIX_HOURS: ScheduleRule = { kind: 'every_hours', hours: 6 };
const AT_TEN: ScheduleRule = { kind: 'daily', at: '10:00' };
const runs = (cron: string, zone: string, after: string, count?: number) =>
  nextRuns(cron, zone, new Date(after), count).map((run) => run.toISOString());

describe('scheduleRule', () => {
  it.each<[unknown, string, string]>([
    [SIX_HOURS, '0 */6 * * *', 'Every 6 hours'],
    [{ kind: 'every_hours', hours: 1 }, '0 */1 * * *', 'Every hour'],
    [AT_TEN, '0 10 * * *', 'Daily at 10:00'],
    [{ kind: 'daily', at: '09:05' }, '5 9 * * *', 'Daily at 09:05'],
    [{ kind: 'weekdays', at: '10:00' }, '0 10 * * mon,tue,wed,thu,fri', 'Monday to Friday at 10:00'],
    [{ kind: 'weekdays', at: '18:30', days: ['sun', 'wed'] }, '30 18 * * wed,sun', 'Wed, Sun at 18:30'],
    [{ kind: 'weekly', day: 'mon', at: '09:00' }, '0 9 * * mon', 'Mondays at 09:00'],
    [
      { kind: 'cron', expression: ' 0  10 * * MON-FRI ' },
      '0 10 * * MON-FRI',
      'At 10:00, Monday through Friday (cron 0 10 * * MON-FRI)',
    ],
    [
      { kind: 'cron', expression: '15 */2 1 * *' },
      '15 */2 1 * *',
      expect.stringContaining('day 1') as string,
    ],
  ])('reads %j as %s', (input, cron, words) => {
    const rule = scheduleRule.parse(input);
    expect(cronOf(rule)).toBe(cron);
    expect(describeRule(rule)).toEqual(words);
    expect(nextDue(cron, 'Asia/Kolkata', new Date('2026-02-12T00:00:00Z'))).toBeInstanceOf(Date);
  });

  it.each([
    { kind: 'every_hours', hours: 5 },
    { kind: 'every_hours', hours: 0 },
    { kind: 'daily', at: '24:00' },
    { kind: 'weekdays', at: '10:00', days: [] },
    { kind: 'weekdays', at: '10:00', days: ['mon', 'mon'] },
    { kind: 'cron', expression: '* * * * * *' },
    { kind: 'cron', expression: '@daily' },
    { kind: 'cron', expression: 'H H * * *' },
    { kind: 'cron', expression: '61 * * * *' },
    { kind: 'cron', expression: '0 0 30 2 *' },
    { kind: 'cron', expression: '0 0 * * 007' },
    { kind: 'cron', expression: `${'0'.repeat(50_000)} 0 * * *` },
    { kind: 'cron', expression: '10' },
    { kind: 'cron', expression: '* 10 * * *' },
    { kind: 'cron', expression: '*/30 * * * *' },
    { kind: 'cron', expression: '0,59 10 * * 1' },
    { kind: 'weekly', at: '10:00' },
    { kind: 'weekly', day: 'someday', at: '10:00' },
    { kind: 'fortnightly' },
  ])('refuses %j', (input) => {
    expect(scheduleRule.safeParse(input).success).toBe(false);
  });
});

describe('occurrences', () => {
  it('gives the next five, the instant itself not among them', () => {
    expect(runs(cronOf(SIX_HOURS), 'Asia/Kolkata', '2026-02-12T06:30:00Z')).toEqual([
      '2026-02-12T12:30:00.000Z',
      '2026-02-12T18:30:00.000Z',
      '2026-02-13T00:30:00.000Z',
      '2026-02-13T06:30:00.000Z',
      '2026-02-13T12:30:00.000Z',
    ]);
    expect(runs(cronOf(SIX_HOURS), 'Asia/Kolkata', '2026-02-12T06:29:59.999Z', 1)).toEqual([
      '2026-02-12T06:30:00.000Z',
    ]);
  });

  it('keeps the time on the wall when summer time starts and ends', () => {
    expect(runs('0 10 * * *', 'America/New_York', '2026-03-07T12:00:00Z', 2)).toEqual([
      '2026-03-07T15:00:00.000Z',
      '2026-03-08T14:00:00.000Z',
    ]);
    expect(runs('0 10 * * *', 'America/New_York', '2026-10-31T12:00:00Z', 2)).toEqual([
      '2026-10-31T14:00:00.000Z',
      '2026-11-01T15:00:00.000Z',
    ]);
  });

  it('runs a time that is jumped over once, at the jump', () => {
    expect(runs('*/30 2-3 * * *', 'America/New_York', '2026-03-08T05:00:00Z', 3)).toEqual([
      '2026-03-08T07:00:00.000Z',
      '2026-03-08T07:30:00.000Z',
      '2026-03-09T06:00:00.000Z',
    ]);
  });

  it('runs a time that comes twice once, the first time', () => {
    expect(runs('30 1 * * *', 'America/New_York', '2026-10-31T12:00:00Z', 2)).toEqual([
      '2026-11-01T05:30:00.000Z',
      '2026-11-02T06:30:00.000Z',
    ]);
    expect(runs('30 1 * * *', 'America/New_York', '2026-11-01T05:45:00Z', 1)).toEqual([
      '2026-11-02T06:30:00.000Z',
    ]);
    expect(runs('30 1 * * *', 'America/New_York', '2026-11-01T06:15:00Z', 1)).toEqual([
      '2026-11-02T06:30:00.000Z',
    ]);
  });

  it('does not lose its way where summer time is half an hour', () => {
    expect(runs('0 */6 * * *', 'Australia/Lord_Howe', '2026-04-04T10:30:00Z', 4)).toEqual([
      '2026-04-04T13:00:00.000Z',
      '2026-04-04T19:30:00.000Z',
      '2026-04-05T01:30:00.000Z',
      '2026-04-05T07:30:00.000Z',
    ]);
  });

  it('follows a quarter-hour zone on weekdays', () => {
    expect(runs('0 10 * * 1-5', 'Asia/Kathmandu', '2026-10-30T03:00:00Z', 2)).toEqual([
      '2026-10-30T04:15:00.000Z',
      '2026-11-02T04:15:00.000Z',
    ]);
  });
});

describe('the next five where clocks change, wall time and UTC', () => {
  const rules = {
    daily: { kind: 'daily', at: '02:15' },
    weekly: { kind: 'weekly', day: 'sun', at: '01:45' },
    sixHours: SIX_HOURS,
    cron: { kind: 'cron', expression: '30 1 * * 0' },
  } satisfies Record<string, ScheduleRule>;

  it.each<[keyof typeof rules, string, string, string[]]>([
    // London springs from 01:00 to 02:00 on 29 March and falls back on 25 October 2026.
    [
      'weekly',
      'Europe/London',
      '2026-03-25T00:00:00Z',
      ['03-29T01:00', '04-05T00:45', '04-12T00:45', '04-19T00:45', '04-26T00:45'],
    ],
    [
      'cron',
      'Europe/London',
      '2026-10-20T00:00:00Z',
      ['10-25T00:30', '11-01T01:30', '11-08T01:30', '11-15T01:30', '11-22T01:30'],
    ],
    // New York jumps over 02:15 on 8 March; 02:15 comes once on 1 November.
    [
      'daily',
      'America/New_York',
      '2026-03-07T00:00:00Z',
      ['03-07T07:15', '03-08T07:00', '03-09T06:15', '03-10T06:15', '03-11T06:15'],
    ],
    [
      'daily',
      'America/New_York',
      '2026-10-31T00:00:00Z',
      ['10-31T06:15', '11-01T07:15', '11-02T07:15', '11-03T07:15', '11-04T07:15'],
    ],
    // Half an hour off, no summer time.
    [
      'sixHours',
      'Asia/Kolkata',
      '2026-03-29T00:00:00Z',
      ['03-29T00:30', '03-29T06:30', '03-29T12:30', '03-29T18:30', '03-30T00:30'],
    ],
    // Lord Howe: half an hour of summer time; 02:15 is jumped over on 4 October (02:00 becomes 02:30).
    [
      'daily',
      'Australia/Lord_Howe',
      '2026-10-02T20:00:00Z',
      ['10-03T15:30', '10-04T15:15', '10-05T15:15', '10-06T15:15', '10-07T15:15'],
    ],
    // 01:45 comes twice on 5 April (02:00 goes back to 01:30): once, the first time.
    [
      'weekly',
      'Australia/Lord_Howe',
      '2026-04-03T00:00:00Z',
      ['04-04T14:45', '04-11T15:15', '04-18T15:15', '04-25T15:15', '05-02T15:15'],
    ],
  ])('%s in %s from %s', (rule, zone, after, expected) => {
    expect(runs(cronOf(rules[rule]), zone, after)).toEqual(expected.map((at) => `2026-${at}:00.000Z`));
  });
});

describe('counts', () => {
  it.each(['2026-03-07', '2026-03-08', '2026-10-31', '2026-11-01'])(
    'are 4 on %s for every 6 hours',
    (day) => {
      expect(countOnDay(cronOf(SIX_HOURS), 'America/New_York', day)).toBe(4);
    },
  );

  it('are those of the local day', () => {
    expect(countOnDay('0 0 * * *', 'America/Santiago', '2026-09-06')).toBe(1);
    expect(countOnDay('0 0 * * *', 'America/Santiago', '2026-09-05')).toBe(1);
    expect(countOnDay('0 10 * * 1-5', 'Asia/Kolkata', '2026-02-14')).toBe(0);
    expect(countOnDay('59 23 * * *', 'Asia/Kolkata', '2026-02-14')).toBe(1);
  });

  it('leave both ends out', () => {
    const [from, until] = [new Date('2026-02-12T06:30:00Z'), new Date('2026-02-13T06:30:00Z')];
    expect(countBetween(cronOf(SIX_HOURS), 'Asia/Kolkata', from, until)).toBe(3);
  });

  it('find the busiest day of several schedules', () => {
    const crons = ['0 10 * * *', '0 9 * * 1', '0 11 * * 1'];
    expect(busiestDay(crons, 'Asia/Kolkata', '2026-02-12', 7)).toEqual({ day: '2026-02-16', count: 3 });
    expect(busiestDay([], 'Asia/Kolkata', '2026-02-12', 7)).toEqual({ day: '2026-02-12', count: 0 });
  });
});

describe('planDue', () => {
  const schedule = { cron: '0 */6 * * *', zone: 'Asia/Kolkata', dueAt: new Date('2026-02-12T06:30:00Z') };
  const plan = (now: string, catchUp?: 'one' | 'none') => planDue(schedule, new Date(now), catchUp);

  it('waits until it is due', () => {
    expect(plan('2026-02-12T06:29:59Z')).toEqual({
      run: null,
      missed: [],
      nextDueAt: schedule.dueAt,
    });
  });

  it('runs on time and names the next instant', () => {
    expect(plan('2026-02-12T06:30:00Z')).toEqual({
      run: schedule.dueAt,
      missed: [],
      nextDueAt: new Date('2026-02-12T12:30:00Z'),
    });
  });

  it('catches up once after an outage and writes down what was missed', () => {
    expect(plan('2026-02-13T01:00:00Z')).toEqual({
      run: new Date('2026-02-13T00:30:00Z'),
      missed: ['2026-02-12T06:30:00Z', '2026-02-12T12:30:00Z', '2026-02-12T18:30:00Z'].map(
        (at) => new Date(at),
      ),
      nextDueAt: new Date('2026-02-13T06:30:00Z'),
    });
  });

  it('misses all of an outage when told not to catch up, but still runs what is due now', () => {
    const away = plan('2026-02-13T01:00:00Z', 'none');
    expect([away.run, away.missed.length]).toEqual([null, 4]);
    const back = plan('2026-02-13T00:30:30Z', 'none');
    expect([back.run, back.missed.length]).toEqual([new Date('2026-02-13T00:30:00Z'), 3]);
  });

  it.each([
    // Every hour of twelve years would be more than a walk that ends after 100,000 turns.
    ['0 * * * *', '2026-02-12T06:30:00Z', '2038-02-12T06:45:00Z', 500, '2038-01-22T10:30:00.000Z'],
    ['0 10 1 * *', '2026-02-12T06:30:00Z', '2038-02-12T06:45:00Z', 144, '2026-02-12T06:30:00.000Z'],
    ['0 10 * * *', '2026-02-12T04:30:00Z', '2028-02-12T06:45:00Z', 500, '2026-09-30T04:30:00.000Z'],
  ])('keeps the newest of a long outage of %s', (cron, dueAt, now, missed, first) => {
    const long = planDue({ cron, zone: 'Asia/Kolkata', dueAt: new Date(dueAt) }, new Date(now));
    expect([long.missed.length, long.missed[0]?.toISOString()]).toEqual([missed, first]);
    expect(long.run).toEqual(nextDue(cron, 'Asia/Kolkata', long.missed.at(-1) as Date));
    expect(long.nextDueAt).toEqual(nextDue(cron, 'Asia/Kolkata', new Date(now)));
    const left = planDue({ cron, zone: 'Asia/Kolkata', dueAt: new Date(dueAt) }, new Date(now), 'none');
    expect(left.missed.at(-1)).toEqual(long.run);
    expect(left.missed).toHaveLength(Math.min(500, missed + 1));
  });
});
