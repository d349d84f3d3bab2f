import { DateTime } from 'luxon';
import { newId } from '../../src/platform/ids/new-id.js';
import { Browser } from '../support/browser.js';
import { OWN_WORDS, PortalPeople } from '../support/portal.js';
import { startWeb, type TestWeb } from '../support/web.js';

const COOKIE = 'waooaw_portal';

describe('The portal login', () => {
  let web: TestWeb;
  let people: PortalPeople;
  const visitor = () => new Browser(web.url);
  const location = (response: Response) => response.headers.get('location');
  const isIn = async (browser: Browser) => (await browser.get('/portal/password')).status === 200;
  const said = (at: DateTime, zone = '') => `${at.setZone(zone).toFormat('ccc d LLL yyyy, HH:mm')} (${zone})`;
  const scheduleCall = (customerId: string, startsAt: DateTime) =>
    web.sql(
      `insert into call (id, customer_id, kind, status, starts_at, minutes, csm_id, attendees, meeting_link, ics_uid, ics_sequence, created_at, version)
       select ?, id, 'onboarding', 'scheduled', ?, 30, csm_id, '[]', 'https://meet.example.com/waooaw-abc', ?, 0, now(), 1
         from customer where id = ?`,
      [newId(), startsAt.toJSDate(), newId(), customerId],
    );

  beforeAll(async () => {
    web = await startWeb();
    people = new PortalPeople(web);
  });
  beforeEach(async () => {
    await web.sql('delete from sign_in_throttle');
  });
  afterAll(async () => {
    await web?.close();
  });

  it('opens nothing but the password page to a temporary password, then the portal', async () => {
    const { email, password, id } = await people.add();
    const browser = visitor();
    expect(location(await browser.get('/portal'))).toBe('/portal/login');
    const entered = await browser.post('/portal/login', { email: email.toUpperCase(), password });
    expect([entered.status, location(entered)]).toEqual([303, '/portal/password?next=%2Fportal']);
    expect(location(await browser.get('/portal'))).toBe('/portal/password');
    const set = await browser.post('/portal/password', { password: OWN_WORDS, repeat: OWN_WORDS });
    expect([set.status, location(set)]).toEqual([303, '/portal']);
    const types = await web.sql<{ type: string }>('select type from history_entry where customer_id = ?', [
      id,
    ]);
    expect(types.map(({ type }) => type)).toContain('customer.first_login');
    const again = visitor();
    expect((await again.post('/portal/login', { email, password })).status).toBe(401);
    expect(location(await again.post('/portal/login', { email, password: OWN_WORDS }))).toBe('/portal');
    await again.post('/portal/logout');
    expect([await isIn(again), again.cookie(COOKIE)]).toEqual([false, undefined]);
  });

  it('takes a temporary password for 72 hours only, and a newer one ends the older and every session', async () => {
    const late = await people.add();
    await web.sql(
      "update customer_login set temporary_until = now() - interval '1 second' where customer_id = ?",
      [late.id],
    );
    expect(
      (await visitor().post('/portal/login', { email: late.email, password: late.password })).status,
    ).toBe(401);
    const { id, email, browser } = await people.member();
    const fresh = await people.temporaryPassword(id);
    expect(await isIn(browser)).toBe(false);
    expect((await visitor().post('/portal/login', { email, password: OWN_WORDS })).status).toBe(401);
    expect((await visitor().post('/portal/login', { email, password: fresh })).status).toBe(303);
  });

  it('asks for the present password before a later change, and says what is wrong with the new one', async () => {
    const { browser } = await people.member();
    const change = async (fields: Record<string, string>) => {
      const response = await browser.post('/portal/password', fields);
      return `${response.status} ${await response.text()}`;
    };
    const good = { password: 'ten loud herons dive', repeat: 'ten loud herons dive' };
    expect(await change(good)).toMatch(/^401 /);
    expect(await change({ ...good, current: 'not this' })).toMatch(/^401 [^]*do not belong together/);
    expect(await change({ current: OWN_WORDS, password: 'short', repeat: 'short' })).toMatch(
      /^400 [^]*at least 12/,
    );
    expect(await change({ current: OWN_WORDS, ...good, repeat: 'x' })).toMatch(
      /^400 [^]*two passwords differ/,
    );
    expect(await change({ current: OWN_WORDS, password: OWN_WORDS, repeat: OWN_WORDS })).toMatch(
      /^400 [^]*password you have now/,
    );
    expect(await change({ current: OWN_WORDS, ...good })).toMatch(/^303 /);
  });

  it('names the time of the next call in both zones, and once where they are one', async () => {
    const { id, browser } = await people.member();
    const startsAt = DateTime.utc().plus({ days: 1 }).startOf('hour');
    await scheduleCall(id, startsAt);
    const cardIn = async (theirs: string) => {
      await web.sql('update csm m set timezone = ? from customer c where c.id = ? and m.id = c.csm_id', [
        theirs,
        id,
      ]);
      const page = await (await browser.get('/portal')).text();
      return /Your next call[^]*?<\/section>/.exec(page)?.[0] ?? '';
    };
    const yours = `<time datetime="${startsAt.toISO()}" data-local>${said(startsAt, 'Asia/Kolkata')}`;
    const far = await cardIn('Europe/London');
    expect(far).toContain(yours);
    expect(far).toContain(`time: ${said(startsAt, 'Europe/London')}`);
    const near = await cardIn('Asia/Kolkata');
    expect(near).toContain(yours);
    expect(near).not.toContain('time: ');
    expect(near).toContain('Move or change it');
  });

  it('shows a call that has begun as under way, to join and not to move, until its hour is long over', async () => {
    const { id, browser } = await people.member();
    const begun = DateTime.utc().minus({ minutes: 20 }).startOf('minute');
    await scheduleCall(id, begun);
    const home = async () => (await browser.get('/portal')).text();
    const page = await home();
    expect(page).toMatch(/under way<\/span> since <b><time datetime="[^"]+" data-local>\w{3} \d/);
    expect(page).toContain(said(begun, 'Asia/Kolkata'));
    expect(page).toMatch(/Onboarding call[^]*<span>Began <time/);
    expect(page).toContain('https://meet.example.com/waooaw-abc');
    expect(page).not.toMatch(/Move or change it|Your next call/);
    await web.sql(
      "update call set starts_at = starts_at + interval '1 hour', started_at = ? where customer_id = ?",
      [begun.toJSDate(), id],
    );
    expect(await home()).toContain('under way');
    await web.sql(
      "update call set starts_at = starts_at - interval '1 day', started_at = null where customer_id = ?",
      [id],
    );
    expect(await home()).not.toMatch(/under way|Move or change it/);
  });

  describe('under attack', () => {
    it('tells a stranger nothing: the same answer for wrong, unknown, suspended and without a login', async () => {
      const known = await people.add();
      const suspended = await people.add();
      await web.sql("update customer set status = 'suspended' where id = ?", [suspended.id]);
      const bare = await people.add();
      await web.sql('delete from customer_login where customer_id = ?', [bare.id]);
      const answers: unknown[] = [];
      for (const fields of [
        { email: known.email, password: 'wrong' },
        { email: 'nobody@example.com', password: 'wrong' },
        { email: suspended.email, password: suspended.password },
        { email: bare.email, password: 'wrong' },
      ]) {
        const response = await visitor().post('/portal/login', fields);
        const html = (await response.text()).replaceAll(fields.email, 'EMAIL');
        answers.push([response.status, html, response.headers.getSetCookie()]);
      }
      expect((answers[0] as unknown[])[0]).toBe(401);
      expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    });

    it('locks after five tries, whoever is meant, and apart from the panel', async () => {
      const { email, password } = await people.add();
      for (const address of [email, 'phantom@example.com']) {
        for (let n = 0; n < 5; n += 1)
          expect((await visitor().post('/portal/login', { email: address, password: 'wrong' })).status).toBe(
            401,
          );
        expect((await visitor().post('/portal/login', { email: address, password })).status).toBe(429);
        expect((await visitor().post('/admin/login', { email: address, password })).status).toBe(401);
      }
    });

    it('makes a new session at the login, ends it with the account, and keeps panel and portal apart', async () => {
      const { email, password } = await people.add();
      const { browser, id } = await people.member();
      const planted = browser.cookie(COOKIE) ?? '';
      const victim = visitor();
      victim.plant(COOKIE, planted, '/portal');
      await victim.post('/portal/login', { email, password });
      expect(victim.cookie(COOKIE)).not.toBe(planted);
      const crossing = visitor();
      crossing.plant('waooaw_panel', planted, '/admin');
      expect((await crossing.get('/admin/password')).status).toBe(303);
      await web.sql("update customer set status = 'suspended' where id = ?", [id]);
      expect(await isIn(browser)).toBe(false);
    });

    it('refuses forms of other sites and leads nowhere else', async () => {
      const { browser, email } = await people.member();
      const sites: Record<string, string>[] = [
        { 'sec-fetch-site': 'cross-site' },
        { origin: 'https://evil.example' },
        {},
      ];
      for (const headers of sites) {
        const response = await browser.post('/portal/logout', {}, headers);
        expect([response.status, await isIn(browser)]).toEqual([403, true]);
      }
      for (const next of ['https://evil.example', '//evil.example', '/admin', '/portal/../admin']) {
        const entered = await visitor().post('/portal/login', { email, password: OWN_WORDS, next });
        expect(location(entered)).toBe('/portal');
      }
    });

    it('sends strict pages', async () => {
      const page = await visitor().get('/portal/login');
      expect(page.headers.get('content-security-policy')).toMatch(/^default-src 'none'; script-src 'self';/);
      expect(await page.text()).not.toMatch(/<script(?![^>]* src=)|<style|style=|\son\w+=|https?:\/\//);
    });
  });
});
