import { jest } from '@jest/globals';
import { CommandDispatcher } from '../../../src/platform/commands/command-dispatcher.js';
import { LookAlikes, lookAlikesQuery } from '../../../src/customers/look-alikes.queries.js';
import { OPERATOR, type Actor } from '../../../src/platform/unit-of-work/actor.js';
import { insertCustomer } from '../../support/customers.js';
import { eventually } from '../../support/eventually.js';
import { sentMails, tokenIn } from '../../support/sent-mails.js';
import { startWeb, type TestWeb } from '../../support/web.js';

jest.setTimeout(60_000);

const OPS: Actor = { kind: 'staff', id: '019c4f00-0000-7000-8000-0000000000f1', role: 'ops' };
const form = (name: string, changes: object = {}) => ({
  email: `office@${name}.example`,
  companyName: `${name} Private Limited`,
  industry: 'trading',
  country: 'IN',
  timezone: 'Asia/Kolkata',
  contactName: 'John Doe',
  ...changes,
});

describe('Accounts of customers', () => {
  let test: TestWeb;
  let key: string;

  beforeAll(async () => {
    test = await startWeb({ worker: true });
    const { body } = await test.app
      .get(CommandDispatcher)
      .dispatch('api-key.create', '', { name: 'test', role: 'ops' }, { actor: OPERATOR, requestId: 'test' });
    key = (body as { key: string }).key;
  });
  afterAll(() => test?.close());

  const call = async <T>(name: string, id: string, input: object, actor: Actor = OPS): Promise<T> =>
    (await test.app.get(CommandDispatcher).dispatch(name, id, input, { actor, requestId: 'test' })).body as T;
  const rest = async (path: string, init: RequestInit = {}) => {
    const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
    const response = await fetch(`${test.url}/api/v1${path}`, { headers, ...init });
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  };
  const post = (path: string, body: object, method = 'POST') =>
    rest(path, { method, body: JSON.stringify(body) });

  it('are made by ops, verified and checked like any other, and active by themselves', async () => {
    const made = await post('/customers', form('northwind'));
    expect(made).toMatchObject({
      status: 201,
      body: { status: 'in_review', number: expect.stringMatching(/^C-\d+$/) as string },
    });
    const mail = await eventually(async () =>
      tokenIn((await sentMails(test.dataDir, 'office@northwind.example'))[0], '/portal/verify'),
    );
    const before = await rest(`/customers/${String(made.body['number'])}`);
    expect(before.body['missing']).toContain('The e-mail address is not verified.');
    await call('signup.verify', '', { token: mail }, { kind: 'public', id: 'public' });
    await eventually(async () => {
      expect((await rest(`/customers/${String(made.body['id'])}`)).body).toMatchObject({
        status: 'active',
        missing: [],
        csm: { email: 'alex@waooaw.com' },
        crmId: expect.stringMatching(/^CRM-/) as string,
        domainCheck: { status: 'clear' },
      });
    });
    const timeline = await rest(`/customers/${String(made.body['id'])}/timeline?limit=3`);
    expect(timeline.body['items']).toHaveLength(3);
    expect(timeline.body['nextCursor']).toEqual(expect.any(String));
  });

  it('refuse a near name without a reason, and say whose it is', async () => {
    await call('customer.create', '', form('southwind'));
    const near = form('southwind-traders', { companyName: 'SOUTHWIND Pvt Ltd', email: 'a@sw.example' });
    await expect(call('customer.create', '', near)).rejects.toMatchObject({
      code: 'near_duplicate',
      detail: expect.stringContaining('southwind Private Limited') as string,
      fields: [{ field: 'duplicateReason', message: expect.any(String) as string }],
    });
    const made = await call<{ id: string; duplicateWarning: string }>('customer.create', '', {
      ...near,
      duplicateReason: 'another company of the same family',
    });
    expect(made.duplicateWarning).toContain('southwind');
    const exact = form('x', {
      companyName: 'SOUTHWIND  private limited',
      email: 'b@sw.example',
      duplicateReason: 'whatever it is',
    });
    await expect(call('customer.create', '', exact)).rejects.toMatchObject({ code: 'duplicate_company' });
  });

  it('are named while another like them is typed: by address, legal name, near name and website', async () => {
    const { body } = await post(
      '/customers',
      form('lookalike', { website: 'https://www.lookalike.example/about' }),
    );
    const id = String(body['id']);
    const find = (typed: object) =>
      test.app.get(LookAlikes, { strict: false }).find(lookAlikesQuery.parse(typed));
    expect(await find({ email: 'OFFICE@lookalike.EXAMPLE' })).toMatchObject([
      { id, number: body['number'], why: ['the same e-mail address'], taken: true },
    ]);
    expect(await find({ companyName: 'LOOKALIKE  private limited', country: 'in' })).toMatchObject([
      { id, why: ['the same legal name'], taken: true },
    ]);
    expect(await find({ companyName: 'Lookalike Ltd', country: 'US' })).toMatchObject([
      { id, why: ['nearly the same name'], taken: false },
    ]);
    expect(await find({ website: 'lookalike.example' })).toMatchObject([{ id, why: ['the same website'] }]);
    expect(await find({ website: 'lookalike.example', exceptId: id })).toEqual([]);
    expect(await find({ companyName: 'Quite Another Name', email: 'x@', website: 'not a site' })).toEqual([]);
  });

  it('are edited field by field, on the version that was read', async () => {
    const { id } = await call<{ id: string }>('customer.create', '', form('eastwind'));
    // The CRM's answer is a change of its own: edit what is there after it.
    const version = await eventually(async () => {
      const { body } = await rest(`/customers/${id}`);
      expect(body['crmId']).toEqual(expect.any(String));
      return body['version'] as number;
    });
    const edited = await post(
      `/customers/${id}`,
      { version, timezone: 'Asia/Dubai', phone: '98765 43210' },
      'PATCH',
    );
    expect(edited).toMatchObject({ status: 200, body: { version: version + 1 } });
    expect(await post(`/customers/${id}`, { version, timezone: 'UTC' }, 'PATCH')).toMatchObject({
      status: 409,
      body: { code: 'version_conflict' },
    });
    expect(await post(`/customers/${id}`, { version: version + 1, phone: '12' }, 'PATCH')).toMatchObject({
      status: 400,
      body: { code: 'validation_failed', fields: [{ field: 'phone' }] },
    });
    expect(await post(`/customers/${id}`, { version: version + 1, status: 'active' }, 'PATCH')).toMatchObject(
      { status: 400 },
    );
    const { body } = await rest(`/customers/${id}`);
    expect(body).toMatchObject({
      timezone: 'Asia/Dubai',
      contacts: [{ phone: '+91 98765 43210', role: 'primary' }],
    });
  });

  it('are parked with a follow-up, and resumed', async () => {
    const id = await insertCustomer(test);
    const ahead = new Date(Date.now() + 86_400_000).toISOString();
    const asked = { on: 'customer', whatFor: 'the signed offer', followUpAt: ahead };
    expect(await post(`/customers/${id}/wait`, { ...asked, followUpAt: '2020-01-01T10:00' })).toMatchObject({
      status: 400,
      body: { code: 'validation_failed', fields: [{ field: 'followUpAt' }] },
    });
    const parked = await post(`/customers/${id}/wait`, asked);
    expect(parked).toMatchObject({ status: 200, body: { status: 'parked', nextNudgeAt: null } });
    expect((await rest(`/customers/${id}`)).body['waiting']).toEqual(parked.body);
    expect(await post(`/customers/${id}/resume`, {})).toMatchObject({
      status: 200,
      body: { status: 'ended' },
    });
    expect((await rest(`/customers/${id}`)).body['waiting']).toBeNull();
    expect(await post(`/customers/${id}/resume`, {})).toMatchObject({
      status: 409,
      body: { code: 'not_waiting' },
    });
  });

  it('are found by name, number, state and CSM, page by page', async () => {
    for (let n = 0; n < 5; n += 1) await insertCustomer(test, 'suspended');
    const first = await rest('/customers?status=suspended&limit=3');
    const second = await rest(
      `/customers?status=suspended&limit=3&cursor=${String(first.body['nextCursor'])}`,
    );
    const ids = [first, second].flatMap(({ body }) =>
      (body['items'] as { id: string }[]).map(({ id }) => id),
    );
    expect(ids).toHaveLength(5);
    expect(new Set(ids).size).toBe(5);
    expect(second.body['nextCursor']).toBeNull();
    const [{ number, companyName }] = first.body['items'] as [{ number: string; companyName: string }];
    for (const q of [number, companyName.slice(3).toUpperCase()]) {
      expect((await rest(`/customers?q=${encodeURIComponent(q)}`)).body['items']).toEqual([
        expect.objectContaining({ number }),
      ]);
    }
    expect((await rest('/customers?csm=priya@waooaw.com')).body['items']).toEqual([]);
    expect((await rest('/customers?q=100%25')).body['items']).toEqual([]);
    for (const query of ['limit=0', 'status=odd', 'cursor=x', 'page=2']) {
      expect((await rest(`/customers?${query}`)).status).toBe(400);
    }
    expect((await rest('/customers/C-999999')).status).toBe(404);
    expect((await rest('/customers/nonsense')).status).toBe(404);
    expect((await fetch(`${test.url}/api/v1/customers`)).status).toBe(401);
  });
});
