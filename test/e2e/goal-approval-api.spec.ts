import { CommandDispatcher } from '../../src/platform/commands/command-dispatcher.js';
import { newId } from '../../src/platform/ids/new-id.js';
import { OPERATOR } from '../../src/platform/unit-of-work/actor.js';
import type { GoalView } from '../../src/goals/goal-views.js';
import { marketMonitoring } from '../../src/goals/templates/market-monitoring.js';
import { insertCustomer } from '../support/customers.js';
import { GoalBench } from '../support/goal-bench.js';
import { changeSetting } from '../support/settings.js';
import { startWeb, type TestWeb } from '../support/web.js';

describe('Goals before they run, over REST', () => {
  let web: TestWeb;
  let bench: GoalBench;
  let key: string;

  beforeAll(async () => {
    web = await startWeb({ worker: false });
    bench = new GoalBench(web);
    key = await keyFor('ops');
  });
  afterAll(() => web?.close());

  const keyFor = async (role: string, commands?: readonly string[]): Promise<string> => {
    const { body } = await web.app
      .get(CommandDispatcher)
      .dispatch('api-key.create', '', { name: role, role, commands }, { actor: OPERATOR, requestId: 'test' });
    return (body as { key: string }).key;
  };
  const by = (other: string) => ({ authorization: `Bearer ${other}` });
  const request = (path: string, init: RequestInit = {}) =>
    fetch(`${web.url}/api/v1/${path}`, {
      ...init,
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json', ...init.headers },
    });
  const get = async <T>(path: string) => (await request(path)).json() as Promise<T>;
  const post = (path: string, body: object = {}, headers = {}) =>
    request(path, { method: 'POST', body: JSON.stringify(body), headers });

  describe('the approval policy', () => {
    const daily = (at: string) => ({ frequency: { kind: 'daily', at } });
    const HOURLY = { frequency: { kind: 'every_hours', hours: 1 } };
    const made = async ({ customerId, agentId }: { customerId: string; agentId: string }, change: object) => {
      const parameters = { ...marketMonitoring.defaults, ...change };
      const input = { agentId, template: 'market_monitoring', parameters };
      const answer = await post(`customers/${customerId}/goals`, input);
      expect(answer.status).toBe(201);
      return (await answer.json()) as GoalView;
    };
    const approve = (goal: GoalView, other = key, input: object = {}) =>
      post(`goals/${goal.id}/approve`, { version: goal.version, ...input }, by(other));
    const hire = async ({ id }: { id: string }): Promise<void> => {
      const { version } = await get<{ version: number }>(`trials/${id}`);
      expect((await post(`trials/${id}/convert`, { ...(await bench.terms()), version })).status).toBe(200);
    };
    afterAll(() => changeSetting(web, 'goals.approval-policy', 'first_of_agent'));

    it.each([
      ['first_of_agent', { onTrial: 'approved', hired: 'approved' }],
      ['all_on_trial', { onTrial: 'pending_approval', hired: 'approved' }],
      ['all', { onTrial: 'pending_approval', hired: 'pending_approval' }],
    ] as const)('%s: later goals are %j; the first, and what does not pass, wait', async (policy, later) => {
      await changeSetting(web, 'goals.approval-policy', policy);
      const agent = await bench.onTrial();
      const first = await made(agent, daily('10:00'));
      expect([first.status, first.approvedBy]).toEqual(['pending_approval', null]);
      expect((await approve(first)).status).toBe(200);
      const second = await made(agent, daily('11:00'));
      expect([second.status, second.approvedBy]).toEqual([
        later.onTrial,
        later.onTrial === 'approved' ? 'policy' : null,
      ]);
      // A finding that fails holds it back under the most lenient policy, and blocks its approval.
      const hourly = await made(agent, HOURLY);
      expect([hourly.status, hourly.nextDueAt]).toEqual(['pending_approval', null]);
      const refused = await approve(hourly);
      expect([refused.status, await refused.json()]).toEqual([
        409,
        expect.objectContaining({ code: 'goal_not_safe' }),
      ]);
      await hire(agent.trial);
      const hired = await made(agent, daily('12:00'));
      expect([hired.status, hired.approvedBy]).toEqual([
        later.hired,
        later.hired === 'approved' ? 'policy' : null,
      ]);
    });

    it('leaves approval to ops, managers and admins, and an override to admins', async () => {
      await changeSetting(web, 'goals.approval-policy', 'all');
      const agent = await bench.onTrial();
      const goal = await made(agent, daily('10:00'));
      for (const role of ['engineering', 'product', 'security', 'leadership'])
        expect([role, (await approve(goal, await keyFor(role))).status]).toEqual([role, 403]);
      const machine = await keyFor('integration', ['goal.create']);
      expect((await approve(goal, machine)).status).toBe(403);
      const many = { goals: [{ id: goal.id, version: goal.version }] };
      expect((await post('goals/approve', many, by(machine))).status).toBe(403);
      expect((await approve(goal, await keyFor('csm'))).status).toBe(200);
      const hourly = await made(agent, HOURLY);
      const override = { overrideReason: 'A load test agreed with the customer' };
      expect((await approve(hourly, key, override)).status).toBe(409);
      const approved = await approve(hourly, await keyFor('admin'), override);
      expect([approved.status, await approved.json()]).toMatchObject([200, override]);
    });
  });

  it('approves many, each as it was seen or refused by name', async () => {
    const agent = await bench.onTrial();
    const [goal, other] = [await bench.onTrial(), await bench.onTrial()];
    const fine = await bench.createGoal(agent.customerId, agent.agentId);
    const often = { frequency: { kind: 'every_hours', hours: 1 } };
    const failing = await bench.createGoal(goal.customerId, goal.agentId, often);
    const changed = await bench.createGoal(other.customerId, other.agentId);
    const edit = { version: changed.version, name: 'BTC, every six hours', parameters: changed.parameters };
    expect((await request(`goals/${changed.id}`, { method: 'PUT', body: JSON.stringify(edit) })).status).toBe(
      200,
    );
    const nobody = newId();
    const goals = [failing, changed, { id: nobody, version: 1 }, fine].map(({ id, version }) => ({
      ...{ id, version },
    }));
    const trial = await post('goals/approve', { goals, dryRun: true });
    expect(await trial.json()).toMatchObject({ dryRun: true, done: 1, refused: 3 });
    expect(await get(`goals/${fine.id}`)).toMatchObject({ status: 'pending_approval' });
    const shouted = goals.map(({ id, version }) => ({ id: id.toUpperCase(), version }));
    const alike = await post('goals/approve', { goals: shouted, dryRun: true });
    expect(await alike.json()).toMatchObject({ dryRun: true, done: 1, refused: 3 });
    expect((await post('goals/approve', { goals: [...goals, ...shouted] })).status).toBe(400);
    const answer = await post('goals/approve', { goals });
    expect(answer.status).toBe(200);
    expect(await answer.json()).toEqual({
      ...{ dryRun: false, done: 1, skipped: 0, refused: 3 },
      rows: [
        expect.objectContaining({ id: failing.id, result: 'refused', code: 'goal_not_safe' }),
        expect.objectContaining({
          ...{ id: changed.id, result: 'refused', code: 'version_conflict' },
          why: expect.stringContaining('You did it last') as string,
          name: expect.stringMatching(/^BTC, every six hours · .+ \(C-\d+\)$/) as string,
        }),
        expect.objectContaining({ id: nobody, code: 'not_found' }),
        expect.objectContaining({ id: fine.id, result: 'done', code: null, why: null }),
      ],
    });
    expect(await get(`goals/${fine.id}`)).toMatchObject({ status: 'approved' });
    const again = (await (await post('goals/approve', { goals: goals.slice(3) })).json()) as object;
    expect(again).toMatchObject({ done: 0, rows: [{ code: 'goal_not_approved' }] });
    const twice = await post('goals/approve', { goals: [...goals, ...goals] });
    expect([twice.status, await twice.json()]).toMatchObject([400, { fields: [{ field: 'goals' }] }]);
  });

  it('shows the next five runs of a frequency before it is saved, over a change of the clocks too', async () => {
    const customerId = await insertCustomer(web);
    const [{ number } = { number: 0 }] = await web.sql<{ number: number }>(
      'select number from customer where id = ?',
      [customerId],
    );
    const runs = (query: string) =>
      get<{ frequency: string; zone: string; nextRuns: string[] }>(`goals/next-runs?${query}`);
    for (const customer of [customerId, `C-${number}`]) {
      const daily = await runs(`customer=${customer}&kind=daily&at=10:00`);
      expect(daily).toMatchObject({ frequency: 'Daily at 10:00', zone: 'Asia/Kolkata' });
      expect(daily.nextRuns).toHaveLength(5);
      expect(daily.nextRuns.every((at) => at.endsWith('T04:30:00.000Z'))).toBe(true);
    }
    // January and July lie on both sides of London's summer time, whenever it is asked.
    const quarterly = encodeURIComponent('0 10 1 1,4,7,10 *');
    const over = await runs(`zone=Europe/London&kind=cron&expression=${quarterly}`);
    expect(new Set(over.nextRuns.map((at) => at.slice(11, 16)))).toEqual(new Set(['09:00', '10:00']));
    const six = await runs('zone=Asia/Kolkata&kind=every_hours&hours=6');
    expect(six.nextRuns.map((at) => at.slice(14, 16))).toEqual(Array(5).fill('30'));
    expect(await runs('zone=Asia/Kolkata&kind=weekdays&at=10:00&days=mon,wed')).toMatchObject({
      frequency: 'Mon, Wed at 10:00',
    });
  });

  it.each([
    ['kind=cron&expression=every+day&zone=Asia/Kolkata', 400, 'expression'],
    ['kind=cron&expression=*+*+*+*+*&zone=Asia/Kolkata', 400, 'expression'],
    ['kind=cron&expression=0+10+30+2+*&zone=Asia/Kolkata', 400, 'expression'],
    ['kind=every_hours&hours=7&zone=Asia/Kolkata', 400, 'hours'],
    ['kind=daily&zone=Asia/Kolkata', 400, 'at'],
    ['kind=daily&at=10:00&days=mon&zone=Asia/Kolkata', 400, 'days'],
    ['kind=daily&at=10:00&zone=Kolkata', 400, 'zone'],
    ['kind=daily&at=10:00', 400, 'customer'],
    ['kind=daily&at=10:00&zone=Asia/Kolkata&customer=C-1', 400, 'customer'],
    ['kind=hourly&zone=Asia/Kolkata', 400, 'kind'],
    ['kind=daily&at=10:00&customer=C-999999', 404, undefined],
  ])('next runs of %s: %i, naming %s', async (query, status, field) => {
    const answer = await request(`goals/next-runs?${query}`);
    const body = (await answer.json()) as { fields?: { field: string }[] };
    expect([answer.status, body.fields?.[0]?.field]).toEqual([status, field]);
  });
});
