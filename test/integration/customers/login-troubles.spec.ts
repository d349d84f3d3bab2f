import { CustomerLoginService } from '../../../src/customers/customer-login.service.js';
import type { IssueView, TroublesView } from '../../../src/onboarding/diagnosis-view.js';
import { CommandDispatcher } from '../../../src/platform/commands/command-dispatcher.js';
import { TroublesQueries } from '../../../src/onboarding/diagnosis/troubles.queries.js';
import { newId } from '../../../src/platform/ids/new-id.js';
import type { Actor } from '../../../src/platform/unit-of-work/actor.js';
import { insertCustomer } from '../../support/customers.js';
import { eventually } from '../../support/eventually.js';
import { OWN_WORDS, PortalPeople } from '../../support/portal.js';
import { sentMails } from '../../support/sent-mails.js';
import { startWeb, type TestWeb } from '../../support/web.js';

const OPS: Actor = { kind: 'staff', id: newId(), role: 'ops' };

describe("A customer who can't log in (Issue 5)", () => {
  let web: TestWeb;
  let people: PortalPeople;
  beforeAll(async () => {
    web = await startWeb({ worker: true });
    people = new PortalPeople(web);
  });
  afterAll(() => web?.close());

  const call = (name: string, id: string, input: object) =>
    web.app.get(CommandDispatcher).dispatch(name, id, input, { actor: OPS, requestId: 'test' });
  const view = (id: string, actor = OPS): Promise<TroublesView> =>
    web.app.get(TroublesQueries, { strict: false }).view(id, actor);
  const issue = async (id: string): Promise<IssueView> => {
    const found = (await view(id)).issues.find((one) => one.id === 'issue-5');
    if (!found) throw new Error('Issue 5 is not diagnosed');
    return found;
  };
  const answer = async (id: string) => {
    const { cause, checks, actions } = await issue(id);
    return {
      cause,
      says: checks.find((check) => check.id === cause)?.says,
      buttons: actions.map(({ command, disabledReason }) => (disabledReason ? `no ${command}` : command)),
    };
  };
  const signIn = (email: string, password: string, address = '198.51.100.9') =>
    web.app.get(CustomerLoginService, { strict: false }).signIn({ email, password, address });
  const failing = (email: string, password = 'not it') =>
    expect(signIn(email, password)).rejects.toMatchObject({ code: 'sign_in_failed' });
  const welcomed = async () => {
    const id = await insertCustomer(web);
    await call('customer.reset-password', id, {});
    const email = `${id}@example.com`;
    const password = await eventually(async () => {
      const [mail] = await sentMails(web.dataDir, email);
      return /\b[a-z2-9]{5}(-[a-z2-9]{5}){3}\b/.exec(mail?.text ?? '')![0];
    });
    await eventually(async () =>
      expect(
        await web.sql('select 1 from mail where customer_id = ? and status = ?', [id, 'sent']),
      ).toHaveLength(1),
    );
    return { id, email, password };
  };

  it('may have an account that is not active', async () => {
    const { id, email, password } = await welcomed();
    await call('customer.suspend', id, { reason: 'unpaid bills' });
    await failing(email, password);
    expect(await answer(id)).toEqual({
      cause: 'account_active',
      says: 'The account is Suspended.',
      buttons: ['customer.reactivate'],
    });
    expect((await view(id)).attempts[0]).toMatchObject({ cause: 'not_active', email, near: false });
  });

  it('may not have verified the address', async () => {
    const id = await insertCustomer(web);
    await web.sql('update customer set email_verified_at = null where id = ?', [id]);
    expect(await answer(id)).toMatchObject({
      cause: 'address_verified',
      buttons: ['customer.resend-verification', 'customer.change-email'],
    });
  });

  it('may type another address, nearly the right one', async () => {
    const { id, email } = await welcomed();
    const typo = email.replace('example.com', 'exmaple.com');
    await failing(typo);
    await failing('somebody-else-entirely@other.example');
    expect(await answer(id)).toEqual({
      cause: 'address_right',
      says: `Somebody tried ${typo}; the account has ${email}.`,
      buttons: ['customer.change-email'],
    });
    expect((await view(id)).attempts).toEqual([
      expect.objectContaining({ email: typo, near: true, cause: 'unknown_address', network: '198.51.100.9' }),
    ]);
  });

  it('may never have got the password: not sent, or refused by the mail server', async () => {
    const id = await insertCustomer(web);
    expect(await answer(id)).toEqual({
      cause: 'password_sent',
      says: 'No welcome mail has been sent yet.',
      buttons: ['no customer.welcome'],
    });
    const other = await welcomed();
    await web.sql(
      "update mail set status = 'failed', last_error = '550 no such user' where customer_id = ?",
      [other.id],
    );
    expect(await answer(other.id)).toMatchObject({
      cause: 'password_sent',
      says: `It could not be delivered to ${other.email}: 550 no such user`,
    });
  });

  it('may come after the temporary password ended', async () => {
    const { id, email, password } = await welcomed();
    await web.sql(
      "update customer_login set temporary_until = now() - interval '1 minute' where customer_id = ?",
      [id],
    );
    await failing(email, password);
    expect(await answer(id)).toMatchObject({ cause: 'password_works', buttons: ['customer.reset-password'] });
    expect((await view(id)).attempts[0]).toMatchObject({ cause: 'temporary_expired' });
  });

  it('may have signed in with the temporary password and set no own one', async () => {
    const { id, email, password } = await welcomed();
    await signIn(email, password);
    expect(await answer(id)).toMatchObject({ cause: 'own_password_set' });
  });

  it('may have mistyped the password, and then have to rest; a right one ends the trouble', async () => {
    const { id, email, browser } = await people.member();
    expect(browser).toBeDefined();
    await failing(email);
    expect(await answer(id)).toMatchObject({ cause: 'password_right', buttons: ['customer.reset-password'] });
    await signIn(email, OWN_WORDS);
    expect(await answer(id)).toMatchObject({ cause: null, buttons: ['escalation.open'] });
    for (let n = 0; n < 5; n += 1) await failing(email);
    await expect(signIn(email, OWN_WORDS)).rejects.toMatchObject({ code: 'too_many_sign_ins' });
    expect(await answer(id)).toMatchObject({ cause: 'not_resting' });
    const { attempts } = await view(id);
    expect(attempts.map(({ cause }) => cause).slice(0, 3)).toEqual([
      'resting',
      'wrong_password',
      'wrong_password',
    ]);
  });

  it('leaves a bounded trace, which holds no password', async () => {
    const { id, email } = await people.member();
    for (let n = 0; n < 56; n += 1) await signIn(email, `guess ${n}`).catch(() => undefined);
    const rows = await web.sql<{ row: string }>(
      'select row_to_json(a)::text as row from sign_in_attempt a where email_key = ?',
      [email],
    );
    expect(rows).toHaveLength(50);
    expect(JSON.stringify(rows)).not.toContain('guess');
    await expect(signIn('MySecretPassw0rd!typed-here', 'x', '203.0.113.77')).rejects.toBeDefined();
    const all = await web.sql('select email_key from sign_in_attempt');
    expect(JSON.stringify(all)).not.toMatch(/secretpassw0rd/i);
    expect((await view(id)).attempts).toHaveLength(20);
  });

  it('is told to each role with the buttons it may press, and of no unknown customer', async () => {
    const { id } = await people.member();
    const security: Actor = { kind: 'staff', id: newId(), role: 'security' };
    for (const { actions } of (await view(id, security)).issues)
      expect(actions.map(({ command }) => command)).not.toContain('customer.change-email');
    await expect(view(newId())).rejects.toMatchObject({ code: 'not_found' });
    await expect(view('C-0001')).rejects.toMatchObject({ code: 'not_found' });
  });
});
