import type { AddressInfo } from 'node:net';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { AppModule } from '../../../src/app.module.js';
import { AppConfig } from '../../../src/config/app-config.js';
import { CommandDispatcher } from '../../../src/platform/commands/command-dispatcher.js';
import { addDays, dayKey, instantOfWallTime } from '../../../src/platform/time/wall-clock.js';
import { OPERATOR } from '../../../src/platform/unit-of-work/actor.js';
import { configureWeb } from '../../../src/web.js';
import type { AgentView } from '../../../src/agents/agent-view.js';
import { ContractFigures } from '../../../src/goals/runtimes/market/contract-figures.js';
import { MARKET_DATA, type MarketData } from '../../../src/goals/runtimes/market/market-data.js';
import type { GoalView } from '../../../src/goals/goal-views.js';
import type { TrialView } from '../../../src/trials/trial-view.js';
import { CredentialBench } from '../../support/credential-bench.js';
import { insertCustomer } from '../../support/customers.js';
import { eventually } from '../../support/eventually.js';
import { GoalBench, saving } from '../../support/goal-bench.js';
import { startWeb, type TestWeb } from '../../support/web.js';

const HOUR = 3_600_000;
const ZONE = 'Asia/Kolkata';

function instantOf(key: string, hour: number): Date {
  const [year, month, day] = key.split('-').map(Number) as [number, number, number];
  return instantOfWallTime({ year, month, day, hour, minute: 0 }, ZONE);
}

/** From Wednesday 10:00; the check-in is on Monday, its mail at 08:00 of that day. */
const WEEK = [
  '0.0 h: trial.created',
  '0.0 h: trial.activated',
  '0.0 h: mail trial_activated',
  '2.0 h: run refused daily_tasks',
  '26.0 h: run completed',
  '50.0 h: run completed',
  '74.0 h: run completed',
  '98.0 h: run completed',
  '118.0 h: mail trial_check_in',
  '122.0 h: run completed',
  '144.0 h: mail trial_ending',
  '146.0 h: run completed',
  '168.0 h: trial.ended expired',
  '168.0 h: goal.paused',
  '168.0 h: mail trial_ended',
];

