import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { simpleParser } from 'mailparser';
import { ConnectService } from '../../../src/credentials/connect.service.js';
import { CredentialService } from '../../../src/credentials/credential.service.js';
import { newId } from '../../../src/platform/ids/new-id.js';
import { Links } from '../../../src/platform/links/links.js';
import { type Actor, PUBLIC } from '../../../src/platform/unit-of-work/actor.js';
import { startApp, type TestApp } from '../../support/app.js';
import { CredentialBench, integrationActor as integration, keyFor } from '../../support/credential-bench.js';
import { insertCustomer } from '../../support/customers.js';
import { eventually } from '../../support/eventually.js';

const ops: Actor = { kind: 'staff', id: newId(), role: 'ops' };
const admin: Actor = { kind: 'staff', id: newId(), role: 'admin' };

describe('The doors of credentials', () => {
  let test: TestApp;
  let bench: CredentialBench;

  beforeAll(async () => {
    test = await startApp();
    bench = new CredentialBench(test);
  });
  afterAll(() => test?.close());

  it('takes a key through the one-time link, once', async () => {
    const customerId = await insertCustomer(test);
    const { id: credentialId } = await bench.run((tx) =>
      test.app.get(CredentialService).prepare(tx, customerId, 'delta'),
    );
    const { token } = await bench.issueLink(customerId, credentialId);
    const page = await test.app.get(ConnectService).page(token);
    expect(page).toMatchObject({ credentialId, platformTitle: 'Delta Exchange', status: 'pending' });
    expect(page.fields.map(({ name }) => name)).toEqual(['apiKey', 'apiSecret']);
    expect(page.guide.addresses).toEqual(['127.0.0.1']);
    const bad = { token, secret: { apiKey: 'PLANTED', apiSecret: 'PLAN TED' } };
    await expect(bench.call('credential.submit', '', bad, PUBLIC)).rejects.toMatchObject({
      code: 'credential_secret_malformed',
      fields: [{ field: 'secret.apiSecret', message: expect.stringContaining('space') as string }],
    });
    const settings = { defaultCoin: 'BTC', maxUnitsPerOrder: 0, maxNotional: { amount: 1, currency: 'INR' } };
    const odd = { token, secret: keyFor('ok_trade'), settings };
    await expect(bench.call('credential.submit', '', odd, PUBLIC)).rejects.toMatchObject({
      code: 'validation_failed',
    });
    const good = { token, secret: keyFor('ok_trade') };
    const { testId } = await bench.call('credential.submit', '', good, PUBLIC);
    expect(await bench.ended(testId)).toMatchObject({ outcome: 'ok', trigger: 'connect' });
    await expect(bench.call('credential.submit', '', good, PUBLIC)).rejects.toMatchObject({
      code: 'link_not_valid',
    });
  });

  it('mails the link, whose page takes a key; a later link ends an earlier one', async () => {
    const customerId = await insertCustomer(test);
    const tokenOf = async (mailId: string) =>
      eventually(async () => {
        const [mail] = await test.sql<{ status: string; html: string }>(
          'select status, html from mail where id = ?',
          [mailId],
        );
        expect(mail?.status).toBe('sent');
        expect(mail?.html).not.toContain('token=');
        const folder = join(test.dataDir, 'mail');
        const files = await Promise.all(
          (await readdir(folder)).map((name) => readFile(join(folder, name), 'utf8')),
        );
        const raw = files.find((file) => file.includes(mailId)) ?? '';
        const { text = '' } = await simpleParser(raw);
        return /\/connect\?token=([\w-]+)/.exec(text)?.[1] ?? '';
      });
    const ask = async () =>
      (await bench.call('credential.connect-link', customerId, { platform: 'delta' }, ops)) as unknown as {
        credentialId: string;
        mailId: string;
      };
    const first = await ask();
    const early = await tokenOf(first.mailId);
    const second = await ask();
    expect(second.credentialId).toBe(first.credentialId);
    const late = await tokenOf(second.mailId);
    const submit = (token: string) =>
      bench.call('credential.submit', '', { token, secret: keyFor('ok_trade') }, PUBLIC);
    await expect(submit(early)).rejects.toMatchObject({ code: 'link_not_valid' });
    const { testId } = await submit(late);
    expect(await bench.ended(testId)).toMatchObject({ outcome: 'ok' });
    const waiting = await insertCustomer(test, 'suspended');
    expect(await bench.refusal('credential.connect-link', waiting, { platform: 'delta' }, ops)).toBe(
      'customer_not_active',
    );
  });

  it('sends the link to any contact of the customer, and to nobody else', async () => {
    const customerId = await insertCustomer(test);
    const stranger = await insertCustomer(test);
    const contact = async (of: string, email: string | null) => {
      const person = { name: 'Priya Sharma', role: 'social media', ...(email ? { email } : {}) };
      return ((await bench.call('customer.add-contact', of, person, ops)) as unknown as { id: string }).id;
    };
    const ask = (contactId: string) =>
      bench.call('credential.connect-link', customerId, { platform: 'delta', contactId }, ops);
    const { mailId } = (await ask(await contact(customerId, 'priya@example.com'))) as unknown as {
      mailId: string;
    };
    expect(await test.sql('select to_email, to_name from mail where id = ?', [mailId])).toEqual([
      { to_email: 'priya@example.com', to_name: 'Priya Sharma' },
    ]);
    const refused = (message: string) => ({
      code: 'validation_failed',
      fields: [{ field: 'contactId', message: expect.stringContaining(message) as string }],
    });
    await expect(ask(await contact(stranger, 'elsewhere@example.com'))).rejects.toMatchObject(
      refused('of this customer'),
    );
    await expect(ask(await contact(customerId, null))).rejects.toMatchObject(refused('no e-mail address'));
    expect(await test.sql('select 1 from mail where customer_id = ?', [customerId])).toHaveLength(1);
  });

  it('disconnects for good: the secret is gone, and connecting again is a new credential', async () => {
    const { customerId, credentialId } = await bench.connected();
    const { token } = await bench.issueLink(customerId, credentialId);
    await bench.call('credential.disconnect', credentialId, {}, ops);
    expect(await bench.credential(credentialId)).toMatchObject({ status: 'disconnected' });
    expect(await test.sql('select 1 from vault_secret where credential_id = ?', [credentialId])).toEqual([]);
    await expect(test.app.get(Links).peek('connect', token)).rejects.toMatchObject({
      code: 'link_not_valid',
    });
    for (const name of ['credential.test', 'credential.disconnect']) {
      await expect(bench.call(name, credentialId, {}, ops)).rejects.toMatchObject({
        code: 'credential_disconnected',
      });
    }
    const again = await bench.give(customerId, 'ok_trade');
    expect(again.credentialId).not.toBe(credentialId);
    expect((await bench.queries.ofCustomer(customerId)).map(({ id }) => id)).toEqual([
      again.credentialId,
      credentialId,
    ]);
  });

  it('lists credentials and tests for the panel, with filters, and without a secret', async () => {
    const { customerId, credentialId } = await bench.connected();
    const { list, testList } = bench.queries;
    for (const port of [list, testList]) {
      const filters = [{ kind: 'equals', column: 'customerId', value: customerId }] as const;
      const sort = [{ column: 'createdAt', direction: 'desc' }] as const;
      const rows = await port.find({ filters, sort, limit: 10, offset: 0 });
      expect(rows).toHaveLength(1);
      expect(await port.count(filters, 100)).toBe(1);
      expect(Object.keys(rows[0] ?? {}).join()).not.toMatch(/envelope|hash|secret|setId/i);
    }
    expect(await list.findOne(credentialId)).toMatchObject({ platform: 'delta', status: 'active' });
  });

  it('refuses staff, strangers, inactive customers and what is no key of the platform', async () => {
    const { customerId, credentialId } = await bench.connected();
    const input = { platform: 'delta', secret: keyFor('ok_trade') };
    expect(await bench.refusal('credential.store', customerId, input, ops)).toBe('forbidden');
    expect(await bench.refusal('credential.store', customerId, input, admin)).toBe('credential_not_by_staff');
    const other: Actor = { kind: 'customer', id: newId(), role: 'customer' };
    expect(await bench.refusal('credential.store', customerId, input, other)).toBe('not_found');
    expect(await bench.refusal('credential.test', credentialId, {}, other)).toBe('not_found');
    expect(await bench.refusal('credential.disconnect', credentialId, {}, other)).toBe('not_found');
    const waiting = await insertCustomer(test, 'in_review');
    expect(await bench.refusal('credential.store', waiting, input, integration)).toBe('customer_not_active');
    const another = { platform: 'whatsapp', secret: { token: 'x' } };
    expect(await bench.refusal('credential.store', customerId, another, integration)).toBe(
      'credential_secret_malformed',
    );
    const unknown = { platform: 'delta', secret: keyFor('ok_trade'), withdraw: true };
    expect(await bench.refusal('credential.store', customerId, unknown, integration)).toBe(
      'validation_failed',
    );
    const { id: empty } = await bench.run(async (tx) =>
      test.app.get(CredentialService).prepare(tx, await insertCustomer(test), 'delta'),
    );
    expect(await bench.refusal('credential.test', empty, {}, ops)).toBe('credential_without_secret');
    expect(await bench.refusal('credential.test', newId(), {}, ops)).toBe('not_found');
  });
});
