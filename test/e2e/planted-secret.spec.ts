import { inspect } from 'node:util';
import { CommandDispatcher } from '../../src/platform/commands/command-dispatcher.js';
import { newId } from '../../src/platform/ids/new-id.js';
import { OPERATOR } from '../../src/platform/unit-of-work/actor.js';
import { Browser } from '../support/browser.js';
import { insertCustomer } from '../support/customers.js';
import { eventually } from '../support/eventually.js';
import { dumpOf, filesIn, formsOf, leaksIn } from '../support/leaks.js';
import { fieldsOf } from '../support/portal.js';
import { sentMails, tokenIn } from '../support/sent-mails.js';
import { startWeb, type TestWeb } from '../support/web.js';

/** Endings that the training exchange lets keys have, by which each planted one is found wherever it stands. */
const [GOOD, BAD, LINKED] = [
  'zQ7kR2mX9vB4nT6wLc8Hd3Fg',
  'pW5yJ1sN8uE4aK7bVr2Mx6Tq',
  'gH3dL9fS6jC1oZ4iYt8Bn5Rk',
];
const pair = (scenario: string, ending: string) => ({
  apiKey: `sandbox_${scenario}-${ending}`,
  apiSecret: `sandbox_secret_${scenario}-${ending}`,
});
/** One that means something in URLs, JSON, HTML and forms. */
const ODD = 'Pl4n+t/ed%"S&e<c\\r=et?zX8qW3';
const SECRETS = [GOOD ?? '', BAD ?? '', LINKED ?? '', ODD];

