import { newId } from '../../../src/platform/ids/new-id.js';
import type { AgentView } from '../../../src/agents/agent-view.js';
import { AgentQueries } from '../../../src/agents/agent.queries.js';
import { AGENT_TYPES } from '../../../src/agents/types/agent-types.js';
import { CommandDispatcher } from '../../../src/platform/commands/command-dispatcher.js';
import { startApp, type TestApp } from '../../support/app.js';
import { insertCustomer } from '../../support/customers.js';
import { customer, GoalBench, saving, SETTINGS, staff } from '../../support/goal-bench.js';

describe('An agent', () => {
  let test: TestApp;
  let bench: GoalBench;

  beforeAll(async () => {
    test = await startApp({ worker: false });
    bench = new GoalBench(test);
  });
  afterAll(() => test?.close());

  const view = (id: string) => test.app.get(AgentQueries).view(id);
  /** What became of the tries to configure an agent, oldest first. */
  const lines = async (id: string): Promise<string[]> => {
    const rows = await test.sql<{ line: string }>(
      `select concat_ws(' ', outcome, code) as line from command_log
        where subject_id = ? and command = 'agent.configure' order by at, id`,
      [id],
    );
    return rows.map(({ line }) => line);
  };

  it('is one of its type, of an active customer, inside the bounds of a trial', async () => {
    const { customerId, agent } = await bench.draftAgent();
    expect((await bench.refusal('agent.draft', customerId, { type: 'trading' })).code).toBe('agent_exists');
    const marketing = { type: 'marketing', platforms: ['delta'] };
    expect((await bench.refusal('agent.draft', customerId, marketing)).fields[0]?.field).toBe('platforms');
    const configure = (settings: object) =>
      bench.refusal('agent.configure', agent.id, { version: agent.version, settings });
    const bold = await configure({ ...SETTINGS, maxUnitsPerOrder: 5, approveEveryTrade: false });
    expect(bold.code).toBe('settings_out_of_bounds');
    expect(bold.fields.map(({ field }) => field)).toEqual([
      'settings.maxUnitsPerOrder',
      'settings.approveEveryTrade',
    ]);
    const wrong = await configure({ ...SETTINGS, nickname: '', extra: 1 });
    expect(wrong.fields.map(({ field }) => field).sort()).toEqual(['settings.extra', 'settings.nickname']);
    expect((await bench.goals.ofCustomer(customerId)).length).toBe(0);
  });

  it('reads its limits back, and saves nothing until they are confirmed', async () => {
    const { agent } = await bench.draftAgent();
    const { limitsConfirmed: _said, ...unsaid } = saving(agent.version);
    const refusal = await bench.refusal('agent.configure', agent.id, unsaid);
    expect(refusal).toMatchObject({
      code: 'limits_not_confirmed',
      fields: [{ field: 'limitsConfirmed' }],
      facts: {
        limits: [
          'At most 1 contract an order',
          'At most ₹10,000 a trade',
          'BTC only',
          'At most 5 trades a day',
          'Trades from 09:00–21:00 in Asia/Kolkata',
          'Each trade approved by you',
        ],
      },
    });
    expect((await view(agent.id)).status).toBe('draft');
    const night = { tradingHours: { start: '22:00', end: '06:00' } };
    const overnight = await bench.refusal('agent.configure', agent.id, saving(agent.version, night));
    expect(overnight.fields).toEqual([
      {
        field: 'settings.tradingHours',
        message: 'Trading hours is 22:00–06:00; the limit is within 09:00–21:00.',
      },
    ]);
    await bench.call('agent.configure', agent.id, saving(agent.version));
    expect(await lines(agent.id)).toEqual([
      'refused limits_not_confirmed',
      'refused settings_out_of_bounds',
      'done',
    ]);
  });

  it('is saved as JSON, whose faults are named by line and column, and what is missing by its title', async () => {
    const { agent } = await bench.draftAgent();
    const json = (settingsJson: string) => ({
      version: agent.version,
      settingsJson,
      limitsConfirmed: true,
    });
    const broken = await bench.refusal('agent.configure', agent.id, json('{\n  "nickname": "Alex",\n}'));
    expect(broken).toMatchObject({ code: 'settings_json_invalid', fields: [{ field: 'settingsJson' }] });
    expect(broken.detail).toMatch(/^Line 3, column 1: the name of a field/);
    const empty = await bench.refusal(
      'agent.configure',
      agent.id,
      json('{ "nickname": " ", "allowedCoins": [], "dailyTradeLimit": "many", "extra": 1 }'),
    );
    expect(empty.code).toBe('settings_incomplete');
    expect(empty.detail).toBe(
      'Missing: Nickname, Theme, Default coin, Max units per order, Max notional per trade, Allowed coins, Trading hours, All trades require approval.',
    );
    expect(empty.fields.map(({ field }) => field)).toEqual(
      expect.arrayContaining(['settings.nickname', 'settings.dailyTradeLimit', 'settings.extra']),
    );
    const both = { ...json('{}'), settings: SETTINGS };
    expect((await bench.refusal('agent.configure', agent.id, both)).fields[0]?.field).toBe('settings');
    const saved = await bench.call<AgentView>('agent.configure', agent.id, json(JSON.stringify(SETTINGS)));
    expect(saved).toMatchObject({ status: 'configured', settings: SETTINGS });
  });

  it('keeps every version that was saved, for good, and shows the other change to whom it overtook', async () => {
    const { customerId, agent } = await bench.draftAgent();
    const first = await bench.call<AgentView>('agent.configure', agent.id, saving(agent.version));
    const theirs = saving(first.version, { dailyTradeLimit: 2, theme: 'Careful' });
    const second = await bench.call<AgentView>('agent.configure', agent.id, theirs, customer(customerId));
    const again = await bench.call<AgentView>('agent.configure', agent.id, {
      ...theirs,
      version: second.version,
    });
    expect(again.version).toBe(second.version);
    const late = await bench.refusal('agent.configure', agent.id, saving(first.version, { nickname: 'Al' }));
    expect(late.code).toBe('version_conflict');
    expect(late.detail).toMatch(
      /^The customer saved it meanwhile, 20.*: Theme: .* → Careful; Daily trade limit: 5 → 2\.$/,
    );
    expect(late.facts).toMatchObject({
      currentVersion: second.version,
      current: { settings: { dailyTradeLimit: 2 }, platforms: ['delta'] },
    });
    const kept = await test.sql(
      `select number, agent_version, settings ->> 'dailyTradeLimit' as trades, limits_confirmed, actor_kind
           from agent_settings_version where agent_id = ? order by number`,
      [agent.id],
    );
    expect(kept).toEqual([
      { number: 1, agent_version: 2, trades: '5', limits_confirmed: true, actor_kind: 'staff' },
      { number: 2, agent_version: 3, trades: '2', limits_confirmed: true, actor_kind: 'customer' },
    ]);
    for (const change of ["set settings = '{}'", 'set number = 9', 'set settings = null, number = 9'])
      await expect(
        test.sql(`update agent_settings_version ${change} where agent_id = ?`, [agent.id]),
      ).rejects.toThrow('append-only');
    await expect(
      test.sql('delete from agent_settings_version where agent_id = ?', [agent.id]),
    ).rejects.toThrow('append-only');
  });

  it('works on platforms that are offered here, chosen in Step 6 or with its configuration', async () => {
    const customerId = await insertCustomer(test);
    const marketing = { type: 'marketing', platforms: ['linkedin', 'facebook'] };
    const agent = await bench.call<AgentView>('agent.draft', customerId, marketing);
    const settings = {
      ...AGENT_TYPES.marketing.defaults,
      nickname: 'Sarah - LinkedIn Expert',
      theme: 'Healthcare marketing for hospitals',
      topics: ['Patient communication'],
    };
    const saved = await bench.call<AgentView>('agent.configure', agent.id, {
      version: agent.version,
      platforms: ['linkedin'],
      settings,
    });
    expect(saved).toMatchObject({ status: 'configured', platforms: ['linkedin'] });
    expect(saved.advice).toMatch(/^1 chosen; 2 or 3 platforms/);
    const none = { version: saved.version, platforms: [], settings };
    expect((await bench.refusal('agent.configure', agent.id, none)).fields[0]?.field).toBe('platforms');
    const input = { version: saved.version, platforms: ['linkedin', 'instagram'] };
    const chosen = await bench.call<AgentView>('agent.set-platforms', agent.id, input);
    const stale = await bench.refusal('agent.set-platforms', agent.id, input);
    expect(stale.detail).toBe(
      'Its platforms or bounds were changed meanwhile; it works on LinkedIn, Instagram.',
    );
    expect(chosen.version).toBe(saved.version + 1);
  });

  it('is escalated with how its saves went, and nothing of what they held', async () => {
    const { agent } = await bench.draftAgent();
    await bench.refusal(
      'agent.configure',
      agent.id,
      saving(agent.version, { dailyTradeLimit: 77, theme: 'Only for us' }),
    );
    const [form] = await test.app
      .get(CommandDispatcher)
      .forms([{ command: 'agent.escalate', id: agent.id }], staff('ops'));
    const { id } = await bench.call<{ id: string }>('agent.escalate', agent.id, form?.start);
    const [row] = await test.sql('select title, team, evidence, records from escalation where id = ?', [id]);
    expect(row).toEqual({
      title: 'The configuration of the trading agent is not saving',
      team: 'engineering',
      evidence: {
        agent: 'Trading agent',
        status: 'draft',
        version: agent.version,
        saved: 0,
        refused: 1,
        failed: 0,
        lastFailure: 'settings_out_of_bounds',
      },
      records: [
        { list: 'agents', id: agent.id },
        { list: 'customers', id: agent.customerId },
      ],
    });
    expect(form?.start?.['details']).toBe(
      'Saves of the last 24 hours that reached us: 0 saved, 1 refused, 0 failed (the last as settings_out_of_bounds).',
    );
    expect(JSON.stringify([row, form])).not.toContain('Only for us');
  });

  it('exists to its own customer only', async () => {
    const { customerId, agent } = await bench.draftAgent();
    const input = saving(agent.version);
    const stranger = await bench.refusal('agent.configure', agent.id, input, customer(newId()));
    expect(stranger.code).toBe('not_found');
    const own = await bench.call<AgentView>('agent.configure', agent.id, input, customer(customerId));
    expect(own.status).toBe('configured');
  });
});
