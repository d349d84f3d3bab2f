import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CommandDispatcher } from '../../../src/platform/commands/command-dispatcher.js';
import { newId } from '../../../src/platform/ids/new-id.js';
import { systemActor, type Actor } from '../../../src/platform/unit-of-work/actor.js';
import { OnboardingQueries } from '../../../src/onboarding/onboarding.queries.js';
import { startApp, type TestApp } from '../../support/app.js';
import { eventually } from '../../support/eventually.js';
import { OnboardingRows } from '../../support/onboarding-rows.js';

const HOUR = 3_600_000;
const ops: Actor = { kind: 'staff', id: newId(), role: 'ops' };
const worker = systemActor('test');

describe('The mails composed from several rooms', () => {
  let test: TestApp;
  let rows: OnboardingRows;

  const press = (name: string) =>
    test.app.get(CommandDispatcher).dispatch(name, rows.customerId, {}, { actor: ops, requestId: 'test' });
  const step = async (id: string) =>
    (await test.app.get(OnboardingQueries).view(rows.customerId, ops)).steps.find((one) => one.id === id);
  const sent = (template: string) =>
    eventually(async () => {
      const [mail] = await test.sql<{ status: string; text: string; last_error: string | null }>(
        'select status, text, last_error from mail where template = ? order by created_at desc limit 1',
        [template],
      );
      expect(mail).toMatchObject({ status: 'sent', last_error: null });
      return mail?.text ?? '';
    });
  const inbox = async () => {
    const folder = join(test.dataDir, 'mail');
    const files = (await readdir(folder)).filter((name) => name.endsWith('.eml'));
    return Promise.all(files.map((name) => readFile(join(folder, name), 'utf8')));
  };

  beforeAll(async () => {
    test = await startApp();
    rows = new OnboardingRows(test);
    await rows.change(worker, 'customer.created', rows.customerId, (r) => r.customer(), {
      number: 1001,
      fromSignup: false,
    });
  });
  afterAll(() => test?.close());

  it('wait for an active account, and say what it misses', async () => {
    const refusal = { code: 'customer_not_active', detail: expect.stringContaining('CRM') as string };
    await expect(press('customer.welcome')).rejects.toMatchObject(refusal);
    const action = (await step('3'))?.actions.find(({ command }) => command === 'customer.welcome');
    expect(action?.disabledReason).toContain('CRM');
    await rows.change(ops, 'customer.activated', rows.customerId, (r) =>
      r.update('customer', r.customerId, { crm_id: 'crm-1', status: 'active', activated_at: r.now }),
    );
  });

  it('welcome with the call, its calendar file and a password of which only the hash stays', async () => {
    await expect(press('customer.welcome')).rejects.toMatchObject({ code: 'call_not_scheduled' });
    const { call } = rows.ids;
    await rows.change(ops, 'call.scheduled', call, (r) =>
      r.call(call, 'onboarding', new Date(r.now.getTime() + HOUR)),
    );
    expect(await press('customer.welcome')).toMatchObject({ status: 202 });
    const copy = await sent('customer_welcome_email');
    expect(copy).toContain('[temporary password]');
    expect(copy).toContain('Alex Kumar');
    const [mail] = await inbox();
    expect(mail).toContain('text/calendar');
    expect(
      await test.sql("select must_change, password_hash like '$argon2id$%' as hashed from customer_login"),
    ).toEqual([{ must_change: true, hashed: true }]);
    expect(await step('3')).toMatchObject({ state: 'done' });
    expect((await step('3'))?.proof?.at(-1)).toMatchObject({ text: 'Welcome mail sent' });
  });

  it('is not sent again over a password that the customer has chosen', async () => {
    await rows.change(worker, 'customer.first_login', rows.customerId, (r) =>
      r.update('customer_login', r.customerId, { first_login_at: r.now }),
    );
    await expect(press('customer.welcome')).rejects.toMatchObject({ code: 'already_welcome' });
  });

  it('guide through the platforms that the agent needs, and no others', async () => {
    await expect(press('customer.setup-guide')).rejects.toMatchObject({ code: 'platforms_not_chosen' });
    await rows.change(ops, 'agent.drafted', rows.ids.agent, (r) => r.agent(), {
      agentType: 'trading',
      platforms: ['delta'],
    });
    await press('customer.setup-guide');
    const copy = await sent('credential_setup_guide');
    expect(copy).toMatch(/Delta Exchange/);
    expect(copy).toMatch(/withdraw/);
    expect(copy).toContain('127.0.0.1');
    expect(copy).toContain('₹10,000');
    expect(copy).not.toMatch(/Instagram/);
    expect(await step('6')).toMatchObject({ state: 'done' });
  });

  it('sum up what was configured, when there is something to sum up', async () => {
    const refused = await press('customer.summary-email').catch(
      (error: { code: string; detail: string }) => error,
    );
    expect(refused).toMatchObject({
      code: 'nothing_to_summarise',
      detail: expect.stringContaining('the trial is not activated') as string,
    });
    const { ids } = rows;
    await rows.change(ops, 'call.started', ids.call, async (r) => {
      const settings = JSON.stringify({
        nickname: 'Alex - BTC Futures Trader',
        theme: 'Conservative, risk-managed trading',
        defaultCoin: 'BTC',
        maxUnitsPerOrder: 1,
        maxNotional: { amount: 1_000_000, currency: 'INR' },
        allowedCoins: ['BTC'],
        dailyTradeLimit: 5,
        tradingHours: { start: '09:00', end: '21:00' },
        approveEveryTrade: true,
      });
      await r.update('call', ids.call, { started_at: r.now });
      await r.update('agent', ids.agent, { status: 'configured', settings, configured_at: r.now });
      await r.trial();
      await r.update('trial', ids.trial, {
        status: 'active',
        activated_at: r.now,
        ends_at: new Date(r.now.getTime() + 168 * HOUR),
      });
      await r.goal();
      await r.call(ids.checkIn, 'check_in', new Date(r.now.getTime() + 120 * HOUR));
      await r.credential();
      await r.insert('credential_test', {
        id: newId(),
        credential_id: ids.credential,
        customer_id: r.customerId,
        set_id: newId(),
        trigger: 'connect',
        status: 'done',
        outcome: 'rejected',
        code: 'ip_not_allowed',
        missing: '{}',
        forbidden: '{}',
        warnings: '{}',
        attempt: 1,
        created_at: r.now,
        ended_at: r.now,
      });
    });
    const draft = (await step('13'))?.actions.find(({ command }) => command === 'note.write')?.defaults;
    expect(draft).toMatchObject({
      kind: 'session',
      issues: [
        {
          topic: null,
          what: 'Delta Exchange: the connection test was rejected (ip not allowed).',
          resolution: null,
        },
      ],
      nextSteps: expect.stringContaining('Day-5 check-in on ') as string,
    });
    const note = { ...draft, customerText: 'We sent you screenshots.\n\nSarah calls you on Tuesday.' };
    await test.app
      .get(CommandDispatcher)
      .dispatch('note.write', rows.customerId, note, { actor: ops, requestId: 'test' });
    await press('customer.summary-email');
    const copy = await sent('post_onboarding_summary');
    expect(copy).toContain('From our call');
    expect(copy).not.toContain('rejected');
    for (const text of [
      'We sent you screenshots.',
      'Sarah calls you on Tuesday.',
      'Alex - BTC Futures Trader',
      'Every 6 hours',
      '7 days to explore!',
      '/help',
      'check-in',
    ])
      expect(copy).toContain(text);
    expect(await step('14')).toMatchObject({ state: 'done' });
  });

  it('guide through what both agents need, where a customer has two', async () => {
    const marketing = newId();
    const agent = { id: marketing, customer_id: rows.customerId, type: 'marketing', status: 'draft' };
    await rows.change(
      ops,
      'agent.drafted',
      marketing,
      (r) =>
        r.insert('agent', { ...agent, platforms: '{instagram}', bounds_profile: 'trial', created_at: r.now }),
      { agentType: 'marketing', platforms: ['instagram'] },
    );
    const six = await step('6');
    expect(six?.links).toEqual([
      { text: 'Setup guide: Delta Exchange', href: '/guides/delta' },
      { text: 'Setup guide: Instagram', href: '/guides/instagram' },
    ]);
    expect(six?.actions.map(({ label, subjectId }) => [label, subjectId])).toEqual(
      expect.arrayContaining([
        ['Choose Platforms: Trading agent', rows.ids.agent],
        ['Choose Platforms: Marketing agent', marketing],
      ]),
    );
    expect((await step('7'))?.missing).toContain('Instagram is not connected.');
    await press('customer.setup-guide');
    await eventually(async () => expect(await sent('credential_setup_guide')).toContain('Instagram'));
    const copy = await sent('credential_setup_guide');
    expect(copy).toContain('Trading Agent and your Marketing Agent');
    expect(copy).toContain('/guides/delta');
    expect(copy).toContain('/guides/instagram');
  });
});
