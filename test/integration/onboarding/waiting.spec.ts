import { callRescheduled } from '../../../src/calls/call.entries.js';
import { credentialStored } from '../../../src/credentials/credential.entries.js';
import { customerEmailVerified, customerFirstLogin } from '../../../src/customers/customer.entries.js';
import { WaitingTask } from '../../../src/customers/waiting/waiting.task.js';
import { CustomerListQueries } from '../../../src/onboarding/progress/customer-list.queries.js';
import { OnboardingQueries } from '../../../src/onboarding/onboarding.queries.js';
import { BusinessClock } from '../../../src/platform/clocks/business-clock.js';
import { Database } from '../../../src/platform/database/database.js';
import { newId } from '../../../src/platform/ids/new-id.js';
import { parseListQuery } from '../../../src/platform/listing/list-query.js';
import { PUBLIC, systemActor, type Actor } from '../../../src/platform/unit-of-work/actor.js';
import type { Tx } from '../../../src/platform/unit-of-work/tx.js';
import { UnitOfWork } from '../../../src/platform/unit-of-work/unit-of-work.js';
import { Upkeep } from '../../../src/platform/upkeep/upkeep.js';
import { startApp, type TestApp } from '../../support/app.js';
import { insertCustomer } from '../../support/customers.js';
import { eventually } from '../../support/eventually.js';
import { customer, GoalBench, staff } from '../../support/goal-bench.js';
import { sentMails } from '../../support/sent-mails.js';

const OPS = staff('ops');

