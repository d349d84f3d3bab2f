import { ConnectionValidation } from '../../../src/credentials/jobs/validate-connection.js';
import { newId } from '../../../src/platform/ids/new-id.js';
import { startApp, TEST_RING, type TestApp } from '../../support/app.js';
import { CredentialBench } from '../../support/credential-bench.js';
import { insertCustomer } from '../../support/customers.js';
import { startScript } from '../../support/npm-script.js';

describe('The validation script', () => {
  let test: TestApp;
  let bench: CredentialBench;

  const validate = (reference: string) =>
    test.app
      .get(ConnectionValidation)
      .run(reference, 'delta', 'test-exchange-connection', new AbortController().signal);

  beforeAll(async () => {
    test = await startApp();
    bench = new CredentialBench(test);
  });
  afterAll(() => test?.close());

  it('prints exactly the runbook’s line for a good key, by id or by number, and leaves its traces', async () => {
    const { customerId, credentialId } = await bench.connected();
    const [{ number } = { number: 0 }] = await test.sql<{ number: number }>(
      'select number from customer where id = ?',
      [customerId],
    );
    for (const reference of [customerId, `C-${number}`]) {
      expect(await validate(reference)).toEqual({
        exit: 0,
        stdout: ['✓ Connection successful, permissions validated'],
        stderr: [],
      });
    }
    const last = (await bench.credential(credentialId)).lastTest;
    expect(last).toMatchObject({ trigger: 'script', outcome: 'ok', status: 'done' });
    const opened = await test.sql(
      `select reason, job from vault_access where set_id in
      (select set_id from credential_test where id = ?) order by at desc limit 1`,
      [last?.id],
    );
    expect(opened).toEqual([{ reason: 'validation_script', job: 'test-exchange-connection' }]);
  });

  it('tells cause and remedy of a rejected key', async () => {
    const { customerId } = await bench.connected('ok_read_only');
    const { exit, stdout, stderr } = await validate(customerId);
    expect([exit, stdout]).toEqual([1, []]);
    expect(stderr[0]).toBe('✗ The API key lacks the permission `trade`.');
    expect(stderr.join('\n')).toContain('Verify permissions include `read` AND `trade`');
  });

  it('tells an unreachable exchange from a bad key', async () => {
    const customerId = await insertCustomer(test);
    const { testId } = await bench.give(customerId, 'dropped');
    const { exit, stdout, stderr } = await validate(customerId);
    expect([exit, stdout]).toEqual([2, []]);
    expect(stderr[0]).toContain('the connection broke');
    await test.sql(`update credential_test set status = 'cancelled' where id = ?`, [testId]);
  });

  it('knows a wrong reference and a customer without a key', async () => {
    for (const reference of ['C-999999', newId(), 'nobody', '']) {
      expect(await validate(reference)).toMatchObject({ exit: 64, stdout: [] });
    }
    const { exit, stderr } = await validate(await insertCustomer(test));
    expect(exit).toBe(1);
    expect(stderr.join('\n')).toMatch(/Delta Exchange is not connected.*connect link/s);
  });

  it('is run by npm for any platform, with nothing but the runbook’s line on stdout', async () => {
    const { customerId } = await bench.connected();
    const [{ number } = { number: 0 }] = await test.sql<{ number: number }>(
      'select number from customer where id = ?',
      [customerId],
    );
    const env = { DATABASE_URL: test.database.url, DATA_DIR: test.dataDir, SECRETS_KEYS: TEST_RING };
    const run = (customer: string, ...more: string[]) =>
      startScript('test-platform-credential', env, '--customer_id', customer, ...more).ended;
    const [passed, exchange, unconnected, unknown, misspelt, incomplete] = await Promise.all([
      run(customerId, '--platform', 'delta'),
      startScript('test-exchange-connection', env, '--customer_id', `C-${number}`).ended,
      run(customerId, '--platform', 'LinkedIn'),
      run('C-999999', '--platform', 'delta'),
      run(customerId, '--platform', 'myspace'),
      run(customerId),
    ]);
    const line = '✓ Connection successful, permissions validated\n';
    expect(passed).toEqual({ code: 0, out: line, err: '' });
    expect(exchange).toEqual({ code: 0, out: line, err: '' });
    expect([unconnected.code, unconnected.out]).toEqual([1, '']);
    expect(unconnected.err).toMatch(/^✗ LinkedIn is not connected\.\n {2}- .*connect link/);
    expect([unknown.code, unknown.out]).toEqual([64, '']);
    expect(unknown.err).toMatch(/^There is no customer C-999999/);
    for (const { code, out, err } of [misspelt, incomplete]) {
      expect([code, out]).toEqual([64, '']);
      expect(err).toMatch(/^Usage: npm run -s test-platform-credential .*\nPlatforms: youtube, /);
    }
    const jobs = await test.sql(
      `select distinct job from vault_access where customer_id = ? and reason = 'validation_script' order by 1`,
      [customerId],
    );
    expect(jobs).toEqual([{ job: 'test-exchange-connection' }, { job: 'test-platform-credential' }]);
  }, 60_000);
});
