import { jest } from '@jest/globals';
import { CommandDispatcher } from '../../../src/platform/commands/command-dispatcher.js';
import { newId } from '../../../src/platform/ids/new-id.js';
import { PUBLIC, type Actor } from '../../../src/platform/unit-of-work/actor.js';
import { OnboardingQueries } from '../../../src/onboarding/onboarding.queries.js';
import { insertCustomer } from '../../support/customers.js';
import { eventually } from '../../support/eventually.js';
import { sentMails, tokenIn } from '../../support/sent-mails.js';
import { changeSetting } from '../../support/settings.js';
import { startWeb, type TestWeb } from '../../support/web.js';

jest.setTimeout(60_000);

const OPS: Actor = { kind: 'staff', id: newId(), role: 'ops' };
const open = { allowed: [], blocked: [], held: [] };
const rules = (trading: object) => ({ marketing: open, trading: { ...open, ...trading } });

const form = (changes: object = {}) => {
  const some = `c${newId().slice(-8)}`;
  return {
    email: `john@${some}.example`,
    companyName: `${some} Private Limited`,
    website: `https://${some}.example`,
    industry: 'trading',
    country: 'NP',
    timezone: 'Asia/Kathmandu',
    contactName: 'John Doe',
    phone: '+91 98765 43210',
    agentInterest: ['trading'],
    businessCase: 'Watch the BTC market.',
    ...changes,
  };
};

