import { Router } from 'adminjs';

import { PANEL_CSP } from '../../../src/admin/http/panel-html.js';
import { buildPanel } from '../../support/panel/panel-build.js';
import { OPS, startPanel, type PanelApp } from '../../support/panel/panel-app.js';
import { customerId, HIDDEN } from '../../support/panel/panel-rows.js';

let panel: PanelApp;
const get = (path: string, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(panel.url + path, { redirect: 'manual', headers });
const post = (path: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(panel.url + path, {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin', ...headers },
  });
const problem = async (answer: Response): Promise<Record<string, unknown>> =>
  (await answer.json()) as Record<string, unknown>;
const record = `customers/records/${customerId(1)}`;

beforeAll(async () => {
  panel = await startPanel(buildPanel());
}, 60_000);
afterAll(() => panel.app.close());
beforeEach(() => panel.actAs(OPS));

describe('a page of the panel', () => {
  it('allows no inline script and names no other host', async () => {
    const answer = await get('/admin');
    const html = await answer.text();
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-security-policy')).toBe(PANEL_CSP);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(PANEL_CSP).not.toMatch(/unsafe|\*|https?:/);
    expect(html).not.toMatch(/https?:\/\/(?!www\.w3\.org)/);
    expect(html.match(/<script(?![^>]*(src=|application\/json))/g)).toBeNull();
    expect(html).toContain('Sandbox:');
  });

  it('holds the account in its state without letting its name out of it', async () => {
    const html = await (await get('/admin')).text();
    const state = /id="panel-state">(.*?)<\/script>/s.exec(html)?.[1] ?? '';
    const { session } = JSON.parse(state) as { session: unknown };
    expect(session).toEqual(OPS);
  });

  it("holds only the role's lists", async () => {
    panel.actAs({ ...OPS, role: 'leadership' });
    const html = await (await get('/admin')).text();
    expect(html).toContain('/admin/resources/customers');
    expect(html).not.toContain('goal-approvals');
  });
});

describe('addresses of the panel', () => {
  it.each([
    ['/admin/resources/customers', 200],
    [`/admin/resources/${record}/show`, 200],
    ['/admin/resources/nope', 404],
    ['/admin/resources/scheduler', 403],
    [`/admin/resources/${record}/edit`, 404],
    [`/admin/resources/customers/records/${customerId(999)}/show`, 404],
    ['/admin/resources/customers/records/1/show', 404],
    ['/admin/resources/customers/bulk/bulkDelete?recordIds=1', 404],
    ['/admin/resources/customers?filters.secretHash=a', 400],
    ['/admin/pages/anything', 404],
    ['/admin/elsewhere', 404],
  ])('%s answers %i', async (path, status) => {
    expect((await get(path)).status).toBe(status);
  });

  it('keeps every route AdminJS knows from other roles and from nobody', async () => {
    const paths = Router.routes.map(({ path }) =>
      path
        .replace('{resourceId}', 'trials')
        .replace('{recordId}', customerId(1))
        .replace('{action}', 'list')
        .replace('{pageName}', 'scheduler')
        .replace('{query}', 'a'),
    );
    for (const path of new Set(paths)) {
      panel.actAs(null);
      expect([303, 401]).toContain((await get(`/admin${path}`)).status);
      panel.actAs({ ...OPS, role: 'leadership' });
      if (path !== '') expect([403, 404]).toContain((await get(`/admin${path}`)).status);
    }
  });

  it('has no AdminJS route that changes anything', async () => {
    for (const { path, method } of Router.routes.filter((route) => route.method === 'POST')) {
      const address = path.replace('{resourceId}', 'customers').replace('{recordId}', customerId(1));
      expect([method, (await post(`/admin${address.replace('{action}', 'delete')}`, {})).status]).toEqual([
        'POST',
        404,
      ]);
    }
  });

  it('sends a person to the login page and back, and tells a program 401', async () => {
    panel.actAs(null);
    const page = await get('/admin/resources/customers?filters.status=active');
    expect([page.status, page.headers.get('location')]).toEqual([
      303,
      '/admin/login?next=%2Fadmin%2Fresources%2Fcustomers%3Ffilters.status%3Dactive',
    ]);
    for (const path of ['api/resources/customers/actions/list', 'data/dashboard', 'commands/x']) {
      const answer = await get(`/admin/${path}`);
      expect([answer.status, (await problem(answer))['code']]).toEqual([401, 'unauthenticated']);
    }
  });
});

describe("the panel's reads", () => {
  const list = '/admin/api/resources/customers/actions/list';

  it('lists, filters, sorts and pages', async () => {
    const answer = await get(
      `${list}?filters.status=suspended,closed&sortBy=email&direction=asc&perPage=2&page=2`,
    );
    const { records, meta } = (await answer.json()) as {
      records: { params: Record<string, unknown> }[];
      meta: Record<string, unknown>;
    };
    expect(meta).toMatchObject({ total: 5, perPage: 2, page: 2, sortBy: 'email', direction: 'asc' });
    expect(records.map(({ params }) => params['status'])).toEqual(['suspended', 'suspended']);
    expect(Object.keys(records[0]?.params ?? {}).sort()).toEqual([
      'companyName',
      'createdAt',
      'email',
      'id',
      'industry',
      'number',
      'status',
    ]);
  });

  it.each(['filters.secretHash=a', 'sortBy=secretHash', 'page=9999', 'perPage=x', 'filters.status=gone'])(
    'refuse %s with the field named',
    async (query) => {
      const answer = await get(`${list}?${query}`);
      expect(answer.status).toBe(400);
      expect(await problem(answer)).toMatchObject({
        code: 'list_query_refused',
        fields: [{ message: expect.stringMatching(/./) as string }],
      });
    },
  );

  it('never send a column that is not declared', async () => {
    for (const path of [
      list,
      `/admin/api/resources/${record}/show`,
      `/admin/resources/${record}/show`,
      '/admin',
    ]) {
      const answer = await get(path);
      expect(answer.status).toBe(200);
      expect(await answer.text()).not.toContain(HIDDEN);
    }
  });

  it('answer an unknown record with 404 and a forbidden list with 403', async () => {
    const unknown = await get(`/admin/api/resources/customers/records/${customerId(999)}/show`);
    expect([unknown.status, (await problem(unknown))['code']]).toEqual([404, 'page_not_found']);
    const forbidden = await get('/admin/api/resources/scheduler/actions/list');
    expect([forbidden.status, (await problem(forbidden))['code']]).toEqual([403, 'page_forbidden']);
  });

  it('give page data by role', async () => {
    expect((await get(`/admin/data/customers/${customerId(2)}/onboarding`)).status).toBe(200);
    panel.actAs({ ...OPS, role: 'leadership' });
    expect((await get(`/admin/data/customers/${customerId(2)}/onboarding`)).status).toBe(403);
    expect((await get('/admin/data/nothing/here')).status).toBe(404);
  });
});

describe("the panel's command door", () => {
  it('passes subject, input, key and account on', async () => {
    const body = { subjectId: customerId(2), input: { lines: ['t0'], done: true } };
    const answer = await post('/admin/commands/onboarding.tick', body, { 'idempotency-key': 'k1' });
    expect(answer.status).toBe(200);
    expect(panel.sent.at(-1)).toMatchObject({
      name: 'onboarding.tick',
      ...body,
      idempotencyKey: 'k1',
      admin: OPS,
    });
  });

  it('answers 202 where work goes on, and refusals as problem documents', async () => {
    expect((await post('/admin/commands/credential.test', {})).status).toBe(202);
    const refused = await post('/admin/commands/call.schedule', {});
    expect(refused.status).toBe(409);
    expect(await problem(refused)).toMatchObject({ hint: 'Record the reason and take the first slot.' });
  });

  it('is closed to other sites and to strange bodies', async () => {
    const before = panel.sent.length;
    expect((await post('/admin/commands/x', {}, { 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    expect((await post('/admin/commands/x', { input: {}, role: 'admin' })).status).toBe(400);
    expect((await get('/admin/commands/x')).status).toBe(404);
    expect(panel.sent.length).toBe(before);
  });
});

describe("the panel's files", () => {
  it('are public, immutable and compressed', async () => {
    panel.actAs(null);
    const html = await (await get('/admin/login')).text();
    expect(html).not.toContain('panel-state');
    panel.actAs(OPS);
    const page = await (await get('/admin')).text();
    panel.actAs(null);
    const files = [...page.matchAll(/(?:src|href)="(\/admin\/assets\/[^"]+)"/g)].map(
      ([, path]) => path ?? '',
    );
    expect(files.length).toBeGreaterThanOrEqual(8);
    for (const file of files) {
      const answer = await get(file, { 'accept-encoding': 'br' });
      expect(answer.status).toBe(200);
      expect(answer.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
      if (/bundle|\.css/.test(file)) expect(answer.headers.get('content-encoding')).toBe('br');
      expect((await answer.arrayBuffer()).byteLength).toBeGreaterThan(100);
    }
  });

  it.each(['manifest.json', '..%2Fpackage.json', 'nope.js', ''])('do not include %s', async (name) => {
    expect((await get(`/admin/assets/${name}`)).status).toBe(404);
  });
});
