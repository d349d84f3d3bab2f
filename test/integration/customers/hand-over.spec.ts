import { jest } from '@jest/globals';
import { newId } from '../../../src/platform/ids/new-id.js';
import { startApp, type TestApp } from '../../support/app.js';
import { HOUR } from '../../support/call-bench.js';
import { eventually } from '../../support/eventually.js';
import { ALWAYS, iso, ManagerBench } from '../../support/manager-bench.js';
import { sentMails } from '../../support/sent-mails.js';
import { changeSetting } from '../../support/settings.js';

jest.setTimeout(60_000);

const SARAH = '019c4f00-0000-7000-8000-000000000001';
const REASON = 'Knows their trade.';

describe('Customers who come to another manager', () => {
  let test: TestApp;
  let bench: ManagerBench;
  beforeAll(async () => {
    test = await startApp();
    bench = new ManagerBench(test);
  });
  afterAll(() => test?.close());

  const dayOf = (instant: string, more = 0) =>
    new Date(Date.parse(instant) + more * 24 * HOUR).toISOString().slice(0, 10);

  it('lend the calls inside an absence to the cover: told when it is saved, moved by one press, once', async () => {
    const away = await bench.manager();
    const cover = await bench.manager({ name: 'Alex Kumar', meetingLink: 'https://meet.example.com/cover' });
    const [kept, moved, later] = [1, 2, 3].map(() => bench.customerOf(away.id));
    const [taken, inside, outside] = [await kept!, await moved!, await later!];
    const start = Math.ceil(Date.now() / HOUR / 24) * HOUR * 24 + 60 * HOUR;
    const at = (hours: number) => new Date(start + hours * HOUR).toISOString();
    const first = await bench.calls.schedule(inside, { startsAt: at(0) });
    const second = await bench.calls.schedule(taken, { startsAt: at(2) });
    const third = await bench.calls.schedule(outside, { startsAt: at(72) });
    const ofCover = await bench.customerOf(cover.id);
    await bench.calls.schedule(ofCover, { startsAt: at(2) });
    await bench.calls.invites(`${inside}@example.com`, 1);
    const { id, calls } = await bench.call<{ id: string; calls: { id: string; startsAt: Date }[] }>(
      'csm.add-absence',
      away.id,
      { firstDay: dayOf(at(0)), lastDay: dayOf(at(0), 1), coverId: cover.id },
    );
    expect(calls.map((call) => call.id)).toEqual([first.id, second.id]);

    const presses = await Promise.all([1, 2].map(() => bench.call('csm.move-absence-calls', id, {})));
    expect(presses).toContainEqual({ moved: 2, atAnotherTime: 1 });
    expect(presses).toContainEqual({ moved: 0, atAnotherTime: 0 });
    const rows = await Promise.all([first.id, second.id, third.id].map(bench.callRow));
    expect(rows.map(({ csm_id }) => csm_id)).toEqual([cover.id, cover.id, away.id]);
    expect(rows.map(({ ics_sequence }) => ics_sequence)).toEqual([1, 1, 0]);
    expect(iso(rows[0]?.starts_at)).toBe(at(0));
    expect(iso(rows[1]?.starts_at)).not.toBe(at(2));
    expect(rows[0]?.meeting_link).toBe('https://meet.example.com/cover');
    const invite = (await mailsTo(`${inside}@example.com`, 2)).at(-1);
    expect(invite?.text).toContain('Priya Sharma is away; Alex Kumar leads the call.');
    expect(
      await test.sql('select csm_id from customer where id in (?, ?) group by csm_id', [inside, taken]),
    ).toEqual([{ csm_id: away.id }]);
    const told = await test.sql("select data from history_entry where type = 'csm.absence_calls_moved'");
    expect(told).toMatchObject([{ data: { absenceId: id, calls: 2, atAnotherTime: 1 } }]);
  });

  const mailsTo = (email: string, count: number) =>
    eventually(async () => {
      const mails = await sentMails(test.dataDir, email);
      expect(mails).toHaveLength(count);
      return mails;
    });

  it('take over a customer: the call keeps its slot, invites go to both, the customer is told, once', async () => {
    const old = await bench.manager({ meetingLink: 'https://meet.example.com/old' });
    const next = await bench.manager({
      name: 'Alex Kumar',
      phone: '+91 98765 43210',
      timezone: 'Asia/Kathmandu',
      meetingLink: 'https://meet.example.com/next',
    });
    const customerId = await bench.customerOf(old.id);
    const { email } = (
      await test.sql<{ email: string }>('select email from customer where id = ?', [customerId])
    )[0]!;
    // 12:00 in UTC is 17:45 in Kathmandu.
    const startsAt = new Date(Math.ceil(Date.now() / HOUR / 24) * HOUR * 24 + 36 * HOUR).toISOString();
    const { id } = await bench.calls.schedule(customerId, { startsAt });
    await bench.calls.invites(email, 1);
    const presses = await Promise.all(
      [1, 2].map(() =>
        bench.call<{ moved: boolean }>('customer.reassign', customerId, { csmId: next.id, reason: REASON }),
      ),
    );
    expect(presses.map(({ moved }) => moved).sort()).toEqual([false, true]);
    const row = await bench.callRow(id);
    expect(row).toMatchObject({
      csm_id: next.id,
      ics_sequence: 1,
      meeting_link: 'https://meet.example.com/next',
    });
    expect(iso(row.starts_at)).toBe(startsAt);
    const [invite, told] = (await mailsTo(email, 3))
      .slice(1)
      .sort((a, b) => b.attachments.length - a.attachments.length);
    const file = String(
      invite?.attachments.find(({ contentType }) => contentType === 'text/calendar')?.content,
    );
    expect(file).toMatch(/SEQUENCE:1\r?\n/);
    expect(file.replace(/\r?\n[ \t]/g, '')).toMatch(new RegExp(`ORGANIZER.*${next.email}`, 'i'));
    expect(told?.subject).toBe('Alex Kumar looks after you from now on');
    expect(told?.text).toContain('+91 98765 43210');
    expect(told?.text).toContain(next.email);
    const [gone] = (await bench.calls.invites(old.email, 2)).slice(1);
    expect(gone).toMatchObject({ method: 'CANCEL' });
    const theirs = await mailsTo(next.email, 2);
    const notice = theirs.find(({ attachments }) => attachments.length === 0);
    expect(notice?.subject).toMatch(/^Company .* \(C-\d+\) is yours now$/);
    expect(notice?.text).toContain(REASON);
    expect(notice?.text).toContain(`/admin/resources/customers/records/${customerId}/show`);
  });

  it('take calls into their own hours where they are not free then, in a zone off the full hour', async () => {
    const old = await bench.manager();
    const next = await bench.manager({
      timezone: 'Asia/Kathmandu',
      hours: Object.fromEntries(Object.keys(ALWAYS).map((day) => [day, '10:00–12:00'])),
    });
    const customerId = await bench.customerOf(old.id);
    const midnight = new Date(Math.ceil(Date.now() / HOUR / 24) * HOUR * 24 + 48 * HOUR);
    const { id } = await bench.calls.schedule(customerId, { startsAt: midnight.toISOString() });
    await bench.call('customer.reassign', customerId, { csmId: next.id, reason: REASON });
    const { starts_at: at, ics_sequence: sequence } = await bench.callRow(id);
    const startsAt = new Date(at);
    expect(sequence).toBe(1);
    expect(startsAt.getTime()).toBeGreaterThan(Date.now());
    // 10:00–11:30 in Kathmandu, UTC+05:45.
    expect(['04:15', '04:45', '05:15', '05:45']).toContain(startsAt.toISOString().slice(11, 16));
    const entries = await test.sql<{ type: string }>(
      'select type from history_entry where customer_id = ? order by id',
      [customerId],
    );
    expect(entries.map(({ type }) => type)).toEqual(
      expect.arrayContaining(['customer.csm_assigned', 'call.rescheduled']),
    );
  });

  it('leave only with nobody left behind: customers are named, then handed over at once, calls and all', async () => {
    const leaving = await bench.manager();
    const next = await bench.manager({ name: 'Alex Kumar' });
    const ids = await Promise.all([1, 2, 3].map(() => bench.customerOf(leaving.id)));
    const closed = await bench.customerOf(leaving.id);
    await test.sql("update customer set status = 'closed' where id = ?", [closed]);
    const scheduled = await bench.calls.schedule(ids[0]!, { startsAt: bench.calls.later() });
    await expect(bench.call('csm.deactivate', leaving.id, {})).rejects.toMatchObject({
      code: 'csm_needed',
      detail: expect.stringMatching(/^Priya Sharma looks after Company .* \(C-\d+\), .*\.$/) as string,
      hint: expect.stringContaining('Hand Over All') as string,
    });
    await expect(
      bench.call('csm.hand-over', leaving.id, { toId: leaving.id, reason: REASON }),
    ).rejects.toMatchObject({ code: 'validation_failed' });
    await expect(
      bench.call('csm.hand-over', newId(), { toId: next.id, reason: REASON }),
    ).rejects.toMatchObject({
      code: 'not_found',
    });
    const presses = await Promise.all(
      [1, 2].map(() =>
        bench.call<{ moved: number; left: number }>('csm.hand-over', leaving.id, {
          toId: next.id,
          reason: REASON,
        }),
      ),
    );
    expect(presses.map(({ moved }) => moved).sort()).toEqual([0, 3]);
    expect((await bench.callRow(scheduled.id)).csm_id).toBe(next.id);
    expect(await test.sql('select csm_id from customer where id = ?', [closed])).toEqual([
      { csm_id: leaving.id },
    ]);
    const notices = await eventually(async () => {
      const mails = await sentMails(test.dataDir, next.email);
      const found = mails.filter(({ attachments }) => attachments.length === 0);
      expect(found).toHaveLength(1);
      return found;
    });
    expect(notices[0]?.subject).toBe('3 customers of Priya Sharma are yours now');
    await bench.call('csm.deactivate', leaving.id, {});
    await expect(
      bench.call('customer.reassign', ids[0]!, { csmId: leaving.id, reason: REASON }),
    ).rejects.toMatchObject({ code: 'csm_not_available' });
    await bench.call('csm.reactivate', leaving.id, {});
    await expect(bench.call('csm.reactivate', leaving.id, {})).rejects.toMatchObject({
      code: 'csm_standing',
    });
    await changeSetting(test, 'customers.default-csm', leaving.id);
    await expect(bench.call('csm.deactivate', leaving.id, {})).rejects.toMatchObject({
      code: 'csm_is_default',
    });
    await changeSetting(test, 'customers.default-csm', SARAH);
  });

  it('have a new name or address in the calls to come', async () => {
    const { id } = await bench.manager();
    const customerId = await bench.customerOf(id);
    const { id: callId } = await bench.calls.schedule(customerId, { startsAt: bench.calls.later() });
    await bench.edit(id, { email: `new-${newId().slice(-10)}@waooaw.com` });
    const [row] = await test.sql<{ ics_sequence: number; attendees: { email: string; role: string }[] }>(
      'select ics_sequence, attendees from call where id = ?',
      [callId],
    );
    expect(row?.ics_sequence).toBe(1);
    expect(row?.attendees.find(({ role }) => role === 'csm')?.email).toMatch(/^new-/);
  });
});
