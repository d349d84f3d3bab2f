import { jest } from '@jest/globals';
import { CommandDispatcher } from '../../../src/platform/commands/command-dispatcher.js';
import { type Actor, PUBLIC } from '../../../src/platform/unit-of-work/actor.js';
import { crmIdOf } from '../../../src/sandbox/crm/sandbox-crm.js';
import { startApp, type TestApp } from '../../support/app.js';
import { eachEngine } from '../../support/engines.js';
import { eventually } from '../../support/eventually.js';
import { sentMails, tokenIn } from '../../support/sent-mails.js';

const OPS: Actor = { kind: 'staff', id: '019c4f00-0000-7000-8000-0000000000f1', role: 'ops' };
const SECURITY: Actor = { kind: 'staff', id: '019c4f00-0000-7000-8000-0000000000f2', role: 'security' };

const form = (domain: string, changes: Record<string, unknown> = {}) => ({
  email: `john@${domain}`,
  companyName: `Company of ${domain}`,
  industry: 'education',
  country: 'IN',
  timezone: 'Asia/Kolkata',
  contactName: 'John Doe',
  phone: '98765 43210',
  agentInterest: ['marketing'],
  businessCase: 'Daily posts for a school',
  ...changes,
});

jest.setTimeout(60_000);

eachEngine('From the signup form to an active customer', ({ redisUrl }) => {
  let test: TestApp;

  beforeAll(async () => {
    test = await startApp({ redisUrl });
  });
  afterAll(() => test?.close());

  const call = (name: string, id: string, input: unknown, actor: Actor = OPS) =>
    test.app.get(CommandDispatcher).dispatch(name, id, input, { actor, requestId: 'test' });
  const signUp = async (input: object): Promise<string> => {
    const { body } = await call('signup.create', '', input, PUBLIC);
    return (body as { id: string }).id;
  };
  const token = (email: string) =>
    eventually(async () => tokenIn((await sentMails(test.dataDir, email)).at(-1), '/portal/verify'));
  const verify = async (email: string) => call('signup.verify', '', { token: await token(email) }, PUBLIC);
  const customerOf = (signupId: string, status: string) =>
    eventually(async () => {
      const [row] = await test.sql<{ id: string; status: string; crm_id: string; number: number }>(
        'select c.* from customer c join signup s on s.customer_id = c.id where s.id = ?',
        [signupId],
      );
      expect(row?.status).toBe(status);
      return row!;
    });

  it('verifies, checks the domain, tells the CRM, and activates by itself', async () => {
    const signupId = await signUp(form('healthy-clinics.example'));
    await verify('john@healthy-clinics.example');
    const customer = await customerOf(signupId, 'active');
    expect(customer.crm_id).toBe(crmIdOf(customer.id));
    expect(customer.number).toBeGreaterThanOrEqual(1001);
    const [csm] = await test.sql(
      'select m.email from csm m join customer c on c.csm_id = m.id where c.id = ?',
      [customer.id],
    );
    expect(csm).toEqual({ email: 'priya@waooaw.com' });
    const contacts = await test.sql('select name, email, phone, role from contact where customer_id = ?', [
      customer.id,
    ]);
    expect(contacts).toEqual([
      { name: 'John Doe', email: 'john@healthy-clinics.example', phone: '+919876543210', role: 'primary' },
    ]);
    const history = await test.sql<{ type: string }>(
      'select type from history_entry where customer_id = ? or subject_id = ? order by id',
      [customer.id, signupId],
    );
    expect(history.map(({ type }) => type)).toEqual(
      expect.arrayContaining([
        'signup.received',
        'signup.verified',
        'domain_check.ended',
        'customer.activated',
      ]),
    );
    expect(
      await test.sql('select status, event from crm_delivery where customer_id = ? order by id', [
        customer.id,
      ]),
    ).toEqual(expect.arrayContaining([{ status: 'delivered', event: 'customer.created' }]));
  });

  it('spends the link once', async () => {
    await signUp(form('once.example'));
    const once = await token('john@once.example');
    await call('signup.verify', '', { token: once }, PUBLIC);
    await expect(call('signup.verify', '', { token: once }, PUBLIC)).rejects.toMatchObject({
      code: 'link_not_valid',
    });
  });

  it('voids the first link when the mail is sent again', async () => {
    const id = await signUp(form('twice.example'));
    const first = await token('john@twice.example');
    await call('signup.resend', id, {});
    const second = await eventually(async () => {
      const mails = await sentMails(test.dataDir, 'john@twice.example');
      expect(mails).toHaveLength(2);
      return tokenIn(mails[1], '/portal/verify');
    });
    await expect(call('signup.verify', '', { token: first }, PUBLIC)).rejects.toMatchObject({
      code: 'link_not_valid',
    });
    await call('signup.verify', '', { token: second }, PUBLIC);
    await expect(call('signup.resend', id, {})).rejects.toMatchObject({ code: 'email_verified' });
  });

  it('holds a red flag in review, escalates it, and lets only security decide', async () => {
    const signupId = await signUp(form('no-mx.example'));
    await verify('john@no-mx.example');
    const { id } = await customerOf(signupId, 'in_review');
    const escalations = await eventually(async () => {
      const rows = await test.sql('select team, trigger, evidence from escalation where customer_id = ?', [
        id,
      ]);
      expect(rows).toHaveLength(1);
      return rows;
    });
    expect(escalations[0]).toMatchObject({
      team: 'security',
      trigger: 'suspicious_signup',
      evidence: { flags: 'mx' },
    });
    await expect(call('customer.clear-flags', id, { reason: 'known company' })).rejects.toMatchObject({
      code: 'forbidden',
    });
    await expect(call('customer.accept-domain', id, { reason: 'known company' })).rejects.toMatchObject({
      code: 'nothing_to_decide',
    });
    await eventually(async () => {
      expect(
        (await test.sql<{ crm_id: string }>('select crm_id from customer where id = ?', [id]))[0]?.crm_id,
      ).toBeTruthy();
    });
    await call('customer.clear-flags', id, { reason: 'known company' }, SECURITY);
    expect((await customerOf(signupId, 'active')).id).toBe(id);
  });

  it('closes a customer whose flags are upheld', async () => {
    const signupId = await signUp(form('null-mx.example'));
    await verify('john@null-mx.example');
    const { id } = await customerOf(signupId, 'in_review');
    await call('customer.uphold-flags', id, { reason: 'fraud' }, SECURITY);
    await customerOf(signupId, 'closed');
  });

  it('asks again where the answer may come by itself, then leaves an open check to ops', async () => {
    const signupId = await signUp(form('servfail.example'));
    await verify('john@servfail.example');
    const { id } = await customerOf(signupId, 'in_review');
    expect(await test.sql('select status, attempt from domain_check where customer_id = ?', [id])).toEqual([
      { status: 'inconclusive', attempt: 2 },
    ]);
    await call('customer.accept-domain', id, { reason: 'spoke to them on the phone' });
    await customerOf(signupId, 'active');
  }, 60_000);

  it('refuses twins: address, company, and a second signup under way', async () => {
    await expect(
      signUp(form('twice.example', { email: 'JOHN@healthy-clinics.example' })),
    ).rejects.toMatchObject({
      code: 'duplicate_email',
    });
    const company = { companyName: 'COMPANY  of Healthy-clinics.example', email: 'eve@other.example' };
    await expect(signUp(form('other.example', company))).rejects.toMatchObject({
      code: 'duplicate_company',
      detail: expect.stringMatching(/^A customer of ours in /) as string,
    });
    await signUp(form('slow.example'));
    await expect(signUp(form('slow.example'))).rejects.toMatchObject({ code: 'duplicate_email' });
    const both = await Promise.allSettled([signUp(form('race.example')), signUp(form('race.example'))]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(both.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { code: 'duplicate_email' },
    });
  });

  it('marks a signup whose company became a customer meanwhile', async () => {
    const first = await signUp(form('first.example', { companyName: 'Same Legal Name Ltd' }));
    const second = await signUp(form('second.example', { companyName: 'same legal name  LTD' }));
    await verify('john@first.example');
    await customerOf(first, 'active');
    await verify('john@second.example');
    await eventually(async () => {
      const [row] = await test.sql('select status, status_reason from signup where id = ?', [second]);
      expect(row).toMatchObject({
        status: 'duplicate',
        status_reason: expect.stringContaining('full legal name') as string,
      });
    });
  });
});
