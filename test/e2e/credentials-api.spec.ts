import { CommandDispatcher } from '../../src/platform/commands/command-dispatcher.js';
import { newId } from '../../src/platform/ids/new-id.js';
import { OPERATOR } from '../../src/platform/unit-of-work/actor.js';
import { keyFor } from '../support/credential-bench.js';
import { insertCustomer } from '../support/customers.js';
import { eventually } from '../support/eventually.js';
import { startWeb, type TestWeb } from '../support/web.js';

describe('Credentials over REST', () => {
  let web: TestWeb;
  let integration: string;
  let ops: string;

  async function keyOf(input: object): Promise<string> {
    const { body } = await web.app
      .get(CommandDispatcher)
      .dispatch('api-key.create', '', { name: 'test', ...input }, { actor: OPERATOR, requestId: 'test' });
    return (body as { key: string }).key;
  }
  async function call(method: string, path: string, key: string, body?: unknown) {
    const response = await fetch(`${web.url}/api/v1/${path}`, {
      method,
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, text, body: JSON.parse(text) as Record<string, unknown> };
  }

  beforeAll(async () => {
    web = await startWeb({ worker: true });
    integration = await keyOf({ role: 'integration', commands: ['credential.store'] });
    ops = await keyOf({ role: 'ops' });
  });
  afterAll(() => web?.close());

  it('takes a key from an integration, tests it, and shows everything but the key', async () => {
    const customerId = await insertCustomer(web);
    const address = `customers/${customerId}/credentials/delta`;
    const stored = await call('PUT', address, integration, { secret: keyFor('ok_trade') });
    expect(stored.status).toBe(202);
    const test = await eventually(async () => {
      const answer = await call('GET', `credential-tests/${String(stored.body['testId'])}`, ops);
      expect(answer.body['status']).toBe('done');
      return answer;
    });
    expect(test.body).toMatchObject({
      outcome: 'ok',
      message: '✓ Connection successful, permissions validated',
    });
    const list = await call('GET', `customers/${customerId}/credentials`, ops);
    expect(list.body).toMatchObject({ items: [{ platform: 'delta', status: 'active' }], nextCursor: null });
    expect(stored.text + test.text + list.text).not.toMatch(/sandbox_|enc:v1|mac:v1/);
    const again = await call('POST', `credentials/${String(stored.body['credentialId'])}/test`, ops, {});
    expect(again.status).toBe(202);
    const all = await call('POST', `customers/${customerId}/credentials/test`, ops, {});
    expect([all.status, all.body]).toMatchObject([202, { tests: [{ platform: 'delta' }], left: [] }]);
  });

  it('refuses what cannot be, as problem documents that repeat no secret', async () => {
    const customerId = await insertCustomer(web);
    const address = `customers/${customerId}/credentials/delta`;
    const secret = { apiKey: 'PLANTED', apiSecret: 'PLAN TED' };
    const answers: [string, number, string][] = [];
    const note = async (method: string, path: string, key: string, body?: unknown) => {
      const { status, body: problem, text } = await call(method, path, key, body);
      expect(text).not.toMatch(/PLANTED|PLAN TED/);
      answers.push([path.replace(customerId, ':id'), status, String(problem['code'])]);
    };
    await note('PUT', address, integration, { secret });
    await note('PUT', address, integration, { secret: 'PLANTED' });
    await note('PUT', address, integration, { secret: keyFor('ok_trade'), withdraw: true });
    await note('PUT', `customers/${customerId}/credentials/instagram`, integration, { secret });
    await note('PUT', `customers/${customerId}/credentials/myspace`, integration, { secret });
    await note('PUT', address.replace(customerId, newId()), integration, { secret: keyFor('ok_trade') });
    await note('PUT', address, 'wao_nobody', { secret });
    await note('GET', `customers/nobody/credentials`, ops);
    await note('GET', `credential-tests/${customerId}`, ops);
    expect(answers.map(([, status, code]) => [status, code])).toEqual([
      [422, 'credential_secret_malformed'],
      [400, 'validation_failed'],
      [400, 'validation_failed'],
      [422, 'platform_not_offered'],
      [400, 'validation_failed'],
      [404, 'not_found'],
      [401, 'unauthenticated'],
      [404, 'not_found'],
      [404, 'not_found'],
    ]);
    expect(await web.sql('select 1 from credential where customer_id = ?', [customerId])).toEqual([]);
  });
});
