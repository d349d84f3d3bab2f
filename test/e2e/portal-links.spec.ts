import { CallService } from '../../src/calls/call.service.js';
import { newId } from '../../src/platform/ids/new-id.js';
import { CommandDispatcher } from '../../src/platform/commands/command-dispatcher.js';
import { CredentialService } from '../../src/credentials/credential.service.js';
import { customerAggregate } from '../../src/customers/customer.aggregate.js';
import { Links } from '../../src/platform/links/links.js';
import { PUBLIC, systemActor } from '../../src/platform/unit-of-work/actor.js';
import { UnitOfWork } from '../../src/platform/unit-of-work/unit-of-work.js';
import { Browser } from '../support/browser.js';
import { insertCustomer } from '../support/customers.js';
import { eventually } from '../support/eventually.js';
import { PortalPeople, fieldsOf } from '../support/portal.js';
import { sentMails, tokenIn } from '../support/sent-mails.js';
import { startWeb, type TestWeb } from '../support/web.js';

describe('Pages behind one-time links', () => {
  let web: TestWeb;
  let people: PortalPeople;
  const visitor = () => new Browser(web.url);
  const text = async (answer: Response | Promise<Response>) => (await answer).text();

  async function connectLink(): Promise<{ token: string; credentialId: string; customerId: string }> {
    const customerId = await insertCustomer(web);
    const { id: credentialId } = await web.app.get(UnitOfWork).run(systemActor('test'), async (tx) => {
      await tx.lock(customerAggregate, customerId);
      return web.app.get(CredentialService, { strict: false }).prepare(tx, customerId, 'delta');
    });
    const token = await people.token({ purpose: 'connect', customerId, subjectId: credentialId });
    return { token, credentialId, customerId };
  }
  /** The result page's words once the test has ended. */
  const resultOf = (browser: Browser, address: string) =>
    eventually(async () => {
      const html = await text(browser.get(address));
      expect(html).not.toContain('http-equiv="refresh"');
      return html;
    });

  beforeAll(async () => {
    web = await startWeb({ worker: true });
    people = new PortalPeople(web);
  });
  afterAll(async () => {
    await web?.close();
  });

  it.each(['/portal/verify', '/connect', '/survey'])(
    '%s answers a broken, unknown and spent link in words',
    async (path) => {
      for (const query of ['', '?token=', '?token=short', `?token=${'x'.repeat(43)}`, '?token=a&token=b']) {
        const page = await visitor().get(`${path}${query}`);
        expect(page.status).toBe(410);
        const html = await page.text();
        expect(html).toContain('This link can no longer be used');
        expect(html).toContain('/portal');
      }
      const posted = await visitor().post(path, { token: 'x'.repeat(43), score: '5' });
      expect(posted.status).toBe(410);
      expect(posted.headers.get('content-type')).toMatch(/html/);
    },
  );

  it.each(['/call', '/review'])('%s tells a link cut off from one that is over', async (path) => {
    const cut = 'Open it from the mail again, or copy it as a whole.';
    expect(await text(visitor().get(`${path}?token=short`))).toContain(cut);
    expect(await text(visitor().get(`${path}?token=${'x'.repeat(43)}`))).not.toContain(cut);
  });

  it('confirms an e-mail address by a press, not by opening, and tells a second opener that all is well', async () => {
    const email = `john.${newId().slice(-8)}@doe-trading.example`;
    const { body } = await web.app.get(CommandDispatcher).dispatch(
      'signup.create',
      '',
      {
        email,
        companyName: `Doe Trading ${newId().slice(-8)}`,
        website: 'https://doe-trading.example',
        industry: 'trading',
        country: 'IN',
        timezone: 'Asia/Kolkata',
        contactName: 'John Doe',
        phone: '+91 98765 43210',
        agentInterest: ['trading'],
        businessCase: 'Watch the BTC market.',
      },
      { actor: PUBLIC, requestId: 'test' },
    );
    const { id } = body as { id: string };
    const token = await eventually(async () =>
      tokenIn((await sentMails(web.dataDir, email)).at(-1), '/portal/verify'),
    );
    const browser = visitor();
    const status = async () =>
      (await web.sql<{ status: string }>('select status from signup where id = ?', [id]))[0]?.status;
    const page = await text(browser.get(`/portal/verify?token=${token}`));
    await browser.get(`/portal/verify?token=${token}`);
    expect(await status()).toBe('received');
    const fields = fieldsOf(page);
    const done = await browser.post('/portal/verify', fields);
    expect([done.status, await text(done)]).toEqual([
      200,
      expect.stringContaining('your address is confirmed'),
    ]);
    expect(await status()).not.toBe('received');
    expect(await text(browser.post('/portal/verify', fields))).toContain('your address is confirmed');
    const later = await browser.get(`/portal/verify?token=${token}`);
    expect([later.status, await text(later)]).toEqual([410, expect.stringContaining('all is well')]);
  });

  it('takes a key, tests it and says so; opening spends nothing, ends are trimmed', async () => {
    const { token, credentialId } = await connectLink();
    const browser = visitor();
    await browser.get(`/connect?token=${token}`);
    const page = await text(browser.get(`/connect?token=${token}`));
    for (const shown of ['Test Connection', 'sandbox_ok_trade', 'IP whitelist', 'withdraw', 'value="10,000"'])
      expect(page).toContain(shown);
    const form = {
      ...fieldsOf(page),
      apiKey: '  sandbox_ok_trade-e2e1\n',
      apiSecret: '\tsandbox_secret_ok_trade-e2e1 ',
    };
    const sent = await browser.post('/connect', form);
    expect(sent.status).toBe(303);
    const address = sent.headers.get('location') ?? '';
    expect(address).toMatch(/^\/connect\/result\?ticket=/);
    const result = await resultOf(browser, address);
    expect(result).toContain('✓ Connection successful, permissions validated');
    expect(result).not.toContain('sandbox_secret');
    const [row] = await web.sql('select status from credential where id = ?', [credentialId]);
    expect(row).toEqual({ status: 'active' });
    expect((await browser.get(`/connect?token=${token}`)).status).toBe(410);
    expect((await browser.get(`${address}x`)).status).toBe(410);
    // The answer was lost on the way and the form is sent again: it was done once, and says so.
    const lost = await browser.post('/connect', form);
    expect(lost.headers.get('location')).toMatch(/^\/connect\/result\?ticket=/);
    expect(
      await web.sql('select 1 from credential_test where credential_id = ?', [credentialId]),
    ).toHaveLength(1);
    expect((await browser.post('/connect', { ...form, once: newId() })).status).toBe(410);
    // The key alone, or with another link, is no key.
    expect((await browser.post('/connect', { ...form, token: 'A'.repeat(43) })).status).toBe(410);
    expect((await browser.post('/survey', { ...form, score: '5' })).status).toBe(410);
  });

  it('explains a refused key and lets the customer try again at once', async () => {
    const { token } = await connectLink();
    const browser = visitor();
    const give = async (of: string, key: Record<string, string>) =>
      browser.post('/connect', { ...fieldsOf(await text(browser.get(`/connect?token=${of}`))), ...key });
    const sent = await give(token, {
      apiKey: 'sandbox_wrong_secret',
      apiSecret: 'sandbox_secret_wrong_secret',
    });
    const address = sent.headers.get('location') ?? '';
    const refused = await resultOf(browser, address);
    expect(refused).toContain('Delta Exchange is not connected yet');
    expect(refused).toContain('What to do');
    const again = await browser.post('/connect/again', fieldsOf(refused));
    expect(again.status).toBe(303);
    const fresh = /token=([\w-]+)/.exec(again.headers.get('location') ?? '')?.[1] ?? '';
    const second = await give(fresh, { apiKey: 'sandbox_ok_trade', apiSecret: 'sandbox_secret_ok_trade' });
    expect(await resultOf(browser, second.headers.get('location') ?? '')).toContain(
      '✓ Connection successful',
    );
    expect((await browser.post('/connect/again', { ticket: 'made.up.ticket' })).status).toBe(410);
  });

  it('gives a malformed key back with the reason, without showing it and without spending the link', async () => {
    const { token } = await connectLink();
    const browser = visitor();
    const page = await text(browser.get(`/connect?token=${token}`));
    const bad = await browser.post('/connect', {
      ...fieldsOf(page),
      apiKey: 'PLANTED key with spaces',
      apiSecret: 'PLANTED',
      'limit.maxUnitsPerOrder': 'many',
    });
    const html = await bad.text();
    expect([400, 422]).toContain(bad.status);
    expect(html).toContain('role="alert"');
    expect(html).not.toContain('PLANTED');
    expect((await browser.get(`/connect?token=${token}`)).status).toBe(200);
  });

  it('shows a call in both zones, until it is cancelled', async () => {
    const customerId = await insertCustomer(web);
    const scheduled = await web.app.get(UnitOfWork).run(systemActor('test'), async (tx) => {
      await tx.lock(customerAggregate, customerId);
      return web.app.get(CallService, { strict: false }).schedule(tx, { customerId, kind: 'onboarding' });
    });
    await web.sql(
      "update csm set timezone = 'Europe/Berlin' where id = (select csm_id from call where id = ?)",
      [scheduled.id],
    );
    const token = await people.token({ purpose: 'call', customerId, subjectId: scheduled.id });
    const page = await text(visitor().get(`/call?token=${token}`));
    expect(page).toContain('(Asia/Kolkata)');
    expect(page).toContain('(Europe/Berlin)');
    expect(page).toContain('WAOOAW onboarding call');
    await web.app
      .get(UnitOfWork)
      .run(systemActor('test'), (tx) => web.app.get(Links).voidAll(tx, 'call', scheduled.id));
    const over = await visitor().get(`/call?token=${token}`);
    expect([over.status, await text(over)]).toEqual([
      410,
      expect.stringContaining('the newest mail about it'),
    ]);
  });

  it('takes one survey answer, with the score that the mail’s button named already ticked', async () => {
    const customerId = await insertCustomer(web);
    const [csm] = await web.sql<{ id: string }>('select id from csm limit 1');
    const [callId, surveyId] = [newId(), newId()];
    await web.sql(
      `insert into call (id, customer_id, kind, status, starts_at, minutes, started_at, ended_at, csm_id, attendees,
         ics_uid, ics_sequence, created_at, version)
       values (?, ?, 'onboarding', 'held', '2026-02-12T10:00Z', 30, '2026-02-12T10:00Z', '2026-02-12T10:40Z', ?, '[]',
         ?, 0, '2026-02-11T10:00Z', 1)`,
      [callId, customerId, csm?.id, callId],
    );
    await web.sql(
      `insert into survey (id, customer_id, call_id, email, name, sent_at) values (?, ?, ?, 'a@b.example', 'John Doe', '2026-02-12T11:00Z')`,
      [surveyId, customerId, callId],
    );
    const token = await people.token({ purpose: 'survey', customerId, subjectId: surveyId });
    const browser = visitor();
    const page = await text(browser.get(`/survey?token=${token}&score=4`));
    expect(page).toMatch(/value="4" required checked/);
    expect(page).toContain('Thu 12 Feb 2026, 15:30 (Asia/Kolkata)');
    const none = await browser.post('/survey', { token, score: '7' });
    expect(none.status).toBe(400);
    const form = { ...fieldsOf(page), token, score: '5', comment: ' Quick <b>and</b> clear. ' };
    expect(await text(browser.post('/survey', form))).toContain('Thank you');
    expect(await text(browser.post('/survey', form))).toContain('Thank you');
    const [row] = await web.sql('select score, comment from survey where id = ?', [surveyId]);
    expect(row).toEqual({ score: 5, comment: 'Quick <b>and</b> clear.' });
    expect((await browser.get(`/survey?token=${token}`)).status).toBe(410);
  });
});
