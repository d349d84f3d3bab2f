import { Browser } from '../support/browser.js';
import { OWN_PASSWORD, StaffPeople, isIn } from '../support/staff.js';
import { startWeb, type TestWeb } from '../support/web.js';

const COOKIE = 'waooaw_panel';

describe('The panel login under attack', () => {
  let web: TestWeb;
  let people: StaffPeople;
  const visitor = () => new Browser(web.url);
  const location = (response: Response) => response.headers.get('location');

  beforeAll(async () => {
    web = await startWeb();
    people = new StaffPeople(web);
  });
  // Every visitor here has one address: each test starts with its tries.
  beforeEach(async () => {
    await web.sql('delete from sign_in_throttle');
  });
  afterAll(async () => {
    await web?.close();
  });

  it('answers a wrong password, an unknown account and a deactivated one with the same words', async () => {
    const known = await people.member('known@waooaw.com');
    await people.member('gone@waooaw.com');
    const [gone] = await web.sql<{ id: string }>(
      "select id from staff_member where email = 'gone@waooaw.com'",
    );
    await people.dispatch('staff.deactivate', gone?.id ?? '', {});
    const answers = await Promise.all(
      [
        { email: 'known@waooaw.com', password: 'wrong' },
        { email: 'nobody@waooaw.com', password: 'wrong' },
        { email: 'gone@waooaw.com', password: OWN_PASSWORD },
      ].map(async (fields) => {
        const response = await visitor().post('/admin/login', fields);
        const html = (await response.text()).replaceAll(fields.email, 'EMAIL');
        return { status: response.status, html, cookies: response.headers.getSetCookie() };
      }),
    );
    expect(answers[0]?.status).toBe(401);
    expect(answers[1]).toEqual(answers[0]);
    expect(answers[2]).toEqual(answers[0]);
    expect(await isIn(known.browser)).toBe(true);
  });

  it('does the work of a password check for an account that does not exist', async () => {
    await people.member('timed@waooaw.com');
    const times = async (email: string) => {
      const start = performance.now();
      for (let n = 0; n < 3; n += 1) await visitor().post('/admin/login', { email, password: 'wrong' });
      return performance.now() - start;
    };
    await times('warm@waooaw.com');
    const known = await times('timed@waooaw.com');
    const unknown = await times('no-such@waooaw.com');
    expect(unknown).toBeGreaterThan(known / 3);
  });

  it('does not take over a session id that was planted before the login', async () => {
    const { temporaryPassword } = await people.add('fixed@waooaw.com');
    const victim = visitor();
    const other = await people.member('attacker@waooaw.com');
    const planted = other.browser.cookie(COOKIE) ?? '';
    victim.plant(COOKIE, planted, '/admin');
    await victim.post('/admin/login', { email: 'fixed@waooaw.com', password: temporaryPassword });
    expect(victim.cookie(COOKIE)).toBeDefined();
    expect(victim.cookie(COOKIE)).not.toBe(planted);
    const made = visitor();
    made.plant(COOKIE, 's%3Amade-up.signature', '/admin');
    expect(await isIn(made)).toBe(false);
  });

  it('refuses forms of other sites, and those that do not say where they come from', async () => {
    const { browser } = await people.member('wall@waooaw.com');
    for (const headers of [
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
      { origin: 'https://evil.example' },
      { origin: 'null' },
      {},
    ]) {
      const response = await browser.post('/admin/logout', {}, headers);
      expect([response.status, await isIn(browser)]).toEqual([403, true]);
    }
    expect((await browser.post('/admin/logout', {}, { origin: web.url })).status).toBe(303);
    expect(await isIn(browser)).toBe(false);
  });

  it('signs out by POST only, and the cookie is worth nothing afterwards', async () => {
    const { browser } = await people.member('leaves@waooaw.com');
    const cookie = browser.cookie(COOKIE) as string;
    expect((await browser.get('/admin/logout')).status).toBe(404);
    expect(await isIn(browser)).toBe(true);
    await browser.post('/admin/logout');
    expect(browser.cookie(COOKIE)).toBeUndefined();
    browser.plant(COOKIE, cookie, '/admin');
    expect(await isIn(browser)).toBe(false);
  });

  it('leads nowhere else after the login', async () => {
    await people.member('return@waooaw.com');
    for (const next of [
      'https://evil.example',
      '//evil.example',
      '/\\evil.example',
      '/api/docs',
      'javascript:1',
    ]) {
      const browser = visitor();
      expect(await (await browser.get(`/admin/login?next=${encodeURIComponent(next)}`)).text()).toContain(
        'name="next" value="/admin"',
      );
      const entered = await browser.post('/admin/login', {
        email: 'return@waooaw.com',
        password: OWN_PASSWORD,
        next,
      });
      expect([entered.status, location(entered)]).toEqual([303, '/admin']);
    }
  });

  it('locks an account after five wrong tries, also in parallel, whether it exists or not, right password included', async () => {
    await people.member('locked@waooaw.com');
    for (const email of ['locked@waooaw.com', 'phantom@waooaw.com']) {
      const tries = await Promise.all(
        Array.from({ length: 8 }, () => visitor().post('/admin/login', { email, password: 'wrong' })),
      );
      expect(tries.map(({ status }) => status).sort()).toEqual([401, 401, 401, 401, 401, 429, 429, 429]);
      const locked = await visitor().post('/admin/login', {
        email: email.toUpperCase(),
        password: OWN_PASSWORD,
      });
      expect(locked.status).toBe(429);
      expect(Number(locked.headers.get('retry-after'))).toBeGreaterThan(800);
      expect(await locked.text()).toMatch(/Wait 15 minutes/);
    }
    await web.sql("update sign_in_throttle set locked_until = '2000-01-01' where locked_until is not null");
    const later = await visitor().post('/admin/login', {
      email: 'locked@waooaw.com',
      password: OWN_PASSWORD,
    });
    expect(later.status).toBe(303);
  });

  it('locks an address that tries many accounts', async () => {
    const statuses: number[] = [];
    for (let n = 0; n < 32; n += 1) {
      statuses.push(
        (await visitor().post('/admin/login', { email: `a${n}@b.example`, password: 'x' })).status,
      );
    }
    expect(statuses.filter((status) => status === 429)).toHaveLength(2);
  });

  it('ends sessions: by reset, deactivation, another browser’s new password, 30 idle minutes, 12 hours in all', async () => {
    const reset = await people.member('reset@waooaw.com');
    await people.dispatch('staff.reset', reset.id, {});
    expect(await isIn(reset.browser)).toBe(false);
    const closed = await people.member('closed@waooaw.com');
    await people.dispatch('staff.deactivate', closed.id, {});
    expect(await isIn(closed.browser)).toBe(false);

    const two = await people.member('two@waooaw.com');
    const second = visitor();
    await second.post('/admin/login', { email: 'two@waooaw.com', password: OWN_PASSWORD });
    const fresh = 'eight loud otters swim';
    await second.post('/admin/password', { current: OWN_PASSWORD, chosen: fresh, again: fresh });
    expect([await isIn(second), await isIn(two.browser)]).toEqual([true, false]);

    const idle = await people.member('idle@waooaw.com');
    const [row] = await web.sql<{ seconds: number }>(
      'select extract(epoch from max(expire) - now())::int as seconds from session',
    );
    expect(row?.seconds).toBeGreaterThan(29 * 60);
    expect(row?.seconds).toBeLessThanOrEqual(30 * 60 + 1);
    await web.sql("update session set expire = now() - interval '1 second'");
    expect(await isIn(idle.browser)).toBe(false);

    const long = await people.member('long@waooaw.com');
    await web.sql(
      "update session set sess = jsonb_set(sess::jsonb, '{since}', to_jsonb((sess->>'since')::bigint - 43200000))::json",
    );
    expect(await isIn(long.browser)).toBe(false);
  });

  it('is prolonged by what a person does, not by streams and refreshes', async () => {
    const expires = async () =>
      (await web.sql<{ at: string }>('select expire::text as at from session where expire > now()'))[0]?.at;
    await web.sql('delete from session');
    const { browser } = await people.member('busy@waooaw.com');
    await web.sql('delete from session where expire < (select max(expire) from session)');
    await web.sql("update session set expire = date_trunc('second', now()) + interval '5 minutes'");
    const before = await expires();
    await browser.get('/admin/password', { 'x-background-refresh': '1' });
    await browser.get('/admin/password', { accept: 'text/event-stream, text/html' });
    expect(await expires()).toBe(before);
    await browser.get('/admin/password');
    expect(await expires()).not.toBe(before);
  });
});
