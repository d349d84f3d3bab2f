import { CredentialTestService } from '../../../src/credentials/credential-test.service.js';
import { Credential } from '../../../src/credentials/credential.entity.js';
import { TestCredentialJob } from '../../../src/credentials/jobs/test-credential.job.js';
import { newId } from '../../../src/platform/ids/new-id.js';
import type { Actor } from '../../../src/platform/unit-of-work/actor.js';
import { SecretText } from '../../../src/platform/vault/secret-text.js';
import { Vault } from '../../../src/platform/vault/vault.js';
import { startApp, type TestApp } from '../../support/app.js';
import { insertCustomer } from '../../support/customers.js';
import { CredentialBench } from '../../support/credential-bench.js';
import { eachEngine } from '../../support/engines.js';

const ops: Actor = { kind: 'staff', id: newId(), role: 'ops' };

eachEngine('Credentials', ({ redisUrl }) => {
  let test: TestApp;
  let bench: CredentialBench;

  beforeAll(async () => {
    test = await startApp({ redisUrl });
    bench = new CredentialBench(test);
  });
  afterAll(() => test?.close());

  it('tests a given key in the worker and activates it, with proof', async () => {
    const { customerId, credentialId, testId } = await bench.connected();
    expect(await bench.queries.test(testId)).toMatchObject({
      outcome: 'ok',
      message: '✓ Connection successful, permissions validated',
      trigger: 'connect',
    });
    const view = await bench.credential(credentialId);
    expect(view).toMatchObject({
      status: 'active',
      accountName: 'Main',
      scopes: ['read', 'trade'],
      environment: 'sandbox',
      settings: {
        defaultCoin: 'BTC',
        maxUnitsPerOrder: 1,
        maxNotional: { amount: 1_000_000, currency: 'INR' },
      },
    });
    const days = ((view.rotateBy?.getTime() ?? 0) - (view.setAt?.getTime() ?? 0)) / 86_400_000;
    expect(days).toBe(90);
    const [fresh] = await bench.run((tx) =>
      test.app.get(CredentialTestService).freshness(tx, customerId, ['delta']),
    );
    expect(fresh).toMatchObject({ platform: 'delta', state: 'fresh' });
    expect(
      await test.sql('select type from history_entry where subject_id = ? order by at, id', [credentialId]),
    ).toEqual([{ type: 'credential.stored' }, { type: 'credential.test_finished' }]);
    expect(await test.sql('select job from vault_access where credential_id = ?', [credentialId])).toEqual([
      { job: expect.stringMatching(/^credential-tests:/) as string },
    ]);
  });

  it.each([
    ['ok_read_only', 'missing_permission', 'Verify permissions include `read` AND `trade`'],
    ['wrong_secret', 'signature_mismatch', 'Re-copy the API secret'],
    ['ip_blocked', 'ip_not_allowed', 'Check the IP whitelist includes WAOOAW IPs: 127.0.0.1'],
    ['no_kyc', 'account_blocked', 'Complete the verification'],
  ])('calls a %s key invalid and tells the remedy', async (scenario, code, remedy) => {
    const { credentialId, testId } = await bench.connected(scenario);
    const view = await bench.queries.test(testId);
    expect(view).toMatchObject({ outcome: 'rejected', code, attempt: 1 });
    expect(view.remedy.join(' ')).toContain(remedy);
    expect(await bench.credential(credentialId)).toMatchObject({ status: 'invalid', lastFailureCode: code });
  });

  it('passes an unfunded account with a warning', async () => {
    const { testId } = await bench.connected('unfunded');
    const { outcome, warnings } = await bench.queries.test(testId);
    expect([outcome, warnings.map(({ code }) => code)]).toEqual(['ok', ['not_funded']]);
  });

  it('keeps the old key when a new one is rejected, and takes a good new one over', async () => {
    const { customerId, credentialId } = await bench.connected();
    const before = await bench.credential(credentialId);
    const slip = await bench.give(customerId, 'wrong_secret');
    expect(slip.credentialId).toBe(credentialId);
    expect(await bench.ended(slip.testId)).toMatchObject({ outcome: 'rejected', code: 'signature_mismatch' });
    expect(await bench.credential(credentialId)).toMatchObject({ status: 'active', setAt: before.setAt });
    const again = await bench.call('credential.test', credentialId, {}, ops);
    expect(await bench.ended(again.testId)).toMatchObject({ outcome: 'ok', trigger: 'ops' });
    const foreign = await bench.give(customerId, 'ok_trade-other');
    expect(await bench.ended(foreign.testId)).toMatchObject({
      outcome: 'rejected',
      code: 'account_mismatch',
    });
    const same = await bench.give(customerId, 'ok_trade');
    expect(await bench.ended(same.testId)).toMatchObject({ outcome: 'ok' });
    expect((await bench.credential(credentialId)).setAt?.getTime()).toBeGreaterThan(
      before.setAt?.getTime() ?? 0,
    );
    const states = await test.sql('select distinct state from vault_secret where credential_id = ?', [
      credentialId,
    ]);
    expect(states).toEqual([{ state: 'live' }]);
  });

  it('tells subscribers when an active key stops working', async () => {
    const { customerId, credentialId } = await bench.connected();
    // The exchange forgets the key: what the vault holds for this credential is now unknown to it.
    const secrets = { apiKey: new SecretText('sandbox_unknown_key'), apiSecret: new SecretText('x') };
    await bench.run((tx) => test.app.get(Vault).store(tx, { customerId, credentialId, secrets, as: 'live' }));
    const { testId } = await bench.call('credential.test', credentialId, {}, ops);
    expect(await bench.ended(testId)).toMatchObject({ outcome: 'rejected', code: 'invalid_token' });
    expect(await bench.credential(credentialId)).toMatchObject({ status: 'invalid' });
    const heard = `select data from history_entry where type = 'credential.invalidated' and subject_id = ?`;
    expect(await test.sql(heard, [credentialId])).toEqual([
      { data: { platform: 'delta', status: 'invalid', code: 'invalid_token' } },
    ]);
  });

  it('gives an unreachable platform five attempts, and an unreachable end changes nothing', async () => {
    const { credentialId } = await bench.connected();
    const job = test.app.get(TestCredentialJob);
    const secrets = {
      apiKey: new SecretText('sandbox_unavailable_503'),
      apiSecret: new SecretText('sandbox_secret_unavailable_503'),
    };
    const testId = await bench.run(async (tx) => {
      const { customerId } = await bench.credential(credentialId);
      await test.app.get(Vault).store(tx, { customerId, credentialId, secrets, as: 'live' });
      const found = await tx.em.findOneOrFail(Credential, { id: credentialId });
      return test.app.get(CredentialTestService).open(tx, found, 'ops');
    });
    const context = { signal: new AbortController().signal, attempt: 1, last: false, jobId: 'test' };
    for (let attempt = 1; attempt <= 4; attempt += 1) {
      await expect(job.handle({ id: testId }, context)).rejects.toThrow('provider_unavailable');
      expect(await bench.queries.test(testId)).toMatchObject({ status: 'queued', attempt, outcome: null });
    }
    expect(await job.handle({ id: testId }, context)).toEqual({ outcome: 'unreachable' });
    expect(await bench.queries.test(testId)).toMatchObject({ status: 'done', code: 'provider_unavailable' });
    expect(await bench.credential(credentialId)).toMatchObject({ status: 'active', lastFailureCode: null });
    expect(await job.handle({ id: testId }, context)).toEqual({ skipped: true });
  });

  it('warns security once when two customers give the same key, even at the same moment', async () => {
    const customers = [await insertCustomer(test), await insertCustomer(test)] as const;
    const [older, newer] = customers;
    const given = await Promise.all(customers.map((id) => bench.give(id, 'ok_trade-shared1')));
    const warnings = () =>
      test.sql<{ customer_id: string; title: string; evidence: unknown; records: unknown }>(
        `select customer_id, team, status, title, cause, evidence, records, version from escalation
          where trigger = 'compromised_credentials' and cause like 'same-secret:%'`,
      );
    const numbers = await test.sql<{ number: number }>(
      'select number from customer where id in (?, ?) order by number',
      [older, newer],
    );
    const [first, second] = numbers.map(({ number }) => `C-${number}`);
    const [warning, ...more] = await warnings();
    expect(more).toEqual([]);
    expect(warning).toMatchObject({
      team: 'security',
      status: 'open',
      customer_id: newer,
      title: `The same Delta Exchange key at ${first} and ${second}`,
      cause: `same-secret:delta:${older}`,
      evidence: { platform: 'Delta Exchange', customers: `${first}, ${second}` },
    });
    for (const id of [...customers, ...given.map(({ credentialId }) => credentialId)]) {
      expect(warning?.records).toContainEqual(expect.objectContaining({ id }));
    }
    // Again by either of them, and a key that the sandbox lists for everybody.
    for (const id of customers) await bench.give(id, 'ok_trade-shared1');
    await Promise.all([bench.connected(), bench.connected()]);
    expect((await warnings()).map(({ title }) => title)).toEqual([warning?.title]);
  });

  it('holds no key or secret in any table, queue or log line', async () => {
    await bench.connected();
    const tables = await test.sql<{ schema: string; name: string }>(
      `select table_schema as schema, table_name as name from information_schema.tables
        where table_schema in ('public', 'bullmq') and table_type = 'BASE TABLE'`,
    );
    for (const { schema, name } of tables) {
      const dump = JSON.stringify(await test.sql(`select * from "${schema}"."${name}"`));
      expect(`${name}: ${/sandbox_(secret_)?(ok|no|un|wrong|ip|PLAN)/.test(dump)}`).toBe(`${name}: false`);
      expect(dump).not.toContain('PLAN TED');
    }
  });
});