describe('A planted secret', () => {
  let web: TestWeb;
  const answers: [string, string][] = [];
  const logged: string[] = [];
  const keys = { ops: '', integration: '' };

  async function call(method: string, path: string, as: keyof typeof keys, body?: unknown) {
    const response = await fetch(`${web.url}/api/v1/${path}`, {
      method,
      headers: { authorization: `Bearer ${keys[as]}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    answers.push([`${method} ${path}`, text]);
    return { status: response.status, body: JSON.parse(text) as Record<string, string> };
  }
  const ended = (id: string | undefined, outcome: string) =>
    eventually(async () => {
      const { body } = await call('GET', `credential-tests/${id}`, 'ops');
      expect(body).toMatchObject({ status: 'done', outcome });
    });
  const everywhere = async (): Promise<[string, string][]> => [
    ...answers,
    ['the log', logged.join('\n')],
    ...(await dumpOf(web.database)),
    ...(await filesIn(web.dataDir)),
    ...(await sentMails(web.dataDir)).map(({ subject, text, html }): [string, string] => [
      `mail: ${subject}`,
      `${subject} ${text} ${html || ''}`,
    ]),
  ];

  beforeAll(async () => {
    web = await startWeb({ worker: true });
    const keep = (...words: unknown[]): void =>
      void logged.push(words.map((word) => inspect(word, { depth: 8 })).join(' '));
    web.app.useLogger({ log: keep, error: keep, warn: keep, debug: keep, verbose: keep, fatal: keep });
    for (const role of ['ops', 'integration'] as const) {
      const { body } = await web.app
        .get(CommandDispatcher)
        .dispatch(
          'api-key.create',
          '',
          { name: role, role, ...(role === 'integration' ? { commands: ['credential.store'] } : {}) },
          { actor: OPERATOR, requestId: 'test' },
        );
      keys[role] = (body as { key: string }).key;
    }
  });
  afterAll(() => web?.close());

  it('would be found in whatever form it stood', () => {
    for (const secret of SECRETS)
      for (const form of formsOf(secret)) expect(leaksIn([['x', `a ${form}b`]], SECRETS)).toEqual(['x']);
    for (const before of ['', 'a', 'ab', 'abc'])
      expect(leaksIn([['x', Buffer.from(`${before}${ODD}, after`).toString('base64')]], [ODD])).toEqual([
        'x',
      ]);
  });

  it('stands nowhere after it was connected, tested, rejected, replaced, pasted into texts and disconnected', async () => {
    const [customerId, other] = [await insertCustomer(web), await insertCustomer(web)];
    for (const id of [customerId, other])
      await web.sql(
        `insert into contact (id, customer_id, name, email, role, created_at) values (?, ?, 'John Doe', ?, 'primary', now())`,
        [newId(), id, `${id}@example.com`],
      );
    const address = `customers/${customerId}/credentials/delta`;
    const give = (secret: object) => call('PUT', address, 'integration', { secret });
    const first = await give(pair('ok_trade', GOOD ?? ''));
    await ended(first.body['testId'], 'ok');
    const { credentialId } = first.body;
    await ended((await call('POST', `credentials/${credentialId}/test`, 'ops', {})).body['testId'], 'ok');
    await ended((await give(pair('wrong_secret', BAD ?? ''))).body['testId'], 'rejected');
    await ended((await give({ apiKey: 'sandbox_ok_trade', apiSecret: ODD })).body['testId'], 'rejected');
    const refused = [
      await give({ apiKey: 'sandbox_ok_trade', apiSecret: `${ODD} ${ODD}` }),
      await call('PUT', address, 'integration', { secret: ODD }),
      await call('PUT', `customers/${customerId}/credentials/${encodeURIComponent(ODD)}`, 'integration', {
        secret: {},
      }),
      await call('POST', `customers/${customerId}/notes`, 'ops', {
        body: `They sent ${pair('ok_trade', GOOD ?? '').apiSecret}`,
      }),
      await call('POST', `customers/${customerId}/escalations`, 'ops', {
        trigger: 'compromised_credentials',
        cause: 'Key in a chat',
        details: Buffer.from(pair('ok_trade', GOOD ?? '').apiSecret).toString('base64'),
      }),
    ];
    expect(refused.map(({ status }) => status >= 400 && status < 500)).toEqual(refused.map(() => true));

    await call('POST', `customers/${other}/connect-links`, 'ops', { platform: 'delta' });
    const token = await eventually(async () =>
      tokenIn((await sentMails(web.dataDir, `${other}@example.com`)).at(-1), '/connect'),
    );
    const browser = new Browser(web.url);
    const page = fieldsOf(await (await browser.get(`/connect?token=${token}`)).text());
    const odd = await browser.post('/connect', { ...page, apiKey: `${ODD} x`, apiSecret: ODD });
    answers.push(['/connect, malformed', await odd.text()]);
    const linked = await browser.post('/connect', { ...page, ...pair('ok_trade', LINKED ?? '') });
    expect(linked.status).toBe(303);
    answers.push(['/connect', `${linked.headers.get('location')} ${await linked.text()}`]);
    await eventually(async () => {
      const result = await (await browser.get(linked.headers.get('location') ?? '')).text();
      answers.push(['/connect, its result', result]);
      expect(result).toContain('✓ Connection successful');
    });
    for (const id of [customerId, other])
      for (const path of ['', '/credentials', '/onboarding', '/troubles', '/timeline'])
        expect((await call('GET', `customers/${id}${path}`, 'ops')).status).toBe(200);
    const connected = await everywhere();
    expect(connected.find(([name]) => name === 'public.vault_secret')?.[1]).toContain(credentialId);
    expect(leaksIn(connected, SECRETS)).toEqual([]);

    for (const { id } of await web.sql<{ id: string }>('select id from credential'))
      expect((await call('POST', `credentials/${id}/disconnect`, 'ops', {})).status).toBe(200);
    await eventually(async () => expect(await web.sql('select 1 from outbox')).toEqual([]));
    const after = await everywhere();
    expect(after.find(([name]) => name === 'public.vault_secret')?.[1]).toBe('');
    expect(after.length).toBeGreaterThan(60);
    expect(leaksIn(after, SECRETS)).toEqual([]);
  }, 60_000);
});
