import { CustomerLoginService } from '../../../src/customers/customer-login.service.js';
import { CustomerLists } from '../../../src/customers/customer-lists.js';
import type { Erased } from '../../../src/onboarding/erasure/customer-erasure.service.js';
import { KEPT, PERSONAL } from '../../../src/onboarding/erasure/personal-columns.js';
import { TimelineQueries } from '../../../src/onboarding/view/timeline.queries.js';
import { newId } from '../../../src/platform/ids/new-id.js';
import { VaultReader } from '../../../src/platform/vault/vault-reader.js';
import { startApp, type TestApp } from '../../support/app.js';
import { CredentialBench } from '../../support/credential-bench.js';
import { insertCustomer } from '../../support/customers.js';
import { eventually } from '../../support/eventually.js';
import { insertFilled } from '../../support/filled-rows.js';
import { GoalBench, staff } from '../../support/goal-bench.js';
import { dumpOf, leaksIn } from '../../support/leaks.js';
import { COMPANY, EMAIL, PLANTED, plantPerson, words } from '../../support/planted-person.js';

const admin = staff('admin');

describe('Erasing a customer', () => {
  let test: TestApp;
  let bench: GoalBench;

  beforeAll(async () => {
    test = await startApp();
    bench = new GoalBench(test);
  });
  afterAll(() => test?.close());

  const hits = async () => leaksIn(await dumpOf(test.database), PLANTED);
  const numberOf = async (id: string) =>
    `C-${(await test.sql<{ number: number }>('select number from customer where id = ?', [id]))[0]?.number}`;
  const erase = async (id: string, number?: string) =>
    bench.call<Erased>('customer.erase', id, { number: number ?? (await numberOf(id)) }, admin);

  it('leaves nothing of the person in any table, and no copy of a secret can be opened', async () => {
    const { customerId, agentId, trial, goal } = await bench.withGoal();
    const keys = new CredentialBench(test);
    await keys.ended((await keys.give(customerId, 'ok_trade')).testId);
    const bystander = await keys.connected();
    const { callId } = await plantPerson(test, customerId, { goalId: goal.id, agentId, trialId: trial.id });
    const other = await insertCustomer(test);
    await test.sql('update customer set duplicate_warning = ? where id = ?', [`Near ${COMPANY}`, other]);
    await test.sql('create table kept_copy as select * from vault_secret where customer_id = ?', [
      customerId,
    ]);
    const [copy] = await test.sql<{ set_id: string }>('select set_id from kept_copy limit 1');
    expect(copy).toBeDefined();
    const logins = test.app.get(CustomerLoginService, { strict: false });

    expect(await bench.refusal('customer.erase', customerId, { number: 'C-1' }, staff('ops'))).toMatchObject({
      code: 'forbidden',
    });
    const number = await numberOf(customerId);
    expect(await bench.refusal('customer.erase', customerId, { number }, admin)).toMatchObject({
      code: 'transition_refused',
      detail: `${number} is active; only a closed customer is erased.`,
    });
    await bench.call('customer.close', customerId, { reason: words });
    await insertFilled(test, 'goal_run', {
      id: newId(),
      ...{ customer_id: customerId, goal_id: goal.id, agent_id: agentId, trial_id: trial.id },
      ...{ trigger: 'manual', status: 'queued' },
    });
    expect(await bench.refusal('customer.erase', customerId, { number }, admin)).toMatchObject({
      code: 'not_erasable_yet',
      detail: expect.stringContaining('a goal run') as string,
    });
    await test.sql(`update goal_run set status = 'cancelled' where status = 'queued'`);
    await eventually(async () => {
      expect(await bench.refusal('customer.erase', customerId, { number: 'C-999' }, admin)).toMatchObject({
        code: 'not_this_customer',
      });
    });
    expect((await hits()).length).toBeGreaterThan(25);
    const history = () =>
      test.sql<{ type: string }>('select type from history_entry where customer_id = ? order by at, id', [
        customerId,
      ]);
    const before = await history();

    await test.sql(`update customer set crm_id = 'CRM-00001042' where id = ?`, [customerId]);
    const first = await erase(customerId);
    expect(await erase(customerId, number.toLowerCase())).toEqual(first);
    const outside = first.outside.map(({ system }) => system);
    expect(outside).toEqual(expect.arrayContaining(['Mail', 'CRM', 'Backups']));
    expect(first.outside.find(({ system }) => system === 'CRM')?.holds).toBe('the record CRM-00001042');
    const [line] = (await test.app.get(TimelineQueries, { strict: false }).page(customerId, { limit: 5 }))
      .items;
    expect(line?.text).toMatch(
      /Still outside, to be erased by hand: sent mails \(\d+\).*CRM-00001042.*backups$/,
    );
    expect(await hits()).toEqual([]);
    expect(await history()).toEqual([...before, { type: 'customer.erased' }]);

    await test.sql('insert into vault_secret select * from kept_copy');
    const ask = { setId: copy?.set_id ?? '', reason: 'connection_test', job: 'test' } as const;
    await expect(test.app.get(VaultReader, { strict: false }).reveal(ask)).rejects.toMatchObject({
      code: 'keys_destroyed',
    });
    expect(await keys.credential(bystander.credentialId)).toMatchObject({ status: 'active' });
    expect(
      await test.sql('select score, email like ? as gone from survey where customer_id = ?', [
        'erased%',
        customerId,
      ]),
    ).toEqual([{ score: 5, gone: true }]);
    const [call] = await test.sql<{ attendees: object[] }>(
      'select attendees, consents from call where id = ?',
      [callId],
    );
    expect(call).toEqual({
      attendees: [
        { name: 'erased', email: 'erased', role: 'customer' },
        { name: 'Priya Sharma', email: 'priya.sharma@waooaw.com', role: 'csm' },
      ],
      consents: [
        { answer: 'given', name: 'erased', words: 'erased', at: '2026-02-12T10:00:00Z', recordedBy: 'x' },
      ],
    });
    expect(
      await test.sql(`select 1 from mail where customer_id = ? and status = 'queued'`, [customerId]),
    ).toEqual([]);
    expect(await test.app.get(CustomerLists, { strict: false }).customers.findOne(customerId)).toMatchObject({
      companyName: 'erased',
      status: 'closed',
    });
    expect(await bench.goals.goal(goal.id)).toMatchObject({ name: 'erased' });
    const [{ version = 0 } = {}] = await test.sql<{ version: number }>(
      'select version from customer where id = ?',
      [customerId],
    );
    for (const [name, input] of [
      ['customer.update', { version, companyName: COMPANY }],
      ['customer.add-contact', { name: words, role: 'signer' }],
      ['note.write', { kind: 'internal', body: words }],
    ] as const)
      expect([name, (await bench.refusal(name, customerId, input, admin)).code]).toEqual([
        name,
        'customer_erased',
      ]);
    expect(await hits()).toEqual([]);
    const entry = { email: EMAIL, password: 'any words at all', address: '198.51.100.7' };
    await expect(logins.signIn(entry)).rejects.toMatchObject({ code: expect.any(String) as string });
  }, 60_000);

  it('has decided on every column of every table that is a customer’s', async () => {
    const decided = new Set(
      PERSONAL.flatMap(({ table, columns }) => Object.keys(columns).map((name) => `${table}.${name}`)),
    );
    for (const [table, names] of Object.entries(KEPT))
      for (const name of names.split(' ')) decided.add(`${table}.${name}`);
    const columns = await test.sql<{ at: string }>(
      `select c.table_name || '.' || c.column_name as at from information_schema.columns c
        where c.table_schema = 'public' and c.table_name <> 'kept_copy' and c.data_type in ('text', 'jsonb', 'json', 'character varying', 'ARRAY')
          and (c.table_name in (select table_name from information_schema.columns
                 where table_schema = 'public' and column_name = 'customer_id')
               or c.table_name in (select jsonb_array_elements_text(?::jsonb)))
        order by 1`,
      [JSON.stringify(PERSONAL.map(({ table }) => table))],
    );
    expect(columns.map(({ at }) => at).filter((at) => !decided.has(at))).toEqual([]);
  });
});