describe('A week on trial, by the test clock', () => {
  let web: TestWeb;
  let bench: GoalBench;
  let key: string;

  beforeAll(async () => {
    web = await startWeb({ worker: true });
    bench = new GoalBench(web);
    const { body } = await web.app
      .get(CommandDispatcher)
      .dispatch('api-key.create', '', { name: 'clock', role: 'ops' }, { actor: OPERATOR, requestId: 'test' });
    key = (body as { key: string }).key;
  });
  afterAll(() => web?.close());

  const clock = async (body?: object) => {
    const response = await fetch(`${web.url}/api/v1/sandbox/clock`, {
      ...(body ? { method: 'POST', body: JSON.stringify(body) } : {}),
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    });
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  };
  const go = async (to: Date) => {
    const { status, body } = await clock({ to: to.toISOString() });
    expect([status, body['code']]).toEqual([200, undefined]);
  };

  /** Ten o'clock of the next Wednesday on the customer's wall: day 5 of a trial is then a working day. */
  async function toWednesday(): Promise<void> {
    const today = dayKey(await bench.now(), ZONE);
    const weekday = new Date(`${today}T00:00:00Z`).getUTCDay();
    await bench.moveTo(instantOf(addDays(today, ((3 - weekday + 7) % 7) + 7), 10));
  }

  /** A trading customer on trial whose goal runs daily at noon; the tasks of the first day are used up by presses. */
  async function activated() {
    const customerId = await insertCustomer(web);
    const agent = await bench.call<AgentView>('agent.draft', customerId, { type: 'trading' });
    await bench.call('agent.configure', agent.id, saving(agent.version));
    const { testId } = await new CredentialBench(web).give(customerId, 'ok_trade');
    await new CredentialBench(web).ended(testId);
    const { id } = await bench.call<TrialView>('trial.create', customerId);
    const trial = await bench.call<TrialView>('trial.activate', id);
    const made = await bench.createGoal(customerId, agent.id, { frequency: { kind: 'daily', at: '12:00' } });
    const goal = await bench.call<GoalView>('goal.approve', made.id, { version: made.version });
    for (let task = 0; task < 5; task += 1) await bench.finished(goal.id);
    return { customerId, trial, goal };
  }

  /** What became of a trial, in order, each with the hours since its activation. */
  async function story({ customerId, trial, goal }: Awaited<ReturnType<typeof activated>>) {
    const rows = await web.sql<{ at: Date | string; what: string }>(
      `select at, what from (
         select coalesce(sent_at, due_at) as at, id, 'mail ' || template as what from mail
          where customer_id = ? and template like 'trial%'
         union all
         select at, id, type || coalesce(' ' || (data ->> 'status'), '') from history_entry
          where subject_id = ? and type like 'trial.%'
         union all
         select at, id, type from history_entry where subject_id = ? and type = 'goal.paused'
         union all
         select due_at, id, 'run ' || status || coalesce(' ' || failure_code, '') from goal_run
          where goal_id = ? and trigger = 'schedule'
       ) story order by at, id`,
      [customerId, trial.id, goal.id, goal.id],
    );
    const began = Date.parse(trial.activatedAt ?? '');
    return rows.map(({ at, what }) => {
      const hours = (new Date(at).getTime() - began) / HOUR;
      return `${Math.abs(hours).toFixed(1)} h: ${what}`;
    });
  }

  it('brings each mail, limit and state in its order, once, by uneven moves and by one', async () => {
    await toWednesday();
    const one = await activated();
    const began = Date.parse(one.trial.activatedAt ?? '');
    const after = (hours: number): Date => new Date(began + hours * HOUR);
    const midnight = instantOf(addDays(dayKey(new Date(began), ZONE), 1), 0);
    await go(new Date(midnight.getTime() - HOUR / 6));
    expect((await bench.refusal('goal.trigger', one.goal.id)).facts).toMatchObject({
      limit: 'daily_tasks',
      freesAt: midnight.toISOString(),
    });
    await go(midnight);
    expect((await bench.trials.view(one.trial.id)).tasksToday).toBe(0);
    await bench.finished(one.goal.id);
    for (const hours of [50.3, 117.9, 118.2, 143, 167.98]) await go(after(hours));
    expect((await bench.trials.view(one.trial.id)).status).toBe('active');
    for (const hours of [168, 192]) await go(after(hours));
    expect((await bench.refusal('goal.trigger', one.goal.id)).code).toBe('goal_not_approved');
    expect(await story(one)).toEqual(WEEK);

    await toWednesday();
    const other = await activated();
    const jump = clock({ advanceHours: 8 * 24 });
    const { moving } = await eventually(async () => {
      const { body } = await clock();
      expect(body['moving']).toMatchObject({ stops: expect.any(Number) as number });
      return body as { moving: { stops: number; percent: number; to: string } };
    });
    expect([moving.percent >= 0, moving.percent <= 100]).toEqual([true, true]);
    const twice = await clock({ advanceHours: 1 });
    expect([twice.status, twice.body['code']]).toEqual([409, 'sandbox_clock_moving']);
    const { status, body } = await jump;
    expect(status).toBe(200);
    expect(body['stops']).toBeGreaterThan(10);
    expect((await clock()).body['moving']).toBeNull();
    expect(await story(other)).toEqual(WEEK);
  }, 300_000);

  it('takes the stand-in’s market along: price, chart and figure are of the day that the clock shows', async () => {
    await toWednesday();
    const { goal } = await bench.withGoal();
    const world = async (mood: string) => {
      const authorization = `Bearer ${key}`;
      const headers = { authorization, 'content-type': 'application/json' };
      const sent = { method: 'POST', headers, body: JSON.stringify({ mood }) };
      expect((await fetch(`${web.url}/api/v1/sandbox/market`, sent)).status).toBe(200);
    };
    await world('rising');
    const { body, proposal, chart } = await bench.finished(goal.id);
    await world('as_it_goes');
    const figure = await web.app.get(ContractFigures, { strict: false }).of('BTC');
    const market = web.app.get<MarketData>(MARKET_DATA, { strict: false });
    const ticker = await market.ticker('BTC', new AbortController().signal);
    if (proposal?.kind !== 'trade') throw new Error('no trade is suggested while the market rises');
    if (figure.contract === null) throw new Error(figure.says);
    const now = (await bench.now()).getTime();
    for (const at of [chart?.points.at(-1)?.at, proposal.markPriceAt, figure.at]) {
      const age = now - Date.parse(at ?? '');
      expect(age >= 0 && age < 2 * HOUR).toBe(true);
    }
    expect([chart?.points.length, body.includes('Old data'), ticker.ageMs < 60_000]).toEqual([
      120,
      false,
      true,
    ]);
  });

  it('begins when the last of the tests passed that an activation waits for, and is announced then, once', async () => {
    const { customerId, agent } = await bench.draftAgent();
    await bench.call('agent.configure', agent.id, saving(agent.version));
    const { credentialId, testId } = await new CredentialBench(web).give(customerId, 'ok_trade');
    await new CredentialBench(web).ended(testId);
    await bench.moveTo(new Date((await bench.now()).getTime() + HOUR)); // its test is older than 5 minutes then
    const { id } = await bench.call<TrialView>('trial.create', customerId);
    const asked = await bench.call<TrialView & { credentialTests: string[] }>('trial.activate', id);
    expect([asked.status, asked.credentialTests.length]).toEqual(['pending', 1]);
    const trial = await eventually(async () => {
      const now = await bench.trials.view(id);
      expect(now.status).toBe('active');
      return now;
    });
    expect(Date.parse(trial.endsAt ?? '') - Date.parse(trial.activatedAt ?? '')).toBe(168 * HOUR);
    const [test] = await web.sql<{ at: Date | string }>(
      'select last_validated_at as at from credential where id = ?',
      [credentialId],
    );
    expect(new Date(trial.activatedAt ?? '') >= new Date(test?.at ?? 0)).toBe(true);
    await eventually(async () => {
      const mails = await web.sql(
        "select template, status from mail where customer_id = ? and template like 'trial%'",
        [customerId],
      );
      expect(mails).toEqual([{ template: 'trial_activated', status: 'sent' }]);
    });
  });

  it('refuses by name what is no move, and is not there at all outside the sandbox', async () => {
    for (const [asked, code] of [
      [{ advanceHours: -1 }, 'sandbox_clock_backwards'],
      [{ advanceHours: 5_000 }, 'sandbox_clock_too_far'],
      [{ to: 'tomorrow' }, 'sandbox_clock_no_time'],
    ] as const) {
      const { status, body } = await clock(asked);
      expect([status, body['code'], typeof body['hint']]).toEqual([400, code, 'string']);
    }
    const config = web.app.get(AppConfig);
    const role = { web: true, worker: false, panel: 'none' } as const;
    const elsewhere = await NestFactory.create<NestExpressApplication>(AppModule.forRole(role, config), {
      logger: ['error', 'warn'],
      bodyParser: false,
    });
    configureWeb(elsewhere, config, 'none');
    await elsewhere.listen(0, '127.0.0.1');
    try {
      const { port } = elsewhere.getHttpServer().address() as AddressInfo;
      for (const method of ['GET', 'POST']) {
        const headers = { authorization: `Bearer ${key}` };
        const answer = await fetch(`http://127.0.0.1:${port}/api/v1/sandbox/clock`, { method, headers });
        expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([404, 'not_found']);
      }
    } finally {
      await elsewhere.close();
    }
  });
});