describe('Countries of customers', () => {
  let web: TestWeb;
  beforeAll(async () => {
    web = await startWeb({ worker: true });
  });
  afterAll(() => web?.close());

  const call = async <T>(name: string, id: string, input: object, actor: Actor = OPS): Promise<T> =>
    (await web.app.get(CommandDispatcher).dispatch(name, id, input, { actor, requestId: 'test' })).body as T;
  const set = (value: object) => changeSetting(web, 'customers.country-rules', value);
  const verify = async (email: string) => {
    const token = await eventually(async () =>
      tokenIn((await sentMails(web.dataDir, email)).at(-1), '/portal/verify'),
    );
    await call('signup.verify', '', { token }, PUBLIC);
  };
  const statusOf = async (id: string) =>
    (await web.sql<{ status: string }>('select status from customer where id = ?', [id]))[0]?.status;
  const versionOf = async (id: string) =>
    (await web.sql<{ version: number }>('select version from customer where id = ?', [id]))[0]?.version;
  const signedUp = (id: string) =>
    eventually(async () => {
      const [row] = await web.sql<{ customer_id: string }>('select customer_id from signup where id = ?', [
        id,
      ]);
      expect(row?.customer_id).toEqual(expect.any(String));
      return row?.customer_id ?? '';
    });
  const step2 = async (id: string) =>
    (await web.app.get(OnboardingQueries).view(id, OPS)).steps.find((step) => step.id === '2');
  const entries = async (id: string) =>
    (
      await web.sql<{ type: string }>('select type from history_entry where customer_id = ? order by id', [
        id,
      ])
    ).map(({ type }) => type);

  it('that are blocked are refused by name at every door, and change nothing', async () => {
    await set(rules({ blocked: ['NP'] }));
    const refused = { code: 'country_blocked', detail: 'The Trading Agent cannot be hired from Nepal.' };
    const blocked = form();
    await expect(call('signup.create', '', blocked, PUBLIC)).rejects.toMatchObject({
      ...refused,
      fields: [{ field: 'country' }],
    });
    expect(await web.sql('select 1 from signup where email = ?', [blocked.email])).toEqual([]);
    await expect(call('customer.create', '', form())).rejects.toMatchObject(refused);
    // No agent named: what suits the industry.
    await expect(call('customer.create', '', form({ agentInterest: undefined }))).rejects.toMatchObject(
      refused,
    );
    const marketing = await call<{ id: string; version: number }>(
      'customer.create',
      '',
      form({ industry: 'marketing', agentInterest: ['marketing'] }),
    );
    await expect(
      call('customer.update', marketing.id, {
        version: marketing.version,
        agentInterest: ['marketing', 'trading'],
      }),
    ).rejects.toMatchObject(refused);
    const signup = await call<{ id: string }>(
      'signup.create',
      '',
      form({ agentInterest: ['marketing'] }),
      PUBLIC,
    );
    await expect(
      call('signup.update', signup.id, { version: 1, agentInterest: ['trading'] }),
    ).rejects.toMatchObject(refused);
    const csv = [
      'email,companyName,industry,country,timezone,contactName',
      'a@import-np.example,Import NP,trading,NP,Asia/Kathmandu,John Doe',
      'a@import-in.example,Import IN,trading,IN,Asia/Kolkata,John Doe',
    ].join('\n');
    const imported = await call<{ made: number; rows: { result: string; why: string | null }[] }>(
      'customer.import',
      '',
      { csv, dryRun: false },
    );
    expect(imported.rows.map(({ result, why }) => [result, why])).toEqual([
      ['refused', refused.detail],
      ['made', null],
    ]);
    const active = await insertCustomer(web);
    await set(rules({ allowed: ['US'] }));
    await expect(call('agent.draft', active, { type: 'trading' })).rejects.toMatchObject({
      code: 'country_blocked',
      detail: 'The Trading Agent cannot be hired from India.',
    });
  });

  it('that are held keep the customer in review until a person releases it with a reason', async () => {
    await set(rules({ held: ['NP'] }));
    const typed = form();
    const { id } = await call<{ id: string }>('signup.create', '', typed, PUBLIC);
    await verify(typed.email);
    const customerId = await signedUp(id);
    await eventually(async () => expect(await entries(customerId)).toContain('customer.crm_id_set'));
    expect(await statusOf(customerId)).toBe('in_review');
    const row = await step2(customerId);
    expect(JSON.stringify(row)).toContain(
      'The Trading Agent is held for customers from Nepal. Look at it, then release it with a reason.',
    );
    expect(row?.actions.map(({ command }) => command)).toContain('customer.release-country');
    await expect(call('customer.release-country', customerId, { reason: '' })).rejects.toMatchObject({
      code: 'validation_failed',
    });
    const csm: Actor = { kind: 'staff', id: newId(), role: 'csm' };
    await expect(
      call('customer.release-country', customerId, { reason: 'Trade licence seen.' }, csm),
    ).rejects.toMatchObject({ code: 'forbidden' });
    const presses = await Promise.allSettled(
      [1, 2].map(() => call('customer.release-country', customerId, { reason: 'Trade licence seen.' })),
    );
    expect(presses.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await statusOf(customerId)).toBe('active');
    expect(await entries(customerId)).toEqual(
      expect.arrayContaining(['customer.country_held', 'customer.country_released', 'customer.activated']),
    );
    expect(JSON.stringify(await step2(customerId))).not.toContain('held for customers');
    // Another edit does not hold what was looked at; the agent that was looked at may be drafted.
    await call('customer.update', customerId, {
      version: await versionOf(customerId),
      agentInterest: ['trading', 'marketing'],
    });
    await call('agent.draft', customerId, { type: 'trading' });
    expect(
      await web.sql('select 1 from country_hold where customer_id = ? and released_at is null', [customerId]),
    ).toEqual([]);
  });

  it('are judged anew when the account changes: out of the hold, and into it', async () => {
    await set(rules({ held: ['NP'] }));
    const made = await call<{ id: string }>('customer.create', '', form());
    expect(await entries(made.id)).toContain('customer.country_held');
    const known = async () =>
      eventually(async () => {
        expect(await entries(made.id)).toContain('customer.crm_id_set');
        return versionOf(made.id);
      });
    await call('customer.update', made.id, { version: await known(), country: 'IN' });
    await expect(
      call('customer.release-country', made.id, { reason: 'Trade licence seen.' }),
    ).rejects.toMatchObject({ code: 'country_not_held' });
    await call('customer.update', made.id, { version: await known(), country: 'NP' });
    await set(rules({ blocked: ['NP'] }));
    await expect(
      call('customer.release-country', made.id, { reason: 'Trade licence seen.' }),
    ).rejects.toMatchObject({ code: 'country_blocked' });
    await set(rules({}));
    await call('customer.release-country', made.id, { reason: 'Trade licence seen.' });
  });

  it('that are blocked between signup and account are held: nobody is left to be answered no', async () => {
    await set(rules({}));
    const typed = form();
    const { id } = await call<{ id: string }>('signup.create', '', typed, PUBLIC);
    await set(rules({ blocked: ['NP'] }));
    await verify(typed.email);
    const customerId = await signedUp(id);
    expect(await statusOf(customerId)).toBe('in_review');
    expect(JSON.stringify(await step2(customerId))).toContain(
      'The Trading Agent cannot be hired from Nepal.',
    );
    await set(rules({}));
  });

  it('hold an agent that is hired later until the account names it and it was released', async () => {
    await set(rules({}));
    const active = await insertCustomer(web);
    await web.sql("update customer set agent_interest = '{marketing}', industry = 'marketing' where id = ?", [
      active,
    ]);
    await set(rules({ held: ['IN'] }));
    await expect(call('agent.draft', active, { type: 'trading' })).rejects.toMatchObject({
      code: 'country_held',
    });
    await call('agent.draft', active, { type: 'marketing', platforms: ['linkedin', 'facebook'] });
    await set(rules({}));
  });
});
