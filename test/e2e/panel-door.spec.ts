import { Browser } from '../support/browser.js';
import { buildPanel } from '../support/panel/panel-build.js';
import { OWN_PASSWORD, StaffPeople } from '../support/staff.js';
import { startWeb, type TestWeb } from '../support/web.js';

describe('The panel behind its login', () => {
  const mode = process.env['NODE_ENV'];
  let web: TestWeb;
  let people: StaffPeople;
  const command = async (
    browser: Browser,
    name: string,
    input: object,
    headers: Record<string, string> = {},
  ) => {
    const response = await browser.send(`/admin/commands/${name}`, {
      method: 'POST',
      body: JSON.stringify({ input }),
      headers: {
        'content-type': 'application/json',
        'sec-fetch-site': 'same-origin',
        accept: 'application/json',
        ...headers,
      },
    });
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  };

  beforeAll(async () => {
    process.env['NODE_ENV'] = 'production';
    buildPanel();
    web = await startWeb({ panel: 'whole' });
    people = new StaffPeople(web);
  }, 60_000);
  afterAll(async () => {
    process.env['NODE_ENV'] = mode;
    await web?.close();
  });

  it('sends a visitor to the login and, signed in, back to the page that a mail linked to', async () => {
    await people.member('linked@waooaw.com', 'security');
    const asked = '/admin/resources/escalations?page=1';
    const browser = new Browser(web.url);
    const turned = await browser.get(asked);
    expect([turned.status, turned.headers.get('location')]).toEqual([
      303,
      `/admin/login?next=${encodeURIComponent(asked)}`,
    ]);
    expect((await browser.get('/admin/login')).status).toBe(200);
    const entered = await browser.post('/admin/login', {
      email: 'linked@waooaw.com',
      password: OWN_PASSWORD,
      next: asked,
    });
    expect(entered.headers.get('location')).toBe(asked);
    const page = await browser.get(asked);
    expect(page.status).toBe(200);
    expect(await page.text()).toContain('linked@waooaw.com');
  });

  it('opens nothing but the password page while a temporary password waits', async () => {
    const { temporaryPassword } = await people.add('waits@waooaw.com', 'admin');
    const browser = new Browser(web.url);
    await browser.post('/admin/login', { email: 'waits@waooaw.com', password: temporaryPassword });
    const page = await browser.get('/admin');
    expect([page.status, page.headers.get('location')]).toEqual([303, '/admin/login?next=%2Fadmin']);
    expect((await command(browser, 'api-key.create', { name: 'x', role: 'admin' })).status).toBe(401);
    expect((await browser.get('/admin/data/actions/staff')).status).toBe(401);
    expect((await browser.get('/admin/login')).headers.get('location')).toMatch(/^\/admin\/password/);
  });

  it('takes commands by the role of the session, from its own pages only', async () => {
    const admin = (await people.member('root@waooaw.com', 'admin')).browser;
    const ops = (await people.member('plain@waooaw.com', 'ops')).browser;
    const input = { email: 'new@waooaw.com', name: 'New', role: 'csm' };
    expect((await command(ops, 'staff.add', input)).body['code']).toBe('forbidden');
    expect((await command(new Browser(web.url), 'staff.add', input)).body['code']).toBe('unauthenticated');
    expect((await command(admin, 'staff.add', input, { 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    const added = await command(admin, 'staff.add', input);
    expect([added.status, added.body['email']]).toEqual([201, 'new@waooaw.com']);
    expect(added.body['temporaryPassword']).toMatch(/\w/);
    expect((await ops.get('/admin/resources/staff')).status).toBe(403);
    const list = await admin.get('/admin/api/resources/staff/actions/list', { accept: 'application/json' });
    expect(list.status).toBe(200);
    const rows = await list.text();
    expect(rows).toContain('new@waooaw.com');
    expect(rows).not.toMatch(/argon2|passwordHash|password_hash/);
  });

  it('closes as soon as the account does', async () => {
    const { id, browser } = await people.member('closing@waooaw.com', 'ops');
    expect((await browser.get('/admin')).status).toBe(200);
    await people.dispatch('staff.deactivate', id, {});
    expect((await browser.get('/admin')).status).toBe(303);
    expect((await browser.get('/admin/data/dashboard')).status).toBe(401);
  });
});
