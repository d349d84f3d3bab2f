import { jest } from '@jest/globals';
import { z } from 'zod';
import { OurAddresses } from '../../../src/credentials/our-addresses.js';
import { CsmService } from '../../../src/customers/csm.service.js';
import { countryRules } from '../../../src/customers/customer.settings.js';
import { approvalPolicy } from '../../../src/goals/goal.settings.js';
import { MailFrames } from '../../../src/mail/mail-frames.js';
import { mailRules } from '../../../src/mail/mail.settings.js';
import { HelpLinks } from '../../../src/onboarding/mails/help-links.js';
import { CommandDispatcher } from '../../../src/platform/commands/command-dispatcher.js';
import { Database } from '../../../src/platform/database/database.js';
import { Links } from '../../../src/platform/links/links.js';
import { setting, settingTable } from '../../../src/platform/settings/setting.js';
import { Settings } from '../../../src/platform/settings/settings.js';
import { OPERATOR, systemActor } from '../../../src/platform/unit-of-work/actor.js';
import { UnitOfWork } from '../../../src/platform/unit-of-work/unit-of-work.js';
import { newId } from '../../../src/platform/ids/new-id.js';
import { startWeb, type TestWeb } from '../../support/web.js';

jest.setTimeout(60_000);

interface Answer {
  status: number;
  body: Record<string, unknown>;
}

