import { CommandDispatcher } from '../../src/platform/commands/command-dispatcher.js';
import { newId } from '../../src/platform/ids/new-id.js';
import { OPERATOR } from '../../src/platform/unit-of-work/actor.js';
import { whatsappTrainingKeys } from '../../src/sandbox/graph/whatsapp-scenarios.js';
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
      [422, 'credential_secret_malformed'],
      [400, 'validation_failed'],
      [404, 'not_found'],
      [401, 'unauthenticated'],
      [404, 'not_found'],
      [404, 'not_found'],
    ]);
    expect(await web.sql('select 1 from credential where customer_id = ?', [customerId])).toEqual([]);
  });

  it('ends each training key of WhatsApp as the connect page says', async () => {
    const given = await Promise.all(
      whatsappTrainingKeys().map(async ({ secret, shows }) => {
        const customerId = await insertCustomer(web);
        const stored = await call('PUT', `customers/${customerId}/credentials/whatsapp`, integration, {
          secret,
        });
        return { shows, status: stored.status, testId: String(stored.body['testId']) };
      }),
    );
    expect(new Set(given.map(({ status }) => status))).toEqual(new Set([202]));
    const settled = given.filter(({ shows }) => !shows.startsWith('unreachable'));
    const ended = await Promise.all(
      settled.map(({ testId, shows }) =>
        eventually(async () => {
          const { body } = await call('GET', `credential-tests/${testId}`, ops);
          expect(body['status']).toBe('done');
          const warned = (body['warnings'] as unknown[]).length > 0 ? ' with a warning' : '';
          const outcome = body['outcome'] === 'ok' ? `passes${warned}` : String(body['outcome']);
          return [shows.split(':')[0], outcome];
        }),
      ),
    );
    expect(ended).toHaveLength(16);
    for (const [shown, outcome] of ended) expect(outcome).toBe(shown);
    // A test that cannot reach the platform is tried again and says nothing against the key meanwhile.
    const open = given.filter(({ shows }) => shows.startsWith('unreachable')).map(({ testId }) => testId);
    for (const id of open) {
      const { body } = await call('GET', `credential-tests/${id}`, ops);
      expect(body['outcome']).not.toBe('rejected');
    }
  });
});
