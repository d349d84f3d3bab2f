import { newId } from '../../src/platform/ids/new-id.js';
import { Browser } from '../support/browser.js';
import { eventually } from '../support/eventually.js';
import { KEPT, REFUSED, REFUSED_IN_PROSE } from '../support/hostile-texts.js';
import { ask, startRealPanel, type RealPanel } from '../support/panel/real-panel.js';
import { sentMails } from '../support/sent-mails.js';

interface Answer {
  readonly status: number;
  readonly text: string;
  readonly body: { id?: string; version?: number; fields?: { field: string; message: string }[] };
}

let panel: RealPanel;
let key: string;

async function call(method: string, path: string, body?: unknown): Promise<Answer> {
  const response = await fetch(`${panel.web.url}/api/v1/${path}`, {
    method,
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, text, body: JSON.parse(text) as Answer['body'] };
}

/** A company of its own, whatever else is said of it. */
const company = (more: object = {}): Record<string, unknown> => {
  const some = newId().slice(-12);
  return {
    email: `office@${some}.example`,
    companyName: `Doe ${some}`,
    industry: 'trading',
    country: 'IN',
    timezone: 'Asia/Kolkata',
    contactName: 'John Doe',
    phone: '+91 98765 43210',
    ...more,
  };
};
const signup = (more: object = {}): Record<string, unknown> =>
  company({ agentInterest: ['trading'], businessCase: 'Watch the market.', ...more });

/** Everything that a refused call might have left; workers may still be at what went before. */
const kept = async (): Promise<unknown> =>
  (
    await panel.web.sql(
      `select (select json_agg(s.id) from signup s) as signups,
         (select json_agg((c.email, c.company_name, c.country)) from customer c) as customers,
         (select json_agg(p) from contact p) as contacts, (select json_agg(n) from note n) as notes,
         (select json_agg(e) from escalation e) as escalations,
         (select count(*) from history_entry where actor_kind <> 'system') as changes`,
    )
  )[0];

const LINES = ['companyName', 'contactName', 'chat'];

/** Of a page or data of the panel: every way in which a text could be more than a text. */
function expectHarmless(html: string): void {
  expect(html).not.toMatch(/<img src=x|<script>alert|" onmouseover='x'|<!--\s*$/);
  expect(html).not.toMatch(/function Function|\[object Object\]| 49\b/);
}

beforeAll(async () => {
  panel = await startRealPanel({ worker: true });
  const made = await panel.people.dispatch('api-key.create', '', { name: 'test', role: 'ops' });
  key = (made as unknown as { key: string }).key;
}, 120_000);
beforeEach(() => panel.web.sql("delete from sign_in_throttle where key like 'signup%'"));
afterAll(() => panel?.close());

describe('A text that no name holds', () => {
  let id: string;
  let contact: Answer['body'];
  beforeAll(async () => {
    id = (await call('POST', 'customers', company())).body.id ?? '';
    contact = (await call('POST', `customers/${id}/contacts`, { name: 'Sarah Johnson', role: 'Marketing' }))
      .body;
  });

  it.each(Object.entries(REFUSED))('is refused by every door, naming the field: %s', async (_, bad) => {
    const before = await kept();
    const named: [string, Answer, string][] = [];
    for (const field of LINES) {
      named.push([field, await call('POST', 'customers', company({ [field]: bad })), 'POST /customers']);
      named.push([field, await call('POST', 'signups', signup({ [field]: bad })), 'POST /signups']);
      const change = { version: 1, [field]: bad };
      named.push([field, await call('PATCH', `customers/${id}`, change), 'PATCH /customers']);
    }
    for (const field of ['name', 'role', 'chat']) {
      const more = { name: 'Priya Sharma', role: 'Owner', [field]: bad };
      named.push([field, await call('POST', `customers/${id}/contacts`, more), 'POST contacts']);
      const change = { [field]: bad };
      named.push([field, await call('PATCH', `contacts/${contact.id}`, change), 'PATCH contacts']);
    }
    const escalation = { trigger: 'feature_request', cause: bad };
    named.push(['cause', await call('POST', `customers/${id}/escalations`, escalation), 'POST escalations']);
    for (const [field, { status, body }, door] of named)
      expect([door, field, status, body.fields?.map((one) => one.field)]).toEqual([
        door,
        field,
        400,
        [field],
      ]);
    const form = { ...signup({ contactName: bad }), agentInterest: 'trading' } as Record<string, string>;
    const page = await new Browser(panel.web.url).post('/signup', form);
    // What a form sends is well-formed by its encoding.
    if (/\p{Surrogate}/u.test(bad)) expect(page.status).toBe(303);
    else {
      expect([page.status, await page.text()]).toEqual([400, expect.stringMatching(/class="wrong"/)]);
      expect(await kept()).toEqual(before);
    }
  });

  it.each(Object.entries(REFUSED_IN_PROSE))('nor any prose: %s', async (_, bad) => {
    const before = await kept();
    const answers: [string, Answer][] = [
      ['body', await call('POST', `customers/${id}/notes`, { body: bad })],
      ['issues.0.what', await call('POST', `customers/${id}/notes`, { body: 'x', issues: [{ what: bad }] })],
      ['businessCase', await call('POST', 'signups', signup({ businessCase: bad }))],
      [
        'details',
        await call('POST', `customers/${id}/escalations`, {
          trigger: 'feature_request',
          cause: 'Asked for it',
          details: bad,
        }),
      ],
      ['reason', await call('POST', `customers/${id}/suspend`, { reason: bad })],
    ];
    for (const [field, { status, body }] of answers)
      expect([field, status, body.fields?.map((one) => one.field)]).toEqual([field, 400, [field]]);
    expect(await kept()).toEqual(before);
  });

  it('is told row by row of an import, which keeps no other row from being made', async () => {
    const good = company();
    const head = 'email,companyName,industry,country,timezone,contactName';
    const row = (of: Record<string, unknown>, name: string) =>
      [
        of['email'],
        of['companyName'],
        'trading',
        'IN',
        'Asia/Kolkata',
        `"${name.replaceAll('"', '""')}"`,
      ].join(',');
    const bad = [
      'Doe\nBcc: eve@example.com',
      'Doe \u202Egpj',
      '=cmd|calc',
      '@SUM(A1)',
      '\u200B',
      'x'.repeat(10_000),
    ];
    const csv = [head, row(good, 'John Doe'), ...bad.map((name) => row(company(), name))].join('\r\n');
    const { status, body } = await call('POST', 'customers/import', { csv, dryRun: false });
    const { rows } = body as unknown as { rows: { result: string; why: string | null }[] };
    expect([status, rows.map(({ result }) => result)]).toEqual([200, ['made', ...bad.map(() => 'refused')]]);
    for (const { why } of rows.slice(1)) expect(why).toMatch(/^contactName /);
    const nul = await call('POST', 'customers/import', { csv: `${csv}\0`, dryRun: false });
    expect([nul.status, nul.body.fields?.[0]?.field]).toEqual([400, 'csv']);
  });
});

describe('A strange name that is one', () => {
  it.each(Object.entries(KEPT))('is kept as typed and shown as text only: %s', async (_, name) => {
    const some = newId().slice(-8);
    const companyName = `${name} ${some}`;
    const typed = signup({ companyName, contactName: name, chat: name, businessCase: `${name}\n\t${name}` });
    const made = await call('POST', 'signups', typed);
    expect(made.status).toBe(201);
    const direct = company({ companyName: `${name} B${some}`, contactName: name, chat: name });
    const { body: customer } = await call('POST', 'customers', direct);
    const id = customer.id ?? '';
    const note = await call('POST', `customers/${id}/notes`, { body: `${name}\r\nSecond line` });
    const contact = await call('POST', `customers/${id}/contacts`, { name, role: name, chat: name });
    const opened = { trigger: 'feature_request', cause: name, details: name };
    const escalation = await call('POST', `customers/${id}/escalations`, opened);
    expect([note.status, contact.status, escalation.status]).toEqual([201, 201, 201]);
    const read = await call('GET', `customers/${id}`);
    expect(read.body).toMatchObject({
      companyName: String(direct['companyName']).normalize('NFC'),
      contacts: expect.arrayContaining([
        expect.objectContaining({ name: name.normalize(), role: name, chat: name.normalize() }),
      ]) as unknown,
    });
    expect(await panel.web.sql('select body from note where customer_id = ?', [id])).toEqual([
      { body: `${name}\nSecond line` },
    ]);
    const { admin } = panel.as;
    for (const path of [
      `resources/customers/records/${id}/show`,
      `resources/escalations/records/${escalation.body.id}/show`,
      `resources/customers?filters.companyName=${encodeURIComponent(companyName)}`,
      'resources/contacts',
      '',
    ])
      expectHarmless(await (await admin.get(`/admin/${path}`)).text());
    const found = await ask(
      admin,
      `api/resources/customers/actions/list?filters.companyName=${encodeURIComponent(`${name} B${some}`.slice(0, 190))}`,
    );
    expect([found.status, ((await found.json()) as { records: unknown[] }).records.length]).toEqual([200, 1]);
    const again = await new Browser(panel.web.url).post('/signup', {
      ...(typed as Record<string, string>),
      agentInterest: 'trading',
      email: 'no address',
    });
    expect(again.status).toBe(400);
    expectHarmless(await again.text());
    await eventually(async () =>
      expect(await sentMails(panel.web.dataDir, String(typed['email']))).toHaveLength(1),
    );
    const [mail] = await sentMails(panel.web.dataDir, String(typed['email']));
    expectHarmless(mail?.html || '');
    expect(mail?.text?.normalize('NFC')).toContain(name.normalize('NFC').replace(/\s+/g, ' '));
    expect([...(mail?.headers.keys() ?? [])]).not.toContain('bcc');
    expect(mail?.to).toMatchObject({ value: [{ address: typed['email'] }] });
  });
});

describe('One person with two addresses', () => {
  it('is told apart by a plus tag, and not by case or by the spelling of the domain', async () => {
    const some = newId().slice(-8);
    const of = (email: string) => call('POST', 'customers', company({ email }));
    expect((await of(`ann@m\u00fcnchen-${some}.example`)).status).toBe(201);
    const twin = await of(
      `ANN@XN--${new URL(`http://m\u00fcnchen-${some}.example`).hostname.slice(4).toUpperCase()}`,
    );
    expect([twin.status, (twin.body as { code?: string }).code]).toEqual([409, 'duplicate_email']);
    expect((await of(`ann+sales@m\u00fcnchen-${some}.example`)).status).toBe(201);
    for (const bad of [
      'ann@exa mple.example',
      'ann@\u202Eexample.example',
      'ann\r\n@example.example',
      `${'a'.repeat(65)}@x.example`,
    ])
      expect((await of(bad)).body.fields?.[0]?.field).toBe('email');
  });
});
