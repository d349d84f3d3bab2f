import { newId } from '../../src/platform/ids/new-id.js';
import { Browser } from '../support/browser.js';
import { eventually } from '../support/eventually.js';
import { fieldsOf } from '../support/portal.js';
import { sentMails, tokenIn } from '../support/sent-mails.js';
import { changeSetting } from '../support/settings.js';
import { startWeb, type TestWeb } from '../support/web.js';

describe('The public signup form', () => {
  let web: TestWeb;
  const typed = () => {
    const some = newId().slice(-8);
    return {
      email: `john.${some}@doe-trading.example`,
      companyName: `Doe Trading ${some} <script>alert(1)</script>`,
      website: 'https://doe-trading.example',
      industry: 'trading',
      country: 'IN',
      timezone: 'Asia/Kolkata',
      contactName: 'John Doe',
      phone: '+91 98765 43210',
      chat: '',
      agentInterest: 'trading',
      businessCase: 'Watch the BTC market.',
    };
  };
  /** A visitor from an address of its own, so that the tests' limits do not meet. */
  const visitor = () => {
    const browser = new Browser(web.url);
    const once = async () => fieldsOf(await (await browser.get('/signup')).text())['once'] ?? '';
    return { browser, once };
  };
  const signups = (email: string) =>
    web.sql<{ id: string; status: string; chat: string | null }>(
      'select id, status, chat from signup where email = ?',
      [email],
    );

  beforeAll(async () => {
    web = await startWeb({ worker: true });
  });
  beforeEach(() => web.sql("delete from sign_in_throttle where key like 'signup%'"));
  afterAll(async () => {
    await web?.close();
  });

  it('signs a company up, once for two presses, and mails the link that confirms the address', async () => {
    const { browser, once } = visitor();
    const form = { ...typed(), once: await once() };
    const [first, second] = await Promise.all([browser.post('/signup', form), browser.post('/signup', form)]);
    expect([first.status, second.status]).toEqual([303, 303]);
    expect(await signups(form.email)).toEqual([
      { id: expect.any(String) as string, status: 'received', chat: null },
    ]);
    const sent = first.headers.get('location') ?? '';
    const page = await (await browser.get(sent)).text();
    expect(page).toContain(form.email);
    const token = await eventually(async () =>
      tokenIn((await sentMails(web.dataDir, form.email)).at(-1), '/portal/verify'),
    );
    expect((await sentMails(web.dataDir, form.email)).length).toBe(1);
    const confirmed = await browser.post('/portal/verify', { token, once: newId() });
    expect(await confirmed.text()).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(await (await browser.get(sent)).text()).toContain('Your address is confirmed');
  });

  it('says what is wrong beside each field and keeps what was typed', async () => {
    const { browser } = visitor();
    const wrong = {
      ...typed(),
      email: 'john@',
      country: 'ZZ',
      timezone: 'IST',
      phone: '12',
      agentInterest: 'gardening',
      companyName: '</script>'.repeat(1_000),
    };
    const answer = await browser.post('/signup', wrong);
    expect(answer.status).toBe(400);
    const page = await answer.text();
    for (const said of [
      'e-mail address',
      'ISO 3166-1',
      'IANA time zone',
      'must be one of marketing, trading',
      '200 characters',
    ])
      expect(page).toContain(said);
    expect(page).toContain('Something needs another look');
    expect(page).not.toMatch(/Not accepted|agentInterest(?!")/);
    expect(page).toContain('Watch the BTC market.');
    expect(page).not.toContain('</script></script>');
    expect(await signups('john@')).toEqual([]);
    const unchosen = { ...wrong, country: '', industry: '', timezone: '' };
    const nowhere = await (await browser.post('/signup', unchosen)).text();
    for (const said of ['Choose a country', 'Choose an industry', 'Choose a time zone'])
      expect(nowhere).toContain(`<small class="wrong">${said}</small>`);
    expect(nowhere).not.toMatch(/ISO 3166|IANA/);
  });

  it('asks a free-mail address for the website, by form and REST', async () => {
    const { browser } = visitor();
    const form = { ...typed(), email: `doe.${newId().slice(-8)}@gmail.com`, website: ' ' };
    const answer = await browser.post('/signup', form);
    expect([answer.status, await answer.text()]).toEqual([
      400,
      expect.stringMatching(/name="website"[^>]*>\s*<small class="wrong">is needed with an address at gmail/),
    ]);
    const rest = await browser.send('/api/v1/signups', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ...form, website: undefined, chat: undefined, agentInterest: ['trading'] }),
    });
    expect([rest.status, await rest.json()]).toEqual([
      400,
      expect.objectContaining({ fields: [expect.objectContaining({ field: 'website' })] }),
    ]);
    expect(await signups(form.email)).toEqual([]);
    const whole = { ...form, website: 'https://doe-trading.example' };
    expect((await browser.post('/signup', whole)).status).toBe(303);
  });

  it('refuses a header in the name, an empty and an odd body', async () => {
    const { browser } = visitor();
    const injected = { ...typed(), contactName: 'John\r\nBcc: all@example.com' };
    const refused = await browser.post('/signup', injected);
    expect([refused.status, await refused.text()]).toEqual([
      400,
      expect.stringMatching(/must be on one line/),
    ]);
    expect(await signups(injected.email)).toEqual([]);
    expect((await browser.post('/signup', {})).status).toBe(400);
    const list = await browser.send('/signup', {
      method: 'POST',
      body: 'email=a&email=b&agentInterest=x&agentInterest=y',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    });
    expect(list.status).toBe(400);
  });

  it('drops what fills in the field that nobody sees, and answers as ever', async () => {
    const { browser, once } = visitor();
    const form = { ...typed(), fax: '555', once: await once() };
    const answer = await browser.post('/signup', form);
    expect(answer.status).toBe(303);
    expect(await (await browser.get(answer.headers.get('location') ?? '')).text()).toContain(
      'Look into your mailbox',
    );
    expect(await signups(form.email)).toEqual([]);
  });

  it('sends the mail again on a press, three times an hour, and only to whoever signed up', async () => {
    const { browser, once } = visitor();
    const form = { ...typed(), once: await once() };
    const location = (await browser.post('/signup', form)).headers.get('location') ?? '';
    const ticket = new URL(location, web.url).searchParams.get('ticket') ?? '';
    const press = async () => browser.post('/signup/again', { ticket, once: newId() });
    const first = await eventually(async () =>
      tokenIn((await sentMails(web.dataDir, form.email)).at(-1), '/portal/verify'),
    );
    for (let count = 0; count < 3; count += 1) expect((await press()).status).toBe(200);
    const fourth = await press();
    expect(fourth.status).toBe(429);
    expect(Number(fourth.headers.get('retry-after'))).toBeGreaterThan(0);
    await eventually(async () => expect((await sentMails(web.dataDir, form.email)).length).toBe(4));
    expect((await browser.get(`/portal/verify?token=${first}`)).status).toBe(410);
    const stranger = await browser.post('/signup/again', { ticket: `${ticket}x`, once: newId() });
    expect(await stranger.text()).not.toContain(form.email);
  });

  it('takes the same address again while it is unverified: a new mail, the old link void, nothing else', async () => {
    const { browser, once } = visitor();
    const form = { ...typed(), once: await once() };
    const first = await browser.post('/signup', form);
    const mails = (count: number) =>
      eventually(async () => {
        const sent = await sentMails(web.dataDir, form.email);
        expect(sent).toHaveLength(count);
        return tokenIn(sent.at(-1), '/portal/verify');
      });
    const lost = await mails(1);
    const sentPage = async (answer: Response) => {
      expect(answer.status).toBe(303);
      const html = await (await browser.get(answer.headers.get('location') ?? '')).text();
      return html.replaceAll(/value="[^"]*"/g, '');
    };
    const fresh = {
      ...form,
      email: form.email.toUpperCase(),
      businessCase: 'Another case.',
      once: await once(),
    };
    const again = await browser.post('/signup', fresh);
    expect(await sentPage(again)).toBe(await sentPage(first));
    const token = await mails(2);
    expect((await browser.post('/signup', fresh)).status).toBe(303);
    const over = await browser.get(`/portal/verify?token=${lost}`);
    expect([over.status, await over.text()]).toEqual([
      410,
      expect.stringContaining('sign up again with the same address to get a new mail'),
    ]);
    expect(await web.sql('select business_case from signup where lower(email) = ?', [form.email])).toEqual([
      { business_case: form.businessCase },
    ]);
    expect((await browser.post('/signup', { ...form, once: await once() })).status).toBe(303);
    await mails(3);
    expect((await browser.post('/signup', { ...form, once: await once() })).status).toBe(429);
    const newest = await mails(3);
    expect(newest).not.toBe(token);
    expect((await browser.post('/portal/verify', { token: newest ?? '', once: newId() })).status).toBe(200);
    const late = await browser.post('/signup', { ...form, once: await once() });
    expect([late.status, await late.text()]).toEqual([409, expect.stringContaining('under way')]);
  });

  it('lets an address sign up twenty times an hour, by form and REST together', async () => {
    const { browser } = visitor();
    const rest = () =>
      fetch(`${web.url}/api/v1/signups`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({}),
      });
    for (let count = 0; count < 10; count += 1) {
      expect((await browser.post('/signup', {})).status).toBe(400);
      expect((await rest()).status).toBe(400);
    }
    const form = await browser.post('/signup', typed());
    expect(form.status).toBe(429);
    const answer = await rest();
    expect(answer.status).toBe(429);
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await answer.json()).toMatchObject({
      code: 'too_many_requests',
      title: 'Too many from this address',
    });
  });

  it('is closed by a setting: a plain page says whom to write to; integrations sign up all the same', async () => {
    const { browser } = visitor();
    const set = (open: boolean) => changeSetting(web, 'customers.public-signup', open);
    await set(false);
    const page = await browser.get('/signup');
    expect(page.status).toBe(404);
    expect(await page.text()).toContain('mailto:ops-team@waooaw.com');
    const form = typed();
    expect((await browser.post('/signup', { ...form, once: newId() })).status).toBe(404);
    expect(await signups(form.email)).toEqual([]);
    const rest = await browser.send('/api/v1/signups', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ...form, chat: undefined, agentInterest: ['trading'] }),
    });
    expect(rest.status).toBe(201);
    await set(true);
    expect((await browser.get('/signup')).status).toBe(200);
  });
});
