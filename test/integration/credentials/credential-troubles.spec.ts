import { EgressAlarmTask } from '../../../src/credentials/egress-alarm/egress-alarm.task.js';
import { SettingDesk } from '../../../src/platform/settings/setting-desk.service.js';
import { AgentService } from '../../../src/agents/agent.service.js';
import { TroublesQueries } from '../../../src/onboarding/diagnosis/troubles.queries.js';
import type { ValidationView } from '../../../src/onboarding/validation-view.js';
import { ValidationQueries } from '../../../src/onboarding/validation/validation.queries.js';
import { newId } from '../../../src/platform/ids/new-id.js';
import type { Actor } from '../../../src/platform/unit-of-work/actor.js';
import type { AgentTypeName } from '../../../src/agents/types/agent-types.js';
import { startApp, type TestApp } from '../../support/app.js';
import { CredentialBench, keyFor } from '../../support/credential-bench.js';
import { insertCustomer } from '../../support/customers.js';

const OPS: Actor = { kind: 'staff', id: newId(), role: 'ops' };

describe('A customer whose credentials are refused (Issues 1 and 2, Step 8)', () => {
  let test: TestApp;
  let bench: CredentialBench;
  beforeAll(async () => {
    test = await startApp();
    bench = new CredentialBench(test);
  });
  afterAll(() => test?.close());

  const customer = async (type: AgentTypeName): Promise<string> => {
    const id = await insertCustomer(test);
    await bench.run((tx) =>
      test.app
        .get(AgentService, { strict: false })
        .draft(tx, id, type, type === 'marketing' ? ['linkedin'] : undefined),
    );
    return id;
  };
  const validation = (id: string, actor = OPS): Promise<ValidationView> =>
    test.app.get(ValidationQueries, { strict: false }).view(id, actor);
  const issues = async (id: string) =>
    (await test.app.get(TroublesQueries, { strict: false }).view(id, OPS)).issues;
  const answer = async (id: string, issueId: string) => {
    const issue = (await issues(id)).find((one) => one.id === issueId);
    return {
      cause: issue?.cause,
      says: issue?.checks.find((check) => check.id === issue.cause)?.says,
      remedy: issue?.remedy,
      buttons: issue?.actions.map(({ command }) => command),
    };
  };
  const given = async (id: string, scenario: string): Promise<void> => {
    const { testId } = await bench.give(id, scenario);
    await bench.ended(testId);
  };

  it('asks of each customer only the issue that can befall its agent', async () => {
    const ids = async (type: AgentTypeName) => (await issues(await customer(type))).map(({ id }) => id);
    expect(await ids('trading')).toEqual(['issue-2', 'issue-3', 'issue-5']);
    expect(await ids('marketing')).toEqual(['issue-1', 'issue-3', 'issue-5']);
    expect((await issues(await insertCustomer(test))).map(({ id }) => id)).toEqual(['issue-5']);
  });

  it('finds the cause of a refused exchange key in the order of Issue 2, with the button that helps', async () => {
    const id = await customer('trading');
    expect(await answer(id, 'issue-2')).toMatchObject({
      cause: 'key_given',
      says: 'Not connected: Delta Exchange.',
      buttons: ['credential.connect-link'],
    });
    const causes: Record<string, string> = {
      unknown_key: 'key_active',
      ip_blocked: 'ip_whitelist',
      wrong_secret: 'secret_copied',
      ok_read_only: 'read_and_trade',
      no_kyc: 'account_verified',
    };
    for (const [scenario, cause] of Object.entries(causes)) {
      await given(id, scenario);
      expect([scenario, (await answer(id, 'issue-2')).cause]).toEqual([scenario, cause]);
    }
    await given(id, 'ip_blocked');
    const { says, remedy } = await answer(id, 'issue-2');
    expect(says).toMatch(/^Delta Exchange: /);
    expect(remedy).toMatch(/whitelist/i);
    await given(id, 'ok_trade');
    expect(await answer(id, 'issue-2')).toMatchObject({
      cause: null,
      buttons: expect.arrayContaining(['credential.test']) as unknown[],
    });
  });

  it('names what is not connected for Issue 1, platform by platform', async () => {
    const id = await customer('marketing');
    expect(await answer(id, 'issue-1')).toMatchObject({
      cause: 'connected',
      says: 'Not connected: LinkedIn.',
      buttons: ['credential.connect-link'],
    });
  });

  it('shows required against present, and is ready only while all are fresh', async () => {
    const id = await customer('trading');
    expect(await validation(id)).toMatchObject({
      ready: false,
      freshMinutes: 5,
      platforms: [{ platform: 'delta', required: true, status: 'missing', tests: [] }],
    });
    await given(id, 'ok_read_only');
    expect((await validation(id)).platforms[0]).toMatchObject({
      status: 'invalid',
      fresh: false,
      scopes: expect.arrayContaining([{ name: 'trade', standing: 'missing' }]) as unknown[],
      cause: expect.stringMatching(/trad/i) as string,
      tests: [{ outcome: 'rejected', code: 'missing_permission', trigger: 'connect' }],
    });
    await given(id, 'ok_trade');
    const ready = await validation(id);
    expect(ready).toMatchObject({ ready: true, testing: false });
    expect(ready.platforms[0]).toMatchObject({
      status: 'active',
      fresh: true,
      cause: null,
      scopes: [
        { name: 'read', standing: 'granted' },
        { name: 'trade', standing: 'granted' },
      ],
      rotateBy: expect.stringMatching(/Z$/) as string,
    });
    expect(JSON.stringify(ready)).not.toContain(keyFor('ok_trade').apiSecret);
    await test.sql(
      `update credential set last_validated_at = last_validated_at - interval '6 minutes' where customer_id = ?`,
      [id],
    );
    expect(await validation(id)).toMatchObject({
      ready: false,
      platforms: [{ status: 'active', fresh: false }],
    });
  });

  it('shows buttons to those who may press them, and nothing of an unknown customer', async () => {
    const { customerId } = await bench.connected();
    const commands = async (role: 'ops' | 'security') =>
      (await validation(customerId, { kind: 'staff', id: newId(), role })).platforms[0]?.actions.map(
        ({ command }) => command,
      );
    expect(await commands('ops')).toEqual([
      'credential.test',
      'credential.connect-link',
      'credential.disconnect',
    ]);
    expect(await commands('security')).toEqual(['credential.test', 'credential.disconnect']);
    await expect(validation(newId())).rejects.toMatchObject({ code: 'not_found' });
  });

  it('escalates an address of ours that nobody whitelists, once, until it is listed or a listed one is seen', async () => {
    // The worker's own tick may have been first.
    const look = () => test.app.get(EgressAlarmTask, { strict: false }).run();
    const list = (version: number, sandbox: string[]) => {
      const value = { production: ['34.123.45.67'], staging: ['35.234.56.78'], sandbox };
      const desk = test.app.get(SettingDesk, { strict: false });
      return bench.run((tx) => desk.change(tx, 'platform.addresses', version, value));
    };
    const told = () =>
      test.sql<{ status: string; title: string; team: string; resolution: string | null; affected: number }>(
        `select status, title, team, resolution, (evidence ->> 'customersAffected')::int as affected
           from escalation where cause like 'egress:%'`,
      );
    const words = 'Our requests leave from 127.0.0.1, which is not on the list customers whitelist';
    const [first, second] = [await customer('trading'), await customer('trading')];
    await given(first, 'ip_blocked');
    await look();
    expect(await told()).toEqual([]);

    await list(0, ['192.0.2.9']);
    await given(first, 'ip_blocked');
    const { tests } = (await validation(first)).platforms[0] ?? {};
    expect(tests?.[0]).toMatchObject({ seenAddress: '127.0.0.1' });
    expect((await answer(first, 'issue-2')).remedy).toContain('127.0.0.1 is not on our own list');
    await look();
    expect(await told()).toMatchObject([
      { status: 'open', title: words, team: 'engineering', resolution: null },
    ]);
    const affected = Number((await told())[0]?.affected);
    await given(second, 'ip_blocked');
    await look();
    expect(await told()).toMatchObject([{ status: 'open', affected: affected + 1 }]);

    await list(1, ['192.0.2.9', '127.0.0.1']);
    await look();
    expect(await told()).toMatchObject([
      { status: 'resolved', resolution: '127.0.0.1 is on the list of our addresses.' },
    ]);
    await list(2, ['192.0.2.9']);
    await look();
    await given(first, 'ip_blocked');
    await look();
    expect(await told()).toMatchObject([{ status: 'open' }]);

    await given(second, 'ip_blocked');
    await test.sql(
      `update credential_test set observed_address = '192.0.2.9'
        where id = (select id from credential_test where observed_address is not null order by ended_at desc limit 1)`,
    );
    await look();
    expect(await told()).toMatchObject([
      { status: 'resolved', resolution: expect.stringContaining('saw us come from 192.0.2.9') as string },
    ]);
  });
});
