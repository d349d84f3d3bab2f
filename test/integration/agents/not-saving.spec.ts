import { DateTime } from 'luxon';
import { TroublesQueries } from '../../../src/onboarding/diagnosis/troubles.queries.js';
import { CommandDispatcher } from '../../../src/platform/commands/command-dispatcher.js';
import { newId } from '../../../src/platform/ids/new-id.js';
import { addDays, dayKey, startOfDay } from '../../../src/platform/time/wall-clock.js';
import { startApp, type TestApp } from '../../support/app.js';
import { GoalBench, saving, staff } from '../../support/goal-bench.js';

describe('An agent whose configuration does not save (Issue 3)', () => {
  let test: TestApp;
  let bench: GoalBench;

  beforeAll(async () => {
    test = await startApp({ worker: false });
    bench = new GoalBench(test);
  });
  afterAll(() => test?.close());

  const issue = async (customerId: string) => {
    const { issues } = await test.app.get(TroublesQueries).view(customerId, staff('ops'));
    const found = issues.find(({ id }) => id === 'issue-3');
    if (!found) throw new Error('Issue 3 is not diagnosed');
    return found;
  };

  it('is told by the first cause that our log shows, and by nothing once it is saved', async () => {
    const { customerId, agent } = await bench.draftAgent();
    const { id, version } = agent;
    const cause = async () => (await issue(customerId)).cause;
    expect(await issue(customerId)).toMatchObject({
      cause: 'reached_us',
      remedy: expect.stringContaining('better connection') as string,
      actions: [{ command: 'agent.configure', subjectId: id }, { command: 'agent.escalate' }],
    });
    const json = (settingsJson: string) => ({ version, settingsJson, limitsConfirmed: true });
    const tries: [string, unknown, string][] = [
      ['settings_incomplete', saving(version, { nickname: '' }), 'fields_filled'],
      ['settings_json_invalid', json('{'), 'json_valid'],
      ['settings_out_of_bounds', saving(version, { dailyTradeLimit: 6 }), 'values_allowed'],
      ['limits_not_confirmed', { ...saving(version), limitsConfirmed: false }, 'limits_confirmed'],
      ['version_conflict', saving(version + 1), 'nobody_else'],
    ];
    for (const [code, input, expected] of tries) {
      expect((await bench.refusal('agent.configure', id, input)).code).toBe(code);
      expect([code, await cause()]).toEqual([code, expected]);
    }
    await bench.refusal('agent.configure', id, saving(version), staff('leadership'));
    expect(await cause()).toBe('may_save');
    const failing = await issue(customerId);
    const escalate = failing.actions.find(({ command }) => command === 'agent.escalate');
    expect(escalate).toBeUndefined();
    await test.sql(
      `insert into command_log (id, at, command, actor_kind, actor_id, subject_id, outcome, code, request_id)
         values (?, now(), 'agent.configure', 'staff', 'x', ?, 'failed', 'internal', 'r')`,
      [newId(), id],
    );
    expect(await issue(customerId)).toMatchObject({
      cause: 'server_saves',
      actions: [
        { command: 'agent.configure' },
        {
          command: 'agent.escalate',
          label: 'Escalate to engineering',
          defaults: {
            trigger: 'performance',
            cause: 'The configuration of the trading agent is not saving',
            details: 'The last 7 saves came to nothing; the newest: internal.',
          },
        },
      ],
    });
    await bench.call('agent.configure', id, saving(version));
    expect(await issue(customerId)).toMatchObject({
      cause: null,
      remedy: expect.stringContaining('escalate to engineering') as string,
      actions: [{ command: 'agent.configure' }, { command: 'agent.escalate' }],
    });
  });

  it('is told by the clock that all else goes by, where that was moved ahead', async () => {
    const before = await bench.draftAgent();
    await bench.refusal('agent.configure', before.agent.id, saving(before.agent.version, { nickname: '' }));
    const ahead = addDays(dayKey(await bench.now(), 'Asia/Kolkata'), 17);
    await bench.moveTo(new Date(startOfDay(ahead, 'Asia/Kolkata').getTime() + 10 * 3_600_000));
    expect((await issue(before.customerId)).cause).toBe('reached_us'); // that was more than two weeks ago
    const { customerId, agent } = await bench.draftAgent();
    await bench.refusal('agent.configure', agent.id, saving(agent.version, { nickname: '' }));
    const told = async (check: string) =>
      (await issue(customerId)).checks.find(({ id }) => id === check)?.says ?? '';
    const ten = DateTime.fromISO(ahead).toFormat('ccc d LLL yyyy, 10:');
    expect(await told('fields_filled')).toContain(`The last save, ${ten}`);
    await bench.call('agent.configure', agent.id, saving(agent.version));
    expect(await told('reached_us')).toContain(`Saved ${ten}`);
    const [form] = await test.app
      .get(CommandDispatcher)
      .forms([{ command: 'agent.escalate', id: agent.id }], staff('ops'));
    expect(form?.start).toMatchObject({ details: expect.stringContaining('1 saved, 1 refused') as string });
  });
});
