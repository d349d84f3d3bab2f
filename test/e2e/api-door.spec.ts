import { COMMAND_ROUTES } from '../../src/api/command-routes.js';
import { CommandDispatcher } from '../../src/platform/commands/command-dispatcher.js';
import { newId } from '../../src/platform/ids/new-id.js';
import { OPERATOR } from '../../src/platform/unit-of-work/actor.js';
import { startWeb, type TestWeb } from '../support/web.js';

interface Answer {
  status: number;
  type: string;
  body: Record<string, unknown>;
}

describe('The door of the API', () => {
  let web: TestWeb;
  const path = () => `/api/v1/customers/${newId()}/escalations`;

  async function call(address: string, init: RequestInit = {}): Promise<Answer> {
    const response = await fetch(`${web.url}${address}`, init);
    const type = response.headers.get('content-type') ?? '';
    return { status: response.status, type, body: (await response.json()) as Record<string, unknown> };
  }
  const post = (address: string, body: string, headers: Record<string, string> = {}) =>
    call(address, { method: 'POST', body, headers: { 'content-type': 'application/json', ...headers } });
  const bearer = (key: string) => ({ authorization: `Bearer ${key}` });

  async function keyOf(input: object): Promise<string> {
    const { body } = await web.app
      .get(CommandDispatcher)
      .dispatch('api-key.create', '', { name: 'test', ...input }, { actor: OPERATOR, requestId: 'test' });
    return (body as { key: string }).key;
  }

  beforeAll(async () => {
    web = await startWeb();
  });
  afterAll(async () => {
    await web?.close();
  });

  it('answers every refusal as a problem document with a hint and the request’s id', async () => {
    const ops = bearer(await keyOf({ role: 'ops' }));
    const leadership = bearer(await keyOf({ role: 'leadership' }));
    const listed = bearer(await keyOf({ role: 'integration', commands: ['escalation.open'] }));
    for (const list of ['customers', `customers/${newId()}`, 'signups', 'calls', 'reports/weekly/2026-W07'])
      expect((await fetch(`${web.url}/api/v1/${list}`, { headers: listed })).status).toBe(403);
    expect((await fetch(`${web.url}/api/v1/goal-templates`, { headers: listed })).status).toBe(200);
    const good = JSON.stringify({ trigger: 'suspicious_signup', cause: 'three accounts' });
    const id = newId();
    const answers: [string, Answer, number, string][] = [
      ['no key', await post(path(), good), 401, 'unauthenticated'],
      ['unknown key', await post(path(), good, bearer('wao_nobody')), 401, 'unauthenticated'],
      ['wrong role', await post(path(), good, leadership), 403, 'forbidden'],
      [
        'not on the list',
        await post(`/api/v1/escalations/${id}/acknowledge`, '{"version":1}', listed),
        403,
        'forbidden',
      ],
      ['no JSON', await post(path(), '{"trigger":', ops), 400, 'malformed_body'],
      [
        'too large',
        await post(path(), JSON.stringify({ cause: 'x'.repeat(300_000) }), ops),
        413,
        'payload_too_large',
      ],
      ['unknown field', await post(path(), '{"nonsense":1}', ops), 400, 'validation_failed'],
      [
        'unknown id',
        await post(
          `/api/v1/escalations/${id}/acknowledge`,
          '{"version":1}',
          bearer(await keyOf({ role: 'admin' })),
        ),
        404,
        'not_found',
      ],
      ['unknown address', await call('/api/v1/nothing', { headers: ops }), 404, 'not_found'],
    ];
    for (const [what, { status, type, body }, expected, code] of answers) {
      expect([what, status, body['code']]).toEqual([what, expected, code]);
      expect(type).toMatch(/^application\/problem\+json/);
      expect(body['hint']).toMatch(/\w/);
      expect(body['requestId']).toMatch(/\w/);
    }
    expect(await web.sql('select 1 from escalation')).toEqual([]);
  });

  it('sends its own request id back, or a plain one that a proxy gave', async () => {
    const response = await fetch(`${web.url}/api/v1/nothing`, { headers: { 'x-request-id': 'proxy-7' } });
    expect(response.headers.get('x-request-id')).toBe('proxy-7');
    const other = await fetch(`${web.url}/api/v1/nothing`, { headers: { 'x-request-id': 'a b<c>' } });
    expect(other.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('describes itself by OpenAPI, every route with its schema', async () => {
    const { body } = await call('/api/docs-json');
    const paths = body['paths'] as Record<string, Record<string, { operationId: string }>>;
    expect(paths['/api/v1/customers/{id}/escalations']?.['post']?.operationId).toBe('escalation.open');
    const described = Object.entries(paths).flatMap(([address, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${address}`),
    );
    const routes = COMMAND_ROUTES.map(
      ({ method, path }) => `${method} /api/v1/${path.replace(/:(\w+)/g, '{$1}')}`,
    );
    expect(described).toEqual(expect.arrayContaining(routes));
    const page = await fetch(`${web.url}/api/docs`);
    expect([page.status, page.headers.get('content-type')]).toEqual([200, expect.stringMatching(/html/)]);
  });

  it('shows people a page where a program gets a document', async () => {
    const home = await fetch(web.url, { headers: { accept: 'text/html' } });
    expect(await home.text()).toContain('Customer portal');
    const lost = await fetch(`${web.url}/no-such-page`, { headers: { accept: 'text/html' } });
    expect(lost.status).toBe(404);
    expect(await lost.text()).toContain('There is nothing at this address.');
    const program = await fetch(`${web.url}/no-such-page`, { headers: { accept: 'application/json' } });
    expect(program.headers.get('content-type')).toMatch(/problem\+json/);
  });
});
