import { jest } from '@jest/globals';
import { CallService } from '../../../src/calls/call.service.js';
import { customerAggregate } from '../../../src/customers/customer.aggregate.js';
import { newId } from '../../../src/platform/ids/new-id.js';
import { systemActor } from '../../../src/platform/unit-of-work/actor.js';
import { UnitOfWork } from '../../../src/platform/unit-of-work/unit-of-work.js';
import { startApp, type TestApp } from '../../support/app.js';
import { CallBench, HOUR } from '../../support/call-bench.js';
import { insertCustomer } from '../../support/customers.js';

jest.setTimeout(60_000);

describe('Calls', () => {
  let test: TestApp;
  let bench: CallBench;

  beforeAll(async () => {
    test = await startApp();
    bench = new CallBench(test);
  });
  afterAll(() => test?.close());

  it('takes the first free slot and invites the customer and the CSM', async () => {
    const id = await bench.customer();
    const made = await bench.call('call.schedule', id, {});
    const [row] = await test.sql<{
      status: string;
      minutes: number;
      starts_at: Date;
      slot_reason: string | null;
    }>('select * from call where id = ?', [made.id]);
    expect(row).toMatchObject({ status: 'scheduled', minutes: 30 });
    const late = new Date(row!.starts_at).getTime() - Date.now() > 24 * HOUR;
    expect(row!.slot_reason === null).toBe(!late);
    expect(await bench.invites(`${id}@example.com`, 1)).toEqual([
      expect.objectContaining({ uid: `${made.id}@waooaw.com`, sequence: 0, status: 'CONFIRMED' }),
    ]);
    await expect(bench.call('call.schedule', id, {})).rejects.toMatchObject({
      code: 'call_already_scheduled',
    });
  });

  it('moves and cancels the same calendar entry', async () => {
    const id = await bench.customer();
    const made = await bench.schedule(id, { startsAt: bench.later() });
    await bench.invites(`${id}@example.com`, 1);
    const moved = await bench.call('call.reschedule', made.id, {
      version: made.version,
      startsAt: bench.later(),
      reason: 'a clash',
    });
    await bench.invites(`${id}@example.com`, 2);
    await bench.call('call.cancel', made.id, { version: moved.version, reason: 'they are ill' });
    const mails = await bench.invites(`${id}@example.com`, 3);
    expect(mails.map(({ sequence }) => sequence)).toEqual([0, 1, 2]);
    expect(new Set(mails.map(({ uid }) => uid)).size).toBe(1);
    expect(mails[2]?.status).toBe('CANCELLED');
    await bench.schedule(id, { startsAt: bench.later() });
  });

  it('gives one slot of a CSM to one of two customers', async () => {
    const [one, two] = [await bench.customer(), await bench.customer()];
    const startsAt = bench.later();
    const both = await Promise.allSettled([
      bench.schedule(one, { startsAt }),
      bench.schedule(two, { startsAt }),
    ]);
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(both.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'csm_busy' } });
  });

  it('refuses the past, odd hours without a reason, and customers who are not active', async () => {
    const id = await bench.customer();
    await expect(bench.schedule(id, { startsAt: '2020-01-01T10:00:00Z' })).rejects.toMatchObject({
      code: 'call_time_invalid',
    });
    await expect(bench.call('call.schedule', id, { startsAt: bench.later() })).rejects.toMatchObject({
      code: 'slot_reason_needed',
    });
    await expect(bench.schedule(id, { startsAt: 'tomorrow' })).rejects.toMatchObject({
      code: 'validation_failed',
    });
    const review = await insertCustomer(test, 'in_review');
    await expect(bench.schedule(review)).rejects.toMatchObject({
      code: 'customer_not_active',
      detail: expect.stringContaining('e-mail domain has not been checked') as string,
    });
  });

  it('goes to the cover while the CSM is away, and says so', async () => {
    const id = await bench.customer();
    const [own] = await test.sql<{ id: string; name: string }>(
      'select m.id, m.name from csm m join customer c on c.csm_id = m.id where c.id = ?',
      [id],
    );
    const [cover] = await test.sql<{ id: string; name: string }>(
      'select id, name from csm where id <> ? limit 1',
      [own!.id],
    );
    await test.sql(
      `insert into csm_absence (id, csm_id, cover_id, starts_at, ends_at)
       values (?, ?, ?, current_timestamp - interval '1 day', current_timestamp + interval '20 days')`,
      [newId(), own!.id, cover!.id],
    );
    try {
      const made = await bench.call('call.schedule', id, {});
      const [row] = await test.sql<{ csm_id: string; slot_reason: string }>(
        'select * from call where id = ?',
        [made.id],
      );
      expect(row).toMatchObject({ csm_id: cover!.id });
      expect(row!.slot_reason).toContain(`${own!.name} is away: ${cover!.name} takes the call.`);
      const startsAt = new Date(Date.now() + 7 * 24 * HOUR).toISOString();
      await expect(
        bench.call('call.schedule', await bench.customer(), { startsAt, reason: 'as they asked' }),
      ).rejects.toMatchObject({ code: 'csm_busy', detail: `${own!.name} is away then.` });
    } finally {
      await test.sql('delete from csm_absence');
    }
  });

  it('goes to the new CSM with the customer, and off the calendar when the account closes', async () => {
    const id = await bench.customer();
    const made = await bench.schedule(id, { startsAt: bench.later() });
    const [csm] = await test.sql<{ id: string; email: string }>(
      "select id, email from csm where email = 'priya@waooaw.com'",
    );
    await bench.call('customer.reassign', id, { csmId: csm!.id, reason: 'knows their trade' });
    const [row] = await test.sql<{
      csm_id: string;
      ics_sequence: number;
      attendees: { email: string; role: string }[];
    }>('select * from call where id = ?', [made.id]);
    expect(row).toMatchObject({ csm_id: csm!.id, ics_sequence: 1 });
    expect(row!.attendees.filter(({ role }) => role === 'csm')).toEqual([
      expect.objectContaining({ email: csm!.email }),
    ]);
    await bench.call('customer.close', id, { reason: 'went elsewhere' });
    expect(await test.sql('select status, outcome_reason from call where id = ?', [made.id])).toEqual([
      { status: 'cancelled', outcome_reason: 'The account was closed.' },
    ]);
  });

  it('schedules the check-in once, and moves it when the trial is activated anew', async () => {
    const id = await bench.customer();
    const activate = () =>
      test.app.get(UnitOfWork).run(systemActor('test'), async (tx) => {
        await tx.lock(customerAggregate, id);
        const made = await test.app.get(CallService).scheduleCheckIn(tx, id, tx.now);
        return { id: made.id, startsAt: made.startsAt, now: tx.now };
      });
    const first = await activate();
    const days = (first.startsAt.getTime() - first.now.getTime()) / (24 * HOUR);
    expect(days).toBeGreaterThan(2);
    expect(days).toBeLessThan(7);
    const second = await activate();
    expect(second.id).toBe(first.id);
    expect(
      await test.sql("select kind from call where customer_id = ? and status = 'scheduled'", [id]),
    ).toEqual([{ kind: 'check_in' }]);
  });
});
