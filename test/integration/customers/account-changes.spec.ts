import { CommandDispatcher } from '../../../src/platform/commands/command-dispatcher.js';
import { CustomerLoginService } from '../../../src/customers/customer-login.service.js';
import { OnboardingQueries } from '../../../src/onboarding/onboarding.queries.js';
import { newId } from '../../../src/platform/ids/new-id.js';
import { PUBLIC, type Actor } from '../../../src/platform/unit-of-work/actor.js';
import { insertCustomer } from '../../support/customers.js';
import { eventually } from '../../support/eventually.js';
import { PortalPeople } from '../../support/portal.js';
import { sentMails, tokenIn } from '../../support/sent-mails.js';
import { startWeb, type TestWeb } from '../../support/web.js';

const OPS: Actor = { kind: 'staff', id: newId(), role: 'ops' };

describe('Changes of an account', () => {
  let web: TestWeb;
  let people: PortalPeople;
  beforeAll(async () => {
    web = await startWeb({ worker: true });
    people = new PortalPeople(web);
  });
  afterAll(() => web?.close());

  const call = async <T>(name: string, id: string, input: object, actor: Actor = OPS): Promise<T> =>
    (await web.app.get(CommandDispatcher).dispatch(name, id, input, { actor, requestId: 'test' })).body as T;
  const one = async <T extends object>(sql: string, ...values: unknown[]) =>
    (await web.sql<T>(sql, values))[0];
  const versionOf = async (id: string) =>
    (await one<{ version: number }>('select version from customer where id = ?', id))?.version ?? 0;
  const mailsTo = (address: string, subject: RegExp) =>
    eventually(async () => {
      const found = (await sentMails(web.dataDir, address)).filter((mail) =>
        subject.test(mail.subject ?? ''),
      );
      expect(found.length).toBeGreaterThan(0);
      return found;
    });

  describe('a new e-mail address', () => {
    it('is verified and checked anew; the old mailbox opens nothing, invites and the password move', async () => {
      const { id, email: old, password } = await people.add();
      await call('call.schedule', id, { kind: 'onboarding', reason: 'Agreed by phone.' });
      await mailsTo(old, /You are invited/);
      const link = await people.token({ purpose: 'connect', customerId: id, subjectId: newId() });
      const fresh = `corrected-${id.slice(-8)}@doe-media.example`;
      await call('customer.change-email', id, { version: await versionOf(id), email: fresh });
      const logins = web.app.get(CustomerLoginService, { strict: false });
      const signIn = (address: string) =>
        logins.signIn({ email: address, password, address: '198.51.100.77' });
      await expect(signIn(old)).rejects.toMatchObject({ code: 'sign_in_failed' });
      await expect(signIn(fresh)).rejects.toMatchObject({ code: 'sign_in_failed' });
      expect((await fetch(`${web.url}/connect?token=${link}`)).status).toBe(410);
      await mailsTo(old, /^Cancelled/);
      const [invite] = await mailsTo(fresh, /^New time/);
      expect(invite?.attachments[0]?.content.toString().replace(/\r\n[ \t]/g, '')).toContain(fresh);
      await expect(call('customer.reset-password', id, {})).rejects.toMatchObject({
        code: 'email_not_verified',
      });
      await eventually(async () =>
        expect(await one('select status, domain from domain_check where customer_id = ?', id)).toEqual({
          status: 'clear',
          domain: 'doe-media.example',
        }),
      );
      const token = tokenIn((await mailsTo(fresh, /onfirm/)).at(-1), '/portal/verify');
      await call('signup.verify', '', { token }, PUBLIC);
      expect((await mailsTo(fresh, /password/i)).length).toBe(1);
      expect((await sentMails(web.dataDir, old)).some((mail) => /verify\?token/.test(mail.text ?? ''))).toBe(
        false,
      );
    });

    it('gets no welcome before it is verified: Step 3 says so and offers what helps', async () => {
      const id = await insertCustomer(web);
      await call('call.schedule', id, { kind: 'onboarding', reason: 'Agreed by phone.' });
      const fresh = `welcome-${id.slice(-8)}@doe-media.example`;
      await call('customer.change-email', id, { version: await versionOf(id), email: fresh });
      const verification = (await mailsTo(fresh, /onfirm/)).at(-1);
      await expect(call('customer.welcome', id, {})).rejects.toMatchObject({
        code: 'address_not_verified',
        hint: expect.stringContaining('resend verification') as string,
      });
      const { steps } = await web.app.get(OnboardingQueries).view(id, OPS);
      const actions = steps.find((step) => step.id === '3')?.actions ?? [];
      const press = (name: string) => actions.find(({ command }) => command === name);
      expect(press('customer.welcome')?.disabledReason).toContain('Send Verification Again');
      expect(press('customer.resend-verification')).not.toHaveProperty('disabledReason');
      expect((await sentMails(web.dataDir, fresh)).some(({ text }) => /temporary/i.test(text ?? ''))).toBe(
        false,
      );
      await call('signup.verify', '', { token: tokenIn(verification, '/portal/verify') }, PUBLIC);
      await call('customer.welcome', id, {});
      await mailsTo(fresh, /Welcome/);
    });

    it('is refused when it is taken, the same, malformed, or read at an older version', async () => {
      const [id, other] = [await insertCustomer(web), await insertCustomer(web)];
      const version = await versionOf(id);
      const change = (email: string, at = version) =>
        call('customer.change-email', id, { version: at, email });
      await expect(change(`${other.toUpperCase()}@Example.com`)).rejects.toMatchObject({
        code: 'duplicate_email',
      });
      await expect(change(`${id}@example.com`)).rejects.toMatchObject({ code: 'email_unchanged' });
      await expect(change('new@x')).rejects.toMatchObject({ code: 'validation_failed' });
      await expect(change('new@example.com', version + 1)).rejects.toMatchObject({
        code: 'version_conflict',
      });
      expect(await versionOf(id)).toBe(version);
    });

    it('does not let a mail that waits for the old mailbox out', async () => {
      const { id, email: old } = await people.add();
      const later = new Date(Date.now() + 3_600_000);
      await web.sql(
        `insert into mail (id, template, to_email, customer_id, subject_id, params, dedupe_key, status, due_at, message_id, created_at)
         values (?, 'password_reset', ?, ?, ?, '{"kind":"customer"}', ?, 'queued', ?, ?, ?)`,
        [newId(), old, id, id, newId(), later, `<${newId()}@x>`, later],
      );
      await call('customer.change-email', id, {
        version: await versionOf(id),
        email: `n-${id.slice(-8)}@example.com`,
      });
      expect(
        await one("select to_email from mail where customer_id = ? and template = 'password_reset'", id),
      ).toEqual({
        to_email: `n-${id.slice(-8)}@example.com`,
      });
    });
  });

  describe('a merge', () => {
    const made = async (name: string) => {
      const some = newId().slice(-6);
      const account = {
        industry: 'trading',
        country: 'IN',
        timezone: 'Asia/Kolkata',
        contactName: 'John Doe',
      };
      const { id } = await call<{ id: string }>('customer.create', '', {
        ...account,
        email: `${name}-${some}@merge.example`,
        companyName: `${name} ${some}`,
      });
      // The CRM's answer and the domain check are changes of their own: what is edited is what is there after them.
      await eventually(async () =>
        expect(
          await one(
            'select d.status from customer c join domain_check d on d.customer_id = c.id where c.id = ? and c.crm_id is not null',
            id,
          ),
        ).toEqual({ status: 'clear' }),
      );
      return id;
    };

    it('closes the duplicate, pointing to the kept one, and moves its people', async () => {
      const [kept, duplicate] = [await made('Kept'), await made('Twin')];
      await call('customer.add-contact', duplicate, {
        name: 'Jane Doe',
        role: 'Instagram admin',
        email: 'jane@merge.example',
      });
      await call('customer.merge', duplicate, { version: await versionOf(duplicate), intoId: kept });
      expect(await one('select status, merged_into_id from customer where id = ?', duplicate)).toEqual({
        status: 'closed',
        merged_into_id: kept,
      });
      const contacts = await web.sql<{ role: string }>(
        'select role from contact where customer_id = ? order by created_at',
        [kept],
      );
      expect(contacts.map(({ role }) => role)).toEqual([
        'primary',
        expect.stringMatching(/^Contact of the duplicate C-\d+$/) as string,
        'Instagram admin',
      ]);
      await expect(
        call('customer.merge', duplicate, { version: await versionOf(duplicate), intoId: kept }),
      ).rejects.toMatchObject({
        code: 'not_mergeable',
      });
    });

    it('is refused while the duplicate has work done, into itself, into a closed or an unknown one', async () => {
      const [kept, busy] = [await insertCustomer(web), await insertCustomer(web)];
      const merge = async (id: string, intoId: string) =>
        call('customer.merge', id, { version: await versionOf(id), intoId });
      await call('agent.draft', busy, { type: 'trading', platforms: ['delta'] });
      await call('trial.create', busy, { agentType: 'trading' });
      await expect(merge(busy, kept)).rejects.toMatchObject({
        code: 'not_mergeable',
        detail: expect.stringContaining('a trial') as string,
      });
      await expect(merge(kept, kept)).rejects.toMatchObject({ code: 'not_mergeable' });
      await expect(merge(kept, newId())).rejects.toMatchObject({ code: 'not_found' });
      const closed = await made('Gone');
      await call('customer.close', closed, { reason: 'left' });
      await expect(merge(kept, closed)).rejects.toMatchObject({ code: 'not_mergeable' });
    });

    it('of each into the other at once closes one of them', async () => {
      const [a, b] = [await made('Left'), await made('Right')];
      const versions = [await versionOf(a), await versionOf(b)];
      const both = await Promise.allSettled([
        call('customer.merge', a, { version: versions[0], intoId: b }),
        call('customer.merge', b, { version: versions[1], intoId: a }),
      ]);
      expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
      expect(
        await one(
          "select count(*)::int as closed from customer where id in (?, ?) and status = 'closed'",
          a,
          b,
        ),
      ).toEqual({ closed: 1 });
    });
  });
});
