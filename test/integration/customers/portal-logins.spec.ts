import { jest } from '@jest/globals';
import { customerAggregate } from '../../../src/customers/customer.aggregate.js';
import { CustomerLoginService } from '../../../src/customers/customer-login.service.js';
import { CommandDispatcher } from '../../../src/platform/commands/command-dispatcher.js';
import { PasswordHasher } from '../../../src/platform/sign-in/password-hasher.js';
import { type Actor, systemActor } from '../../../src/platform/unit-of-work/actor.js';
import { UnitOfWork } from '../../../src/platform/unit-of-work/unit-of-work.js';
import { insertCustomer } from '../../support/customers.js';
import { eventually } from '../../support/eventually.js';
import { sentMails } from '../../support/sent-mails.js';
import { startWeb, type TestWeb } from '../../support/web.js';

jest.setTimeout(60_000);

const OPS: Actor = { kind: 'staff', id: '019c4f00-0000-7000-8000-0000000000f1', role: 'ops' };

describe('Portal logins of customers', () => {
  let test: TestWeb;
  beforeAll(async () => {
    test = await startWeb({ worker: true });
  });
  afterAll(() => test?.close());

  const call = (name: string, id: string, input: object) =>
    test.app.get(CommandDispatcher).dispatch(name, id, input, { actor: OPS, requestId: 'test' });
  const login = () => test.app.get(CustomerLoginService, { strict: false });
  const issue = (id: string) =>
    test.app.get(UnitOfWork).run(systemActor('test'), async (tx) => {
      await tx.lock(customerAggregate, id);
      return login().issueTemporaryPassword(tx, id);
    });
  let address = 10;
  const signIn = (id: string, password: string) =>
    login().signIn({
      email: `${id.toUpperCase()}@Example.com`,
      password,
      address: `198.51.100.${(address += 1)}`,
    });

  it('open nothing but a new password, for 72 hours', async () => {
    const id = await insertCustomer(test);
    const temporary = await issue(id);
    const dump = JSON.stringify(await test.sql('select * from customer_login where customer_id = ?', [id]));
    expect(dump).not.toContain(temporary);
    const session = await signIn(id, temporary);
    expect(session).toMatchObject({ customerId: id, mustChange: true });
    await expect(login().setPassword(id, temporary, session.epoch)).rejects.toMatchObject({
      code: 'password_refused',
    });
    const own = await login().setPassword(id, 'seven quiet otters swim', session.epoch);
    expect(own.mustChange).toBe(false);
    expect(await login().session(session)).toBeNull();
    expect(await login().session(own)).toMatchObject({ customerId: id });
    await expect(signIn(id, temporary)).rejects.toMatchObject({ code: 'sign_in_failed' });
    expect(await signIn(id, 'seven quiet otters swim')).toMatchObject({ mustChange: false });
    const entries = await test.sql(
      "select type from history_entry where customer_id = ? and type = 'customer.first_login'",
      [id],
    );
    expect(entries).toHaveLength(1);
  });

  it('void the old temporary password with the new one, and both with time', async () => {
    const id = await insertCustomer(test);
    const [first, second] = [await issue(id), await issue(id)];
    await expect(signIn(id, first)).rejects.toMatchObject({ code: 'sign_in_failed' });
    await test.sql('update business_clock set offset_ms = ?', [73 * 3_600_000]);
    try {
      await expect(signIn(id, second)).rejects.toMatchObject({ code: 'sign_in_failed' });
    } finally {
      await test.sql('update business_clock set offset_ms = 0');
    }
    expect(await signIn(id, second)).toMatchObject({ mustChange: true });
  });

  it('are over when the customer is suspended, and open again after it', async () => {
    const id = await insertCustomer(test);
    const temporary = await issue(id);
    const first = await signIn(id, temporary);
    const own = await login().setPassword(id, 'seven quiet otters swim', first.epoch);
    await call('customer.suspend', id, { reason: 'unpaid bills' });
    expect(await login().session(own)).toBeNull();
    await expect(signIn(id, 'seven quiet otters swim')).rejects.toMatchObject({ code: 'sign_in_failed' });
    await expect(call('customer.reset-password', id, {})).rejects.toMatchObject({
      code: 'customer_not_active',
    });
    await call('customer.reactivate', id, { reason: 'paid' });
    expect(await login().session(own)).toBeNull();
    expect(await signIn(id, 'seven quiet otters swim')).toMatchObject({ customerId: id });
  });

  it('let nobody in, and set nothing, by a password that a reset has just replaced', async () => {
    const id = await insertCustomer(test);
    const old = await issue(id);
    const session = await signIn(id, old);
    const hasher = test.app.get(PasswordHasher, { strict: false });
    const verify = hasher.verify.bind(hasher);
    const between = jest.spyOn(hasher, 'verify').mockImplementationOnce(async (hash, typed) => {
      const right = await verify(hash, typed);
      await issue(id);
      return right;
    });
    await expect(signIn(id, old)).rejects.toMatchObject({ code: 'sign_in_failed' });
    between.mockRestore();
    await expect(login().setPassword(id, 'nine stolen words sing', session.epoch)).rejects.toMatchObject({
      code: 'sign_in_failed',
    });
  });

  it('are reset by mail (Issue 5): the stored copy never holds the password', async () => {
    const id = await insertCustomer(test);
    await call('customer.reset-password', id, {});
    const mail = await eventually(async () => {
      const [found] = await sentMails(test.dataDir, `${id}@example.com`);
      expect(found?.subject).toMatch(/password/);
      return found!;
    });
    const password = /\b[a-z2-9]{5}(-[a-z2-9]{5}){3}\b/.exec(mail.text ?? '')?.[0] ?? '';
    expect(await signIn(id, password)).toMatchObject({ customerId: id, mustChange: true });
    expect(JSON.stringify(await test.sql('select * from mail where customer_id = ?', [id]))).not.toContain(
      password,
    );
  });
});
