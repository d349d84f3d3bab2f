import { jest } from '@jest/globals';
import ICAL from 'ical.js';
import { CallService } from '../../../src/calls/call.service.js';
import { customerAggregate } from '../../../src/customers/customer.aggregate.js';
import { CommandDispatcher } from '../../../src/platform/commands/command-dispatcher.js';
import { type Actor, systemActor } from '../../../src/platform/unit-of-work/actor.js';
import { UnitOfWork } from '../../../src/platform/unit-of-work/unit-of-work.js';
import { startApp, type TestApp } from '../../support/app.js';
import { insertCustomer } from '../../support/customers.js';
import { eventually } from '../../support/eventually.js';
import { sentMails } from '../../support/sent-mails.js';

jest.setTimeout(60_000);

const OPS: Actor = { kind: 'staff', id: '019c4f00-0000-7000-8000-0000000000f1', role: 'ops' };
const HOUR = 3_600_000;

interface Answer {
  readonly id: string;
  readonly startsAt: Date;
  readonly slotReason: string | null;
  readonly version: number;
  readonly status: string;
}

describe('Calls', () => {
  let test: TestApp;

  beforeAll(async () => {
    test = await startApp();
  });
  afterAll(() => test?.close());

  const call = async (name: string, id: string, input: object): Promise<Answer> => {
    const dispatcher = test.app.get(CommandDispatcher);
    return (await dispatcher.dispatch(name, id, input, { actor: OPS, requestId: 'test' })).body as Answer;
  };
  /** Signed up just now. */
  const customer = async (): Promise<string> => {
    const id = await insertCustomer(test);
    await test.sql('update customer set signed_up_at = ? where id = ?', [new Date(), id]);
    return id;
  };
  const schedule = (id: string, input: object = {}) =>
    call('call.schedule', id, { kind: 'onboarding', reason: 'as they asked', ...input });
  const invites = (id: string, count: number) =>
    eventually(async () => {
      const mails = await sentMails(test.dataDir, `${id}@example.com`);
      expect(mails).toHaveLength(count);
      return mails.map((mail) => {
        const file = mail.attachments.find(({ contentType }) => contentType === 'text/calendar');
        const event = new ICAL.Component(ICAL.parse(String(file?.content)) as unknown[]).getFirstSubcomponent(
          'vevent',
        )!;
        const value = (name: string) => event.getFirstPropertyValue(name);
        return {
          subject: mail.subject,
          uid: value('uid'),
          sequence: value('sequence'),
          status: value('status'),
        };
      });
    });
  /** Some half hours from now, at a time nobody else has. */
  let taken = 0;
  const later = () =>
    new Date(Math.ceil(Date.now() / HOUR) * HOUR + (24 * 30 + (taken += 1)) * HOUR).toISOString();

  it('takes the first free slot and invites the customer and the CSM', async () => {
    const id = await customer();
    const made = await call('call.schedule', id, {});
    const [row] = await test.sql<{
      status: string;
      minutes: number;
      starts_at: Date;
      slot_reason: string | null;
    }>('select * from call where id = ?', [made.id]);
    expect(row).toMatchObject({ status: 'scheduled', minutes: 30 });
    const late = new Date(row!.starts_at).getTime() - Date.now() > 24 * HOUR;
    expect(row!.slot_reason === null).toBe(!late);
    expect(await invites(id, 1)).toEqual([
      expect.objectContaining({ uid: `${made.id}@waooaw.com`, sequence: 0, status: 'CONFIRMED' }),
    ]);
    await expect(call('call.schedule', id, {})).rejects.toMatchObject({ code: 'call_already_scheduled' });
  });

  it('moves and cancels the same calendar entry', async () => {
    const id = await customer();
    const made = await schedule(id, { startsAt: later() });
    await invites(id, 1);
    const moved = await call('call.reschedule', made.id, {
      version: made.version,
      startsAt: later(),
      reason: 'a clash',
    });
    await invites(id, 2);
    await call('call.cancel', made.id, { version: moved.version, reason: 'they are ill' });
    const mails = await invites(id, 3);
    expect(mails.map(({ sequence }) => sequence)).toEqual([0, 1, 2]);
    expect(new Set(mails.map(({ uid }) => uid)).size).toBe(1);
    expect(mails[2]?.status).toBe('CANCELLED');
    await schedule(id, { startsAt: later() });
  });

  it('holds a call: start, end, each once, corrected only with a reason', async () => {
    const id = await customer();
    const made = await schedule(id, { startsAt: later() });
    await expect(call('call.end', made.id, { version: made.version })).rejects.toMatchObject({
      code: 'call_not_started',
    });
    const at = new Date(Date.now() - 30 * 60_000).toISOString();
    await expect(call('call.start', made.id, { version: made.version, at })).rejects.toMatchObject({
      code: 'call_time_invalid',
      fields: [{ field: 'reason', message: expect.any(String) as string }],
    });
    const started = await call('call.start', made.id, {
      version: made.version,
      at,
      reason: 'forgot to press it',
    });
    await expect(
      call('call.cancel', made.id, { version: started.version, reason: 'no more' }),
    ).rejects.toMatchObject({
      code: 'call_started',
    });
    await expect(call('call.end', made.id, { version: made.version })).rejects.toMatchObject({
      code: 'version_conflict',
    });
    const ended = await call('call.end', made.id, { version: started.version });
    expect(ended.status).toBe('held');
    await expect(schedule(id)).rejects.toMatchObject({ code: 'onboarding_held' });
    const types = await test.sql<{ type: string }>(
      'select type from history_entry where subject_id = ? order by id',
      [made.id],
    );
    expect(types.map(({ type }) => type)).toEqual(['call.scheduled', 'call.started', 'call.ended']);
  });

  it('gives one slot of a CSM to one of two customers', async () => {
    const [one, two] = [await customer(), await customer()];
    const startsAt = later();
    const both = await Promise.allSettled([schedule(one, { startsAt }), schedule(two, { startsAt })]);
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(both.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'csm_busy' } });
  });

  it('refuses the past, odd hours without a reason, and customers who are not active', async () => {
    const id = await customer();
    await expect(schedule(id, { startsAt: '2020-01-01T10:00:00Z' })).rejects.toMatchObject({
      code: 'call_time_invalid',
    });
    await expect(call('call.schedule', id, { startsAt: later() })).rejects.toMatchObject({
      code: 'slot_reason_needed',
    });
    await expect(schedule(id, { startsAt: 'tomorrow' })).rejects.toMatchObject({ code: 'validation_failed' });
    const review = await insertCustomer(test, 'in_review');
    await expect(schedule(review)).rejects.toMatchObject({
      code: 'customer_not_active',
      detail: expect.stringContaining('e-mail address is not verified') as string,
    });
  });

  it('goes to the new CSM with the customer, and off the calendar when the account closes', async () => {
    const id = await customer();
    const made = await schedule(id, { startsAt: later() });
    const [csm] = await test.sql<{ id: string; email: string }>(
      "select id, email from csm where email = 'priya@waooaw.com'",
    );
    await call('customer.assign-csm', id, { csmId: csm!.id });
    const [row] = await test.sql<{
      csm_id: string;
      ics_sequence: number;
      attendees: { email: string; role: string }[];
    }>('select * from call where id = ?', [made.id]);
    expect(row).toMatchObject({ csm_id: csm!.id, ics_sequence: 1 });
    expect(row!.attendees.filter(({ role }) => role === 'csm')).toEqual([
      expect.objectContaining({ email: csm!.email }),
    ]);
    await call('customer.close', id, { reason: 'went elsewhere' });
    expect(await test.sql('select status, outcome_reason from call where id = ?', [made.id])).toEqual([
      { status: 'cancelled', outcome_reason: 'The account was closed.' },
    ]);
  });

  it('schedules the check-in once, and moves it when the trial is activated anew', async () => {
    const id = await customer();
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
