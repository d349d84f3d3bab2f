import { jest } from '@jest/globals';
import { CsmListQueries } from '../../../src/onboarding/people/csm-list.queries.js';
import { newId } from '../../../src/platform/ids/new-id.js';
import { startApp, type TestApp } from '../../support/app.js';
import { HOUR } from '../../support/call-bench.js';
import { iso, ManagerBench } from '../../support/manager-bench.js';

jest.setTimeout(60_000);

const ALEX = '019c4f00-0000-7000-8000-000000000002';
const PRIYA = '019c4f00-0000-7000-8000-000000000003';

describe('Customer success managers', () => {
  let test: TestApp;
  let bench: ManagerBench;
  beforeAll(async () => {
    test = await startApp();
    bench = new ManagerBench(test);
  });
  afterAll(() => test?.close());

  it('are rows that ops edit: zone, hours of each weekday, phone, link; a lost edit is refused', async () => {
    const { id, email } = await bench.manager();
    await bench.edit(id, {
      phone: '+977 1 4123456',
      timezone: 'Asia/Kathmandu',
      hours: { monday: '09:30–18:00', friday: '09:30–13:00' },
      meetingLink: 'https://meet.example.com/priya',
    });
    const [row] = await test.sql(
      'select hours, phone, timezone, meeting_link, version from csm where id = ?',
      [id],
    );
    expect(row).toMatchObject({
      hours: { days: [1, 5], from: '09:30', to: '18:00', byDay: { 5: { from: '09:30', to: '13:00' } } },
      timezone: 'Asia/Kathmandu',
      meeting_link: 'https://meet.example.com/priya',
      version: 2,
    });
    await expect(bench.call('csm.update', id, { version: 1, name: 'X Y' })).rejects.toMatchObject({
      code: 'version_conflict',
    });
    await expect(bench.manager({ email })).rejects.toMatchObject({ code: 'csm_taken' });
    await expect(
      bench.call('csm.update', id, { version: 2, name: 'X Y' }, { kind: 'staff', id: newId(), role: 'csm' }),
    ).rejects.toMatchObject({ code: 'forbidden' });
    expect(
      (await test.sql<{ type: string }>('select type from history_entry where subject_id = ?', [id])).map(
        ({ type }) => type,
      ),
    ).toEqual(['csm.added', 'csm.changed']);
  });

  it('are covered while they are away: days in their zone, no two at once, no cover who is away too', async () => {
    const away = await bench.manager({ timezone: 'Asia/Kathmandu', industries: ['sales'] });
    const cover = await bench.manager({ name: 'Alex Kumar' });
    const day = (ahead: number) => new Date(Date.now() + ahead * 24 * HOUR).toISOString().slice(0, 10);
    const absent = (id: string, from: number, to: number, coverId: string) =>
      bench.call<{ id: string }>('csm.add-absence', id, { firstDay: day(from), lastDay: day(to), coverId });
    const { id } = await absent(away.id, -1, 3, cover.id);
    const [row] = await test.sql<{ starts_at: string; ends_at: string }>(
      'select * from csm_absence where id = ?',
      [id],
    );
    expect(iso(row?.starts_at)).toBe(`${day(-2)}T18:15:00.000Z`);
    expect(iso(row?.ends_at)).toBe(`${day(3)}T18:15:00.000Z`);
    const refused = { code: 'absence_refused' };
    await expect(absent(away.id, 3, 5, cover.id)).rejects.toMatchObject(refused);
    await expect(absent(cover.id, 2, 5, PRIYA)).rejects.toMatchObject(refused);
    await expect(absent(away.id, 10, 9, cover.id)).rejects.toMatchObject(refused);
    await expect(absent(away.id, -9, -8, cover.id)).rejects.toMatchObject(refused);
    await expect(absent(away.id, 10, 12, away.id)).rejects.toMatchObject(refused);
    await absent(PRIYA, 20, 22, ALEX);
    await expect(absent(away.id, 21, 23, PRIYA)).rejects.toMatchObject({
      ...refused,
      detail: 'Priya Sharma is away in that time too.',
    });
    const customer = await bench.call<{ id: string }>('customer.create', '', {
      email: `office@c${newId().slice(-8)}.example`,
      companyName: `Cover ${newId().slice(-8)} Private Limited`,
      industry: 'sales',
      country: 'IN',
      timezone: 'Asia/Kolkata',
      contactName: 'John Doe',
    });
    expect(await test.sql('select csm_id from customer where id = ?', [customer.id])).toEqual([
      { csm_id: cover.id },
    ]);
    const awaysCustomer = await bench.customerOf(away.id);
    const { id: callId } = await bench.calls.call('call.schedule', awaysCustomer, { kind: 'onboarding' });
    expect((await bench.callRow(callId)).csm_id).toBe(cover.id);
    await expect(bench.call('csm.deactivate', cover.id, {})).rejects.toMatchObject({ code: 'csm_needed' });
    await bench.call('csm.remove-absence', id, {});
    await expect(bench.call('csm.remove-absence', id, {})).rejects.toMatchObject({ code: 'not_found' });
    await bench.edit(away.id, { industries: [] });
  });

  it('show what is on their desks, by the week of their zone', async () => {
    const { id } = await bench.manager();
    const [one] = await Promise.all([bench.customerOf(id), bench.customerOf(id)]);
    const now = new Date();
    await bench.calls.schedule(one, { startsAt: new Date(now.getTime() + 24 * 21 * HOUR).toISOString() });
    await test.sql(
      `insert into onboarding_progress (customer_id, steps_done, current_step, warnings)
       values (?, 3, '4', 0) on conflict (customer_id) do update set current_step = '4'`,
      [one],
    );
    const list = test.app.get(CsmListQueries).list;
    expect(await list.findOne(id)).toMatchObject({
      customers: 2,
      callsThisWeek: 0,
      openTrials: 0,
      inOnboarding: expect.any(Number) as number,
    });
    await test.sql('update call set starts_at = ? where customer_id = ?', [now, one]);
    expect(await list.findOne(id)).toMatchObject({ callsThisWeek: 1 });
    const rows = await list.find({
      filters: [{ kind: 'equals', column: 'active', value: true }],
      sort: [{ column: 'name', direction: 'asc' }],
      limit: 50,
      offset: 0,
    });
    expect(rows.map(({ id: row }) => row)).toContain(id);
  });
});
