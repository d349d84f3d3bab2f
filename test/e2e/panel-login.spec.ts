import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { FirstAdmin } from '../../src/staff/first-admin.js';
import { Browser } from '../support/browser.js';
import { OWN_PASSWORD, StaffPeople, isIn } from '../support/staff.js';
import { startWeb, type TestWeb } from '../support/web.js';

describe('The panel login', () => {
  let web: TestWeb;
  let people: StaffPeople;
  const visitor = () => new Browser(web.url);
  const location = (response: Response) => response.headers.get('location');

  beforeAll(async () => {
    web = await startWeb();
    people = new StaffPeople(web);
  });
  afterAll(async () => {
    await web?.close();
  });

  it('lets in with a temporary password only as far as choosing an own one, then returns to the page asked for', async () => {
    const { temporaryPassword } = await people.add('first@waooaw.com');
    const browser = visitor();
    const asked = '/admin/resources/customers?page=2';
    const page = await browser.get(`/admin/login?next=${encodeURIComponent(asked)}`);
    expect(page.status).toBe(200);
    expect(await page.text()).toContain('name="next" value="/admin/resources/customers?page&#x3D;2"');
    const entered = await browser.post('/admin/login', {
      email: ' First@WAOOAW.com',
      password: temporaryPassword,
      next: asked,
    });
    expect(entered.status).toBe(303);
    expect(location(entered)).toBe(`/admin/password?next=${encodeURIComponent(asked)}`);
    expect(location(await browser.get('/admin/login'))).toMatch(/^\/admin\/password/);
    const set = await browser.post('/admin/password', {
      current: temporaryPassword,
      chosen: OWN_PASSWORD,
      again: OWN_PASSWORD,
      next: asked,
    });
    expect([set.status, location(set)]).toEqual([303, asked]);
    const again = await visitor().post('/admin/login', {
      email: 'first@waooaw.com',
      password: OWN_PASSWORD,
      next: asked,
    });
    expect([again.status, location(again)]).toEqual([303, asked]);
  });

  it('writes the last sign-in down by the clock that all else goes by, where that was moved ahead', async () => {
    const email = 'late@waooaw.com';
    const { temporaryPassword } = await people.add(email);
    await web.sql('update business_clock set offset_ms = offset_ms + ?', [9 * 86_400_000]);
    await visitor().post('/admin/login', { email, password: temporaryPassword });
    const [row] = await web.sql<{ days: string }>(
      'select extract(day from last_sign_in_at - created_at) as days from staff_member where email = ?',
      [email],
    );
    expect(Number(row?.days)).toBe(9);
  });

  it('refuses weak, repeated, mistyped and guessable new passwords in words', async () => {
    const { temporaryPassword } = await people.add('weak@waooaw.com');
    const browser = visitor();
    await browser.post('/admin/login', { email: 'weak@waooaw.com', password: temporaryPassword });
    const attempt = async (current: string, chosen: string, again = chosen) => {
      const response = await browser.post('/admin/password', { current, chosen, again });
      return `${response.status} ${await response.text()}`;
    };
    expect(await attempt(temporaryPassword, 'short')).toMatch(/^400 [^]*at least 12 characters/);
    expect(await attempt(temporaryPassword, OWN_PASSWORD, `${OWN_PASSWORD}x`)).toMatch(
      /^400 [^]*two new passwords differ/,
    );
    expect(await attempt(temporaryPassword, temporaryPassword)).toMatch(
      /^400 [^]*another one than the present/,
    );
    expect(await attempt(temporaryPassword, 'weak@waooaw.com 1')).toMatch(/^400 [^]*contain your e-mail/);
    expect(await attempt('not this one', OWN_PASSWORD)).toMatch(/^401 [^]*present password is not right/);
    expect(await isIn(browser)).toBe(true);
  });

  it('sends a strict page: no inline script, no foreign host, nothing cached, the cookie hardened', async () => {
    const { temporaryPassword } = await people.add('strict@waooaw.com');
    const browser = visitor();
    const page = await browser.get('/admin/login');
    const html = await page.text();
    expect(page.headers.get('content-security-policy')).toMatch(/default-src 'none'; script-src 'self'/);
    expect(page.headers.get('content-security-policy')).not.toMatch(/unsafe/);
    expect(page.headers.get('cache-control')).toBe('no-store');
    expect(page.headers.get('x-frame-options')).toBe('DENY');
    expect(page.headers.get('x-powered-by')).toBeNull();
    expect(page.headers.getSetCookie()).toEqual([]);
    expect(html).not.toMatch(/<script(?![^>]* src=)|<style|style=|\son\w+=|https?:\/\//);
    for (const [, address] of html.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)) {
      expect((await browser.get(address as string)).status).toBe(200);
    }
    const entered = await browser.post('/admin/login', {
      email: 'strict@waooaw.com',
      password: temporaryPassword,
    });
    expect(entered.headers.getSetCookie()).toEqual([
      expect.stringMatching(/^waooaw_panel=[^;]+; Path=\/admin; HttpOnly; SameSite=Lax$/),
    ]);
  });

  it('keeps no password in the database in the open', async () => {
    const { temporaryPassword } = await people.add('open@waooaw.com');
    await visitor().post('/admin/login', { email: 'open@waooaw.com', password: temporaryPassword });
    const tables = [
      'staff_member',
      'session',
      'command_log',
      'history_entry',
      'idempotency_key',
      'sign_in_throttle',
    ];
    for (const table of tables) {
      expect(JSON.stringify(await web.sql(`select * from ${table}`))).not.toContain(temporaryPassword);
    }
  });

  it('makes the first admin where there is none, once, from a file when one is named', async () => {
    expect(await web.app.get(FirstAdmin).ensure()).toEqual([]);
    const file = join(web.dataDir, 'admin-password');
    await writeFile(file, 'given by the installer\n');
    const other = await startWeb({ env: { ADMIN_EMAIL: 'Boss@waooaw.com', ADMIN_PASSWORD_FILE: file } });
    try {
      const both = await other.sql<{ email: string; role: string; must_change: boolean }>(
        'select email, role, must_change from staff_member',
      );
      expect(both).toEqual([{ email: 'boss@waooaw.com', role: 'admin', must_change: true }]);
      const entered = await new Browser(other.url).post('/admin/login', {
        email: 'boss@waooaw.com',
        password: 'given by the installer',
      });
      expect([entered.status, location(entered)]).toEqual([303, '/admin/password?next=%2Fadmin']);
    } finally {
      await other.close();
    }
  });
});
