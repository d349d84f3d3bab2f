import { CommandDispatcher } from '../../../src/platform/commands/command-dispatcher.js';
import { newId } from '../../../src/platform/ids/new-id.js';
import { PUBLIC, type Actor } from '../../../src/platform/unit-of-work/actor.js';
import { eventually } from '../../support/eventually.js';
import { sentMails, tokenIn } from '../../support/sent-mails.js';
import { startWeb, type TestWeb } from '../../support/web.js';

const staff = (role: 'ops' | 'security'): Actor => ({ kind: 'staff', id: newId(), role });
const OPS = staff('ops');
const SECURITY = staff('security');

const signup = (domain: string, changes: object = {}) => ({
  email: `john@${domain}`,
  companyName: `${domain} Private Limited ${newId().slice(-6)}`,
  website: `https://${domain}`,
  industry: 'trading',
  country: 'IN',
  timezone: 'Asia/Kolkata',
  contactName: 'John Doe',
  phone: '+91 98765 43210',
  agentInterest: ['trading'],
  businessCase: 'Watch the BTC market.',
  ...changes,
});

describe('What ops and security add at the front desk', () => {
  let web: TestWeb;
  beforeAll(async () => {
    web = await startWeb({ worker: true });
  });
  afterAll(() => web?.close());

  const call = async <T>(name: string, id: string, input: object, actor: Actor = OPS): Promise<T> =>
    (await web.app.get(CommandDispatcher).dispatch(name, id, input, { actor, requestId: 'test' })).body as T;
  const verified = async (domain: string, changes: object = {}) => {
    const form = signup(domain, changes);
    const { id } = await call<{ id: string }>('signup.create', '', form, PUBLIC);
    const token = await eventually(async () =>
      tokenIn((await sentMails(web.dataDir, form.email)).at(-1), '/portal/verify'),
    );
    await call('signup.verify', '', { token }, PUBLIC);
    return eventually(async () => {
      const [row] = await web.sql<{ customer_id: string }>('select customer_id from signup where id = ?', [
        id,
      ]);
      expect(row?.customer_id).toEqual(expect.any(String));
      return row?.customer_id ?? '';
    });
  };
  const checkOf = async (customerId: string) =>
    (
      await web.sql<{ status: string; reason: string | null }>(
        'select status, reason from domain_check where customer_id = ? order by created_at desc',
        [customerId],
      )
    )[0];

  describe('domain rules', () => {
    it('flag a denied domain and what is below it, until the row is removed', async () => {
      const { id, domain } = await call<{ id: string; domain: string }>(
        'domain-rule.add',
        '',
        { domain: '@Büro-Verleih.example', ruling: 'deny', reason: 'hands out addresses by the hour' },
        SECURITY,
      );
      expect(domain).toBe('xn--bro-verleih-thb.example');
      const denied = await verified(`inbox.${domain}`);
      expect(await checkOf(denied)).toMatchObject({ status: 'flagged' });
      await call('domain-rule.remove', id, {}, SECURITY);
      await call('customer.domain-check', denied, {});
      await eventually(async () => expect(await checkOf(denied)).toMatchObject({ status: 'clear' }));
    });

    it('clear a domain that the published list has by mistake', async () => {
      expect(await checkOf(await verified('mailinator.com'))).toMatchObject({ status: 'flagged' });
      const rule = { domain: 'mailinator.com', ruling: 'allow', reason: 'a customer of ours in truth' };
      const { id } = await call<{ id: string }>('domain-rule.add', '', rule, SECURITY);
      expect(await checkOf(await verified('mailinator.com', { email: 'anna@mailinator.com' }))).toMatchObject(
        {
          status: 'clear',
        },
      );
      await expect(call('domain-rule.add', '', rule, SECURITY)).rejects.toMatchObject({
        code: 'domain_ruled',
      });
      await call('domain-rule.remove', id, {}, SECURITY);
    });

    it('come with what the runbook names, are for security, and for domains that can be registered', async () => {
      expect(await checkOf(await verified('tempmail.com'))).toMatchObject({ status: 'flagged' });
      const rule = { domain: 'a.example', ruling: 'deny', reason: 'because' };
      await expect(call('domain-rule.add', '', rule, OPS)).rejects.toMatchObject({ code: 'forbidden' });
      for (const domain of ['com', 'edu.pl', 'no domain', '', '192.0.2.1'])
        await expect(call('domain-rule.add', '', { ...rule, domain }, SECURITY)).rejects.toMatchObject({
          code: 'validation_failed',
          fields: [{ field: 'domain' }],
        });
    });
  });

  it('a signup learns what a phone call told, until it is settled', async () => {
    const { id } = await call<{ id: string }>('signup.create', '', signup('phone-call.example'), PUBLIC);
    const edited = await call<{ version: number }>('signup.update', id, {
      version: 1,
      businessCase: 'Conservative BTC futures, one contract at a time.',
      phone: '022 2266 1234',
      website: null,
    });
    expect(edited.version).toBe(2);
    await expect(call('signup.update', id, { version: 1, chat: 'x' })).rejects.toMatchObject({
      code: 'version_conflict',
    });
    await expect(call('signup.update', id, { version: 2, phone: '12' })).rejects.toMatchObject({
      fields: [{ field: 'phone' }],
    });
    await expect(call('signup.update', id, { version: 2, email: 'x@y.example' })).rejects.toMatchObject({
      code: 'validation_failed',
    });
    const [row] = await web.sql<object>('select phone, website, business_case from signup where id = ?', [
      id,
    ]);
    expect(row).toEqual({
      phone: '+912222661234',
      website: null,
      business_case: 'Conservative BTC futures, one contract at a time.',
    });
    await call('signup.reject', id, { reason: 'asked us to forget it' });
    await expect(call('signup.update', id, { version: 3, chat: 'x' })).rejects.toMatchObject({
      code: 'signup_settled',
    });
  });

  it('a customer made by staff gets the verification mail again, and the earlier link is void', async () => {
    const { email, companyName, industry, country, timezone, contactName } = signup('made-by-staff.example');
    const account = { email, companyName, industry, country, timezone, contactName };
    const { id } = await call<{ id: string }>('customer.create', '', account);
    const link = (count: number) =>
      eventually(async () => {
        const mails = await sentMails(web.dataDir, email);
        expect(mails).toHaveLength(count);
        return tokenIn(mails.at(-1), '/portal/verify');
      });
    const first = await link(1);
    await call('customer.resend-verification', id, {});
    const second = await link(2);
    await expect(call('signup.verify', '', { token: first }, PUBLIC)).rejects.toMatchObject({
      code: 'link_not_valid',
    });
    await call('signup.verify', '', { token: second }, PUBLIC);
    await expect(call('customer.resend-verification', id, {})).rejects.toMatchObject({
      code: 'email_verified',
    });
  });

  it('contacts are added, changed and removed; the primary one stays with the account', async () => {
    const { email, companyName, industry, country, timezone, contactName } = signup('contacts.example');
    const account = { email, companyName, industry, country, timezone, contactName };
    const { id } = await call<{ id: string }>('customer.create', '', account);
    const holder = { name: 'Jane Doe', role: 'Holds the Instagram admin', email: 'jane+ig@contacts.example' };
    const added = await call<{ id: string }>('customer.add-contact', id, holder);
    await call('contact.change', added.id, { phone: '098765 43211', email: null });
    await expect(call('contact.change', added.id, { phone: '1' })).rejects.toMatchObject({
      fields: [{ field: 'phone' }],
    });
    const contacts = () =>
      web.sql<{ id: string; name: string; email: string | null; phone: string | null; role: string }>(
        'select id, name, email, phone, role from contact where customer_id = ? order by created_at',
        [id],
      );
    const [primary, other] = await contacts();
    expect(other).toEqual({ ...holder, id: added.id, email: null, phone: '+919876543211' });
    await call('contact.change', primary?.id ?? '', { name: 'John A. Doe' });
    await expect(call('contact.change', primary?.id ?? '', { role: 'gone' })).rejects.toMatchObject({
      code: 'primary_contact',
    });
    await expect(call('contact.remove', primary?.id ?? '', {})).rejects.toMatchObject({
      code: 'primary_contact',
    });
    await call('contact.remove', added.id, {});
    await expect(call('contact.remove', added.id, {})).rejects.toMatchObject({ code: 'not_found' });
    expect((await contacts()).map(({ name }) => name)).toEqual(['John A. Doe']);
  });
});
