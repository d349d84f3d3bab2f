import { COMMAND_ROUTES } from '../../src/api/command-routes.js';
import { COMMANDS } from '../../src/commands.js';
import { CommandDispatcher } from '../../src/platform/commands/command-dispatcher.js';
import { newId } from '../../src/platform/ids/new-id.js';
import { OPERATOR, STAFF_ROLES, type StaffRole } from '../../src/platform/unit-of-work/actor.js';
import { insertCustomer } from '../support/customers.js';
import { inParts } from '../support/hostile-texts.js';
import { startWeb, type TestWeb } from '../support/web.js';

interface Answer {
  status: number;
  type: string;
  body: Record<string, unknown>;
}

type Caller = StaffRole | 'integration' | 'nobody';

interface Operation {
  readonly operationId: string;
}

/** Routes that are no single command, and reads that are not open to every staff key: who may, written out by hand. */
const READ_AND_WRITE: Readonly<Record<string, readonly Caller[]>> = {
  'GET /api/v1/health/scheduler': ['engineering', 'ops'],
  'GET /api/v1/settings': [],
  'GET /api/v1/settings/{key}': [],
  'GET /api/v1/sandbox/clock': ['ops'],
  'POST /api/v1/sandbox/clock': ['ops'],
  'POST /api/v1/sandbox/accounts': ['ops'],
  'POST /api/v1/sandbox/market': ['ops'],
};
/** A file, not JSON: refused by its kind first, whoever sends it. Its doors have a suite of their own. */
const FILE_DOOR = 'POST /api/v1/calls/{id}/recording';
/** Without a key; another command that is public is so by its form alone. */
const OPEN = ['POST /api/v1/signups', 'POST /api/v1/surveys/{token}'];
/** What an integration reads: the ends of its own calls, and what there is to ask for. */
const OUTCOMES = ['goal-templates', 'agent-types', 'goal-runs/{id}', 'credential-tests/{id}'];

function policyOf(
  method: string,
  address: string,
  roles: readonly string[] | undefined,
  caller: Caller,
): 401 | 403 | 'let in' {
  if (caller === 'nobody') return OPEN.includes(`${method} ${address}`) ? 'let in' : 401;
  if (caller === 'admin') return 'let in';
  const named = roles ?? READ_AND_WRITE[`${method} ${address}`];
  if (named) return named.includes(caller) ? 'let in' : 403;
  if (caller === 'integration')
    return OUTCOMES.some((path) => address === `/api/v1/${path}`) ? 'let in' : 403;
  return 'let in';
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
      ['broken address', await call('/api/v1/customers/%E0%A4%A', { headers: ops }), 404, 'not_found'],
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
    expect(await home.text()).toMatch(/href="\/signup"[^]*Customer portal/);
    const lost = await fetch(`${web.url}/no-such-page`, { headers: { accept: 'text/html' } });
    expect(lost.status).toBe(404);
    const told = await lost.text();
    expect(told).toContain('There is no such page');
    expect(told).toContain('There is nothing at this address.');
    expect(told).not.toContain('id; it may');
    const program = await fetch(`${web.url}/no-such-page`, { headers: { accept: 'application/json' } });
    expect(program.headers.get('content-type')).toMatch(/problem\+json/);
  });

  it('answers strange questions of its lists by 400 or by nothing found, never by a failure', async () => {
    const ops = bearer(await keyOf({ role: 'ops' }));
    const get = (path: string) => call(`/api/v1/${path}`, { headers: ops });
    const id = await insertCustomer(web);
    const values = [
      '%00',
      'a%00b',
      'x'.repeat(10_000),
      '%F0%9F%98',
      '1e9',
      '-1',
      '0',
      'NaN',
      '%2500',
      "'",
      '[]',
      '9999-12-31',
    ];
    const names = ['limit', 'cursor', 'q', 'status', 'csm', 'from', 'to', 'customer', 'unknown'];
    const lists = [
      'customers',
      'signups',
      'calls',
      `customers/${id}/timeline`,
      `customers/${id}/calls`,
      'metrics/onboarding',
    ];
    const paths = lists.flatMap((list) =>
      names.flatMap((name) => values.map((value) => `${list}?${name}=${value}`)),
    );
    const answers = await inParts(paths, async (path) => (await get(path)).status);
    expect(answers.filter(([, status]) => ![200, 400].includes(status))).toEqual([]);
    for (const [from, to] of [
      ['2026-01-01', '9999-12-31'],
      ['0001-01-01', '2026-01-01'],
      ['2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z'],
    ]) {
      const { status, body } = await get(`metrics/onboarding?from=${from}&to=${to}`);
      expect([from, status, (body['fields'] as unknown[]).length]).toEqual([from, 400, 1]);
    }
    for (const path of [
      'customers/%00',
      'customers/C-99999999999',
      'goals/%E0%A4%A',
      'reports/weekly/9999-W99',
      'settings/__proto__',
    ])
      expect([path, [400, 403, 404].includes((await get(path)).status)]).toEqual([path, true]);
  }, 60_000);

  it('is open on every route to the roles of its table, and to nobody else', async () => {
    const paths = (await call('/api/docs-json')).body['paths'] as Record<string, Record<string, Operation>>;
    const routes = Object.entries(paths).flatMap(([address, methods]) =>
      Object.entries(methods)
        .map(([method, { operationId }]) => ({ address, method: method.toUpperCase(), operationId }))
        .filter(({ method }) => address.startsWith('/api/v1/') && `${method} ${address}` !== FILE_DOOR),
    );
    expect(routes.length).toBeGreaterThan(COMMAND_ROUTES.length + 20);
    const keys = new Map<Caller, Record<string, string>>([['nobody', {}]]);
    for (const role of STAFF_ROLES) keys.set(role, bearer(await keyOf({ role })));
    // A key of an integration names its commands: this one names what its role may call at all.
    const may = Object.values(COMMANDS).filter(({ roles }) => roles.includes('integration'));
    keys.set(
      'integration',
      bearer(await keyOf({ role: 'integration', commands: may.map(({ name }) => name) })),
    );
    const wrong: string[] = [];
    for (const { address, method, operationId } of routes) {
      const command = Object.values(COMMANDS).find(({ name }) => name === operationId);
      if (method !== 'GET' && !command && !READ_AND_WRITE[`${method} ${address}`])
        wrong.push(`${method} ${address} is no command, and nobody said who may`);
      for (const [caller, headers] of keys) {
        const target = address.replace(/\{\w+\}/g, () => newId());
        const init = method === 'GET' ? {} : { body: '{"nonsense":1}' };
        const response = await fetch(`${web.url}${target}`, {
          method,
          headers: { ...headers, 'content-type': 'application/json' },
          ...init,
        });
        await response.body?.cancel();
        const kind = response.status === 401 || response.status === 403 ? response.status : 'let in';
        const expected = policyOf(method, address, command?.roles, caller);
        if (kind !== expected || response.status >= 500)
          wrong.push(`${method} ${address} ${caller}: ${response.status}, not ${expected}`);
      }
    }
    expect(wrong).toEqual([]);
    expect(
      await web.sql("select 1 from command_log where outcome = 'done' and command <> 'api-key.create'"),
    ).toEqual([]);
  }, 60_000);
});
