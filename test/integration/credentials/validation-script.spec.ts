import { ConnectionValidation } from '../../../src/credentials/jobs/validate-connection.js';
import { newId } from '../../../src/platform/ids/new-id.js';
import { startApp, type TestApp } from '../../support/app.js';
import { CredentialBench } from '../../support/credential-bench.js';
import { insertCustomer } from '../../support/customers.js';

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
});