describe('Waiting on a customer', () => {
  let test: TestApp;
  let bench: GoalBench;

  const sql = <T extends object>(query: string, ...values: unknown[]) => test.sql<T>(query, values);
  const goTo = async (instant: string) => {
    await test.app.get(BusinessClock).advanceTo(test.app.get(Database).em(), new Date(instant));
    await test.app.get(Upkeep).tick();
  };
  const wait = (id: string, change: object = {}) =>
    bench.call<{ id: string; followUpAt: Date; nextNudgeAt: Date | null }>('customer.wait', id, {
      ...{ on: 'customer', whatFor: 'your Delta Exchange API key', followUpAt: '2027-02-19T10:00' },
      ...change,
    });
  const refused = (id: string, change: object) =>
    bench.refusal('customer.wait', id, {
      ...{ on: 'customer', whatFor: 'your API key', followUpAt: '2027-02-19T10:00', nudge: true },
      ...change,
    });
  const history = async (id: string) =>
    (
      await sql<{ type: string }>(
        `select type from history_entry where customer_id = ?
          and type in ('customer.waiting', 'customer.wait_changed', 'customer.resumed', 'customer.follow_up_due')
          order by at, id`,
        id,
      )
    ).map(({ type }) => type.replace('customer.', ''));
  const ended = async (id: string) =>
    (
      await sql<{ ended_because: string | null }>(
        'select ended_because from customer_wait where customer_id = ? order by created_at desc, id desc limit 1',
        id,
      )
    )[0]?.ended_because;
  const nudges = (id: string) =>
    sql<{ status: string; due_at: string; text: string | null }>(
      `select status, due_at, text from mail where customer_id = ? and template = 'waiting_nudge' order by created_at, id`,
      id,
    );
  const left = (id: string, count: number) =>
    eventually(async () => {
      const rows = await nudges(id);
      expect(rows.map(({ status }) => status)).toEqual(Array(count).fill('sent'));
      return rows.map(({ text }) => (text ?? '').replace(/\s+/g, ' '));
    });
  const listed = async (filters: Record<string, string>) => {
    const { list } = test.app.get(CustomerListQueries);
    return (await list.find(parseListQuery(list, { filters, perPage: '100' }))).map(({ id }) => id);
  };
  const stuckNow = async () =>
    listed({ inOnboarding: 'false', 'stuckFrom~~to': (await bench.now()).toISOString() });
  const nextDue = () => test.app.get(WaitingTask).nextDue(test.app.get(Database).em());
  const view = async (id: string) => (await test.app.get(OnboardingQueries).view(id, OPS)).customer;
  const as = (actor: Actor, work: (tx: Tx) => void) =>
    test.app.get(UnitOfWork).run(actor, (tx) => Promise.resolve(work(tx)));

  beforeAll(async () => {
    test = await startApp();
    bench = new GoalBench(test);
    await sql("update csm set timezone = 'Asia/Kathmandu'");
    // 15:30 in Kolkata.
    await goTo('2027-02-15T10:00:00Z');
  });
  afterAll(() => test?.close());

  it('parks until an hour on the wall of the CSM; pressed twice it is one wait', async () => {
    const id = await insertCustomer(test);
    const [first, twin] = await Promise.all([wait(id), wait(id)]);
    expect(first.followUpAt).toEqual(new Date('2027-02-19T04:15:00Z'));
    expect(twin).toEqual(first);
    expect(await wait(id)).toEqual(first);
    expect(await history(id)).toEqual(['waiting']);
    expect(await listed({ waiting: 'parked' })).toEqual([id]);
    expect(await stuckNow()).not.toContain(id);
    const { stuck, waiting } = await view(id);
    expect(stuck).toBe(false);
    expect(waiting).toMatchObject({ on: 'customer', whatFor: 'your Delta Exchange API key', due: false });
    expect(waiting?.actions.map(({ label }) => label)).toEqual(['Resume', 'Change']);

    const changed = await wait(id, { followUpAt: '2027-02-20T10:00:00+05:30', nudge: true });
    expect(changed).toMatchObject({ id: first.id, nextNudgeAt: new Date('2027-02-16T10:00:00Z') });
    const other = await wait(id, { on: 'us', whatFor: 'an answer of engineering' });
    expect(other.id).not.toBe(first.id);
    expect(await history(id)).toEqual(['waiting', 'wait_changed', 'resumed', 'waiting']);
    await bench.call('customer.resume', id, { changed: 'They answered.' });
    expect(await bench.refusal('customer.resume', id)).toMatchObject({ code: 'not_waiting' });
    expect(await sql('select ended_because, end_note from customer_wait where id = ?', other.id)).toEqual([
      { ended_because: 'resumed', end_note: 'They answered.' },
    ]);
    expect(await listed({ waiting: 'parked,due' })).toEqual([]);
  });

  it('is refused for a moment past or too far, reminders to us, and a customer that is shut off', async () => {
    const id = await insertCustomer(test);
    expect((await refused(id, { followUpAt: '2027-02-15T15:45' })).fields).toEqual([
      expect.objectContaining({ field: 'followUpAt' }),
    ]);
    expect((await refused(id, { followUpAt: '2027-05-17T10:00' })).fields).toHaveLength(1);
    expect((await refused(id, { on: 'us' })).fields).toEqual([expect.objectContaining({ field: 'nudge' })]);
    expect(await refused(id, { followUpAt: 'tomorrow' })).toMatchObject({ code: 'validation_failed' });
    expect(await sql('select 1 from customer_wait where customer_id = ?', id)).toEqual([]);
    await wait(id);
    await bench.call('customer.suspend', id, { reason: 'Unpaid invoice.' });
    expect(await ended(id)).toBe('suspended');
    expect(await refused(id, {})).toMatchObject({ code: 'cannot_wait' });
    await bench.call('customer.reactivate', id, { reason: 'Paid.' });
    await wait(id);
    await bench.call('customer.close', id, { reason: 'Went away.' });
    expect(await ended(id)).toBe('closed');
  });

  it('reminds once a day, the last time saying so; at the follow-up the cover is told once and it is due', async () => {
    const id = await insertCustomer(test);
    const [cover] = await sql<{ id: string; email: string }>(
      'select m.id, m.email from csm m join customer c on m.id <> c.csm_id where c.id = ? order by m.email limit 1',
      id,
    );
    await sql(
      `insert into csm_absence (id, csm_id, cover_id, starts_at, ends_at)
       select ?, csm_id, ?, '2027-02-18T00:00:00Z', '2027-02-20T00:00:00Z' from customer where id = ?`,
      ...[newId(), cover?.id, id],
    );
    await wait(id, { followUpAt: '2027-02-18T10:00', nudge: true });
    expect(await nextDue()).toEqual(new Date('2027-02-16T10:00:00Z'));
    await goTo('2027-02-16T10:00:00Z');
    await test.app.get(Upkeep).tick();
    const [first] = await left(id, 1);
    expect(first).toContain('your Delta Exchange API key');
    expect(first).not.toContain('last reminder');
    await goTo('2027-02-17T10:00:00Z');
    const [, last] = await left(id, 2);
    // 48 hours without a step done, but parked.
    expect(await view(id)).toMatchObject({ stuck: false });
    expect(await stuckNow()).not.toContain(id);
    expect(last).toContain('This is the last reminder that comes by itself.');
    expect(await nextDue()).toEqual(new Date('2027-02-18T04:15:00Z'));

    await goTo('2027-02-18T04:15:00Z');
    await test.app.get(Upkeep).tick();
    const told = await eventually(async () => {
      const mails = (await sentMails(test.dataDir, cover?.email ?? '')).filter(({ subject }) =>
        /the follow-up is due/.test(subject ?? ''),
      );
      expect(mails).toHaveLength(1);
      return mails[0]?.text ?? '';
    });
    expect(told).toContain('your Delta Exchange API key');
    expect(told).toContain(`/admin/resources/customers/records/${id}/show`);
    expect(await history(id)).toEqual(['waiting', 'follow_up_due']);
    expect(await listed({ waiting: 'due' })).toEqual([id]);
    expect(await stuckNow()).toContain(id);
    expect(await view(id)).toMatchObject({ stuck: true, waiting: { due: true, nextNudgeAt: null } });
    await goTo('2027-02-18T10:00:00Z');
    await left(id, 2);
    await wait(id, { followUpAt: '2027-02-22T10:00' });
    expect(await listed({ waiting: 'parked' })).toEqual([id]);
    expect(await view(id)).toMatchObject({ stuck: false });
    await bench.call('customer.resume', id);
  });

  it('keeps a reminder back at night, and drops it when the wait is over by morning', async () => {
    // 21:30 in Kolkata.
    await goTo('2027-02-18T16:00:00Z');
    const [stays, goes] = [await insertCustomer(test), await insertCustomer(test)];
    for (const id of [stays, goes]) await wait(id, { followUpAt: '2027-02-23T10:00', nudge: true });
    await goTo('2027-02-19T16:00:00Z');
    for (const id of [stays, goes])
      expect(await nudges(id)).toEqual([
        expect.objectContaining({ status: 'queued', due_at: '2027-02-20 02:30:00+00' }),
      ]);
    await bench.call('customer.resume', goes, { changed: 'The key came by phone.' });
    await goTo('2027-02-20T02:30:00Z');
    await left(stays, 1);
    await eventually(async () => expect(await nudges(goes)).toMatchObject([{ status: 'cancelled' }]));
    await bench.call('customer.resume', stays);
  });

  it('ends when the customer acts, saying by what; what staff and machines do leaves it', async () => {
    const about = (customerId: string) => ({ subjectId: newId(), customerId });
    const given = (door: string) => ({ platform: 'delta', door, candidate: false });
    const moved = { kind: 'onboarding' as const, startsAt: '2027-02-22T10:00:00Z' };
    const acts: [string | null, Actor, (tx: Tx, id: string) => void][] = [
      ['credential', PUBLIC, (tx, id) => tx.record(credentialStored, { ...about(id), data: given('link') })],
      ['credential', PUBLIC, (tx, id) => tx.record(credentialStored, { ...about(id), data: given('oauth') })],
      [null, OPS, (tx, id) => tx.record(credentialStored, { ...about(id), data: given('api') })],
      ['first_login', PUBLIC, (tx, id) => tx.record(customerFirstLogin, { ...about(id), data: {} })],
      ['email', PUBLIC, (tx, id) => tx.record(customerEmailVerified, { ...about(id), data: {} })],
      ['call', PUBLIC, (tx, id) => tx.record(callRescheduled, { ...about(id), data: moved })],
      [null, OPS, (tx, id) => tx.record(callRescheduled, { ...about(id), data: moved })],
      [null, systemActor('test'), (tx, id) => tx.record(callRescheduled, { ...about(id), data: moved })],
    ];
    for (const [because, actor, act] of acts) {
      const id = await insertCustomer(test);
      await wait(id, { followUpAt: '2027-02-23T10:00' });
      await as(actor, (tx) => act(tx, id));
      expect(await ended(id)).toBe(because);
    }
    const ours = await insertCustomer(test);
    await wait(ours, { on: 'us', followUpAt: '2027-02-23T10:00' });
    await as(PUBLIC, (tx) => tx.record(customerFirstLogin, { ...about(ours), data: {} }));
    expect(await ended(ours)).toBeNull();
  });

  it('ends when the customer decides on a draft in the portal', async () => {
    const { customerId, goal } = await bench.withGoal();
    const draft = await bench.finished(goal.id);
    await wait(customerId, { whatFor: 'your word on the draft', followUpAt: '2027-02-23T10:00' });
    await bench.call('deliverable.approve', draft.id, { version: draft.version }, customer(customerId));
    expect(await ended(customerId)).toBe('draft');
    expect((await view(customerId)).waiting).toBeNull();
    expect(await history(customerId)).toEqual(['waiting', 'resumed']);
  });
});
