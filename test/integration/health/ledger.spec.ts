import { BusinessClock } from '../../../src/platform/clocks/business-clock.js';
import { Database } from '../../../src/platform/database/database.js';
import { newId } from '../../../src/platform/ids/new-id.js';
import { ScheduleLedger } from '../../../src/platform/schedules/schedule-ledger.js';
import type { Schedule } from '../../../src/platform/schedules/schedule.js';
import { TickJob } from '../../../src/platform/upkeep/tick.job.js';
import { Upkeep } from '../../../src/platform/upkeep/upkeep.js';
import { startApp, type TestApp } from '../../support/app.js';
import { insertCustomer } from '../../support/customers.js';

const at = (time: string): Date => new Date(`2026-02-09T${time}Z`);

describe('The schedule ledger', () => {
  let test: TestApp;
  const rows = (schedule: string) =>
    test.sql(
      `select to_char(due_at at time zone 'utc', 'HH24:MI') as due, started_at is not null as started,
         ended_at is not null as ended, outcome
       from schedule_occurrence where schedule = ? order by due_at`,
      [schedule],
    );

  /** A schedule whose clock and next due are simply set. */
  function plan(between?: Schedule['between']) {
    const name = `test ${newId()}`;
    const schedule: Schedule = {
      name,
      title: name,
      rhythm: '',
      clock: 'business',
      ...(between ? { between } : {}),
    };
    const state = { now: at('08:00'), due: undefined as Date | undefined };
    const turn = (run: () => Promise<void> = async () => undefined) =>
      test.app.get(ScheduleLedger).keep({
        schedule,
        now: async () => state.now,
        due: async () => state.due,
        run,
      });
    return { name, state, turn };
  }

  beforeAll(async () => {
    test = await startApp({ worker: false });
  });
  afterAll(() => test?.close());

  it('plans what comes next, starts it when due, and ends it when the schedule has moved on', async () => {
    const { name, state, turn } = plan();
    state.due = at('09:00');
    await turn();
    expect(await rows(name)).toEqual([{ due: '09:00', started: false, ended: false, outcome: null }]);
    state.now = at('09:00');
    await turn();
    expect(await rows(name)).toEqual([{ due: '09:00', started: true, ended: false, outcome: null }]);
    state.now = at('09:01');
    state.due = at('10:00');
    await turn();
    expect(await rows(name)).toEqual([
      { due: '09:00', started: true, ended: true, outcome: 'done' },
      { due: '10:00', started: false, ended: false, outcome: null },
    ]);
  });

  it('keeps a failing occurrence open until it is done', async () => {
    const { name, state, turn } = plan();
    state.due = at('08:00');
    await expect(turn(() => Promise.reject(new Error('no paper')))).rejects.toThrow('no paper');
    expect(await rows(name)).toEqual([{ due: '08:00', started: true, ended: false, outcome: 'failed' }]);
    await turn(async () => void (state.due = undefined));
    expect(await rows(name)).toEqual([{ due: '08:00', started: true, ended: true, outcome: 'done' }]);
  });

  it('marks as missed what nobody ran, also what nobody was there to plan', async () => {
    const hours = (after: Date, before: Date) =>
      ['09:00', '10:00', '11:00', '12:00'].map(at).filter((hour) => hour > after && hour < before);
    const { name, state, turn } = plan(hours);
    state.due = at('09:00');
    await turn();
    state.now = at('12:05');
    state.due = at('12:00');
    await turn(async () => void (state.due = at('13:00')));
    expect(await rows(name)).toEqual([
      { due: '09:00', started: false, ended: true, outcome: 'missed' },
      { due: '10:00', started: false, ended: true, outcome: 'missed' },
      { due: '11:00', started: false, ended: true, outcome: 'missed' },
      { due: '12:00', started: true, ended: true, outcome: 'done' },
      { due: '13:00', started: false, ended: false, outcome: null },
    ]);
  });

  it('withdraws a plan that changed before it came due: nothing was missed', async () => {
    const { name, state, turn } = plan();
    state.due = at('09:00');
    await turn();
    state.due = at('08:30');
    await turn();
    expect(await rows(name)).toEqual([{ due: '08:30', started: false, ended: false, outcome: null }]);
  });

  it('holds the tick against the minutes of the clock, those without a worker too', async () => {
    const tick = test.app.get(TickJob, { strict: false });
    const outcomes = async () =>
      (
        await test.sql<{ outcome: string; n: number }>(
          `select coalesce(outcome, 'planned') as outcome, count(*)::int as n from schedule_occurrence
            where schedule = 'upkeep tick' group by 1 order by 1`,
        )
      ).map(({ outcome, n }) => `${n} ${outcome}`);
    await tick.handle();
    expect(await outcomes()).toEqual(['1 done', '1 planned']);
    await test.sql(
      "update schedule_occurrence set due_at = due_at - interval '1 hour' where schedule = 'upkeep tick'",
    );
    Object.assign(tick, { minute: 0 });
    await tick.handle();
    expect(await outcomes()).toEqual(['2 done', '59 missed', '1 planned']);
  });

  it('misses the Mondays whose report nobody sent, started or not', async () => {
    const { app, sql } = test;
    const upkeep = app.get(Upkeep);
    const monday = async (weeks: number): Promise<Date> => {
      const now = await app.get(BusinessClock).now();
      return new Date(now.getTime() + weeks * 7 * 86_400_000);
    };
    const reports = () =>
      sql<{ outcome: string | null; started_at: Date | null }>(
        "select outcome, started_at from schedule_occurrence where schedule = 'weekly report' order by due_at",
      );
    await upkeep.tick();
    expect(await reports()).toEqual([]);
    await insertCustomer(test);
    await upkeep.tick();
    expect(await reports()).toMatchObject([{ outcome: null, started_at: expect.anything() as unknown }]);
    const later = await monday(3);
    await app
      .get(Database)
      .em()
      .transactional((em) => app.get(BusinessClock).advanceTo(em, later));
    await upkeep.tick();
    expect((await reports()).map(({ outcome }) => outcome)).toEqual(['missed', 'missed', 'missed', null]);
    expect((await reports())[3]?.started_at).not.toBeNull();
  });
});