describe('Settings', () => {
  let test: TestWeb;
  let admin: string;
  let ops: string;
  const settings = () => test.app.get(Settings);
  const em = () => test.app.get(Database).em();

  async function keyOf(role: string): Promise<string> {
    const { body } = await test.app
      .get(CommandDispatcher)
      .dispatch('api-key.create', '', { name: `${role} key`, role }, { actor: OPERATOR, requestId: 'test' });
    return (body as { key: string }).key;
  }
  async function rest(path: string, method = 'GET', body?: object, key = admin): Promise<Answer> {
    const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
    const sent = body === undefined ? {} : { body: JSON.stringify(body) };
    const response = await fetch(`${test.url}/api/v1/settings${path}`, { method, headers, ...sent });
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  }
  const versionOf = async (key: string): Promise<number> => (await rest(`/${key}`)).body['version'] as number;
  const put = async (key: string, value: unknown) =>
    rest(`/${key}`, 'PUT', { version: await versionOf(key), value });

  beforeAll(async () => {
    test = await startWeb();
    admin = await keyOf('admin');
    ops = await keyOf('ops');
  });
  afterAll(() => test?.close());

  it('stand at the runbook’s values, read by admins only', async () => {
    const { body } = await rest('');
    const items = body['items'] as { key: string; value: unknown; words: string[]; isDefault: boolean }[];
    expect(items.every(({ isDefault, words }) => isDefault && words.length > 0)).toBe(true);
    const value = (key: string) => items.find((item) => item.key === key)?.value;
    expect(value('support.contacts')).toEqual({ email: 'ops-team@waooaw.com', slack: '#ops-runbooks' });
    expect(value('mail.rules')).toEqual({ nudgesPerDay: 3, quietFrom: '20:00', quietUntil: '08:00' });
    expect(value('platform.addresses')).toMatchObject({
      production: ['34.123.45.67', '34.123.45.68', '34.123.45.69'],
      staging: ['35.234.56.78'],
    });
    expect(items.find(({ key }) => key === 'customers.default-csm')?.words).toEqual(['Sarah Johnson']);
    expect((await rest('', 'GET', undefined, ops)).status).toBe(403);
    expect((await rest('/mail.rules', 'GET', undefined, ops)).status).toBe(403);
    expect((await rest('/mail.rules', 'PUT', { version: 0, value: {} }, ops)).status).toBe(403);
    expect((await rest('/nothing')).status).toBe(404);
  });

  it('are changed by their own schema, on the version that was read, and set back', async () => {
    const rules = { nudgesPerDay: 1, quietFrom: '21:30', quietUntil: '07:00' };
    const wrong = await rest('/mail.rules', 'PUT', {
      version: 0,
      value: { ...rules, quietFrom: '25:00', more: 1 },
    });
    expect(wrong).toMatchObject({ status: 400, body: { code: 'validation_failed' } });
    expect((wrong.body['fields'] as { field: string }[]).map(({ field }) => field).sort()).toEqual([
      'value.more',
      'value.quietFrom',
    ]);
    expect(await rest('/mail.rules', 'PUT', { version: 0, value: rules })).toMatchObject({
      status: 200,
      body: { version: 1, value: rules },
    });
    expect(await rest('/mail.rules', 'PUT', { version: 0, value: rules })).toMatchObject({
      status: 409,
      body: { code: 'version_conflict', currentVersion: 1 },
    });
    expect(await settings().get(em(), mailRules)).toEqual(rules);
    expect((await rest('/mail.rules')).body).toMatchObject({
      isDefault: false,
      words: ['At most 1 reminder a day', 'Quiet from 21:30 to 07:00, customer time'],
    });
    expect(await rest('/mail.rules/reset', 'POST', { version: 1 })).toMatchObject({
      status: 200,
      body: { version: 2, value: { nudgesPerDay: 3 } },
    });
    // A version never comes back: the edit of one who read version 0 or 1 stays refused.
    expect((await rest('/mail.rules', 'PUT', { version: 1, value: rules })).status).toBe(409);
    expect(await rest('/mail.rules/reset', 'POST', { version: 2 })).toMatchObject({
      status: 409,
      body: { code: 'setting_is_default' },
    });
    const history = await test.sql<{ type: string; data: { from: string; to: string } }>(
      "select type, data from history_entry where data->>'key' = 'mail.rules' order by id",
    );
    const read = (json: string): unknown => JSON.parse(json);
    const told = history.map(({ type, data: { from, to } }) => [type, read(from), read(to)]);
    const usual = settings().default(mailRules);
    expect(told).toEqual([
      ['setting.changed', usual, rules],
      ['setting.reset', rules, usual],
    ]);
  });

  it('let one of two who change at once through', async () => {
    const both = await Promise.all(
      [1, 2].map((nudgesPerDay) =>
        rest('/mail.rules', 'PUT', {
          version: 2,
          value: { nudgesPerDay, quietFrom: '20:00', quietUntil: '08:00' },
        }),
      ),
    );
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    const [first, second] = await Promise.all(
      ['https://meet.example.com/a', 'https://meet.example.com/b'].map((value) =>
        rest('/calls.meeting-link', 'PUT', { version: 0, value }),
      ),
    );
    expect([first?.status, second?.status].sort()).toEqual([200, 409]);
  });

  it('keep personal data out of history', async () => {
    await put('support.contacts', { email: 'help@waooaw.com' });
    const [entry] = await test.sql<{ data: object }>(
      "select data from history_entry where data->>'key' = 'support.contacts'",
    );
    expect(entry?.data).toEqual({ key: 'support.contacts' });
  });

  it('are in force at once: contacts, links, addresses, help, default CSM', async () => {
    const page = await (await fetch(`${test.url}/help`)).text();
    expect(page).toContain('mailto:help@waooaw.com');
    await put('portal.address', 'https://app.waooaw.example/');
    await test.app.get(UnitOfWork).run(systemActor('test'), async (tx) => {
      expect(await test.app.get(MailFrames, { strict: false }).current(tx)).toEqual({
        portalUrl: 'https://app.waooaw.example/portal',
        supportEmail: 'help@waooaw.com',
        supportSlack: null,
      });
      const link = await test.app.get(Links).issue(tx, {
        purpose: 'verify',
        customerId: null,
        subjectId: newId(),
        hours: 1,
        voidOthers: false,
      });
      expect(link.url).toMatch(/^https:\/\/app\.waooaw\.example\/portal\/verify\?token=/);
    });
    await put('platform.addresses', {
      production: ['203.0.113.7'],
      staging: ['203.0.113.8'],
      sandbox: ['127.0.0.1', '::1', '::1'],
    });
    expect(await test.app.get(OurAddresses, { strict: false }).get(em())).toEqual(['127.0.0.1', '::1']);
    const help = test.app.get(HelpLinks, { strict: false });
    expect(await help.docs(em())).toMatch(/\/help$/);
    await put('links.help', null);
    expect(await help.docs(em())).toBeNull();
    const [priya] = await test.sql<{ id: string }>("select id from csm where email = 'priya@waooaw.com'");
    await put('customers.default-csm', priya?.id);
    const csm = await test.app.get(CsmService, { strict: false }).assign(em(), 'sales', new Date());
    expect(csm.name).toBe('Priya Sharma');
  });

  it('refuse what this installation cannot have, each naming its field', async () => {
    const refusals: [string, unknown, string][] = [
      ['portal.address', 'https://app.waooaw.com/portal', 'value'],
      ['portal.address', 'ftp://app.waooaw.com', 'value'],
      ['customers.default-csm', newId(), 'value'],
      ['calls.meeting-link', 'http://meet.example.com', 'value'],
      [
        'platform.addresses',
        { production: ['1.2.3'], staging: ['::1'], sandbox: ['::1'] },
        'value.production.0',
      ],
      ['goals.approval-policy', 'none', 'value'],
      ['customers.public-signup', 'yes', 'value'],
      ['support.contacts', { email: 'nobody' }, 'value.email'],
      ['mail.rules', { nudgesPerDay: 3, quietFrom: '20:00', quietUntil: '20:00' }, 'value.quietUntil'],
      [
        'customers.country-rules',
        { marketing: { allowed: ['in'], held: ['IN'] }, trading: {} },
        'value.marketing.held',
      ],
    ];
    for (const [key, value, field] of refusals) {
      const { status, body } = await put(key, value);
      expect([key, status, (body['fields'] as { field: string }[]).map((one) => one.field)]).toEqual([
        key,
        400,
        [field],
      ]);
    }
    expect(
      await put('customers.country-rules', {
        marketing: { allowed: [], held: [] },
        trading: { held: ['us', 'US'] },
      }),
    ).toMatchObject({ status: 200, body: { value: { trading: { allowed: [], held: ['US'] } } } });
    expect((await rest('/customers.country-rules')).body['words']).toEqual([
      'Marketing Agent: every country',
      'Trading Agent: every country; held: United States',
    ]);
  });

  it('that this version cannot read fall to a safe default, or refuse', async () => {
    const store = (key: string, value: string) =>
      test.sql(
        `insert into setting (id, key, value, version, changed_at, changed_by)
         values (gen_random_uuid(), ?, ?::jsonb, 1, current_timestamp, 'shell')
         on conflict (key) do update set value = excluded.value`,
        [key, value],
      );
    await store('mail.rules', '{"nudgesPerDay": "many"}');
    await store('goals.approval-policy', '"nobody"');
    const said = jest.spyOn(settings()['log'], 'error').mockImplementation(() => undefined);
    expect(await settings().get(em(), mailRules)).toMatchObject({ nudgesPerDay: 3 });
    expect(said).toHaveBeenCalledWith(
      expect.objectContaining({ setting: 'mail.rules' }),
      expect.stringContaining('its default is used'),
    );
    await expect(settings().get(em(), approvalPolicy)).rejects.toMatchObject({
      code: 'setting_unreadable',
      facts: { setting: 'goals.approval-policy' },
    });
    expect((await rest('/goals.approval-policy')).body['problem']).toContain('What depends on it is refused');
    expect((await put('goals.approval-policy', 'all')).status).toBe(200);
    expect(await settings().get(em(), approvalPolicy)).toBe('all');
    said.mockRestore();
  });

  it('are each declared once, and listed', async () => {
    expect(() => settingTable(countryRules, countryRules)).toThrow(
      'customers.country-rules is declared twice',
    );
    const stray = setting({
      key: 'stray',
      title: 'Stray',
      help: '',
      section: '',
      schema: z.string(),
      default: '',
    });
    await expect(settings().get(em(), stray)).rejects.toThrow('not listed in settings.ts');
  });
});
