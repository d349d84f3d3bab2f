import { ReportQueries } from '../../../src/metrics/report/report.queries.js';
import type { MeasuredValue } from '../../../src/metrics/report/snapshot.js';
import { startApp, type TestApp } from '../../support/app.js';
import { insertCustomer } from '../../support/customers.js';
import { after, CALL, DAY, HOUR, measuredRows, MINUTE } from '../../support/measured-rows.js';

describe('The five measures', () => {
  let test: TestApp;
  let rows: ReturnType<typeof measuredRows>;

  const read = async (key: string): Promise<MeasuredValue> => {
    const report = await test.app.get(ReportQueries).weekly('2026-W07');
    const found = report.measures.find((measure) => measure.key === key);
    if (!found) throw new Error(`no measure ${key}`);
    return found;
  };
  const ids = ({ records }: MeasuredValue) => records.map(({ id }) => id).sort();

  beforeEach(async () => {
    test = await startApp({ worker: false });
    rows = measuredRows(test);
  });
  afterEach(() => test?.close());

  it('say so when there is nothing to count', async () => {
    const report = await test.app.get(ReportQueries).weekly('2026-W07');
    expect(report).toMatchObject({
      status: 'draft',
      startsAt: '2026-02-08T18:30:00.000Z',
      endsAt: '2026-02-15T18:30:00.000Z',
    });
    expect(report.measures.map(({ key, n, value, met }) => [key, n, value, met])).toEqual(
      ['first_goal', 'credentials', 'first_deliverable', 'satisfaction', 'conversion'].map((key) => [
        key,
        0,
        null,
        null,
      ]),
    );
    expect(report.measures[0]?.summary).toBe('no data; n = 0; target < 30 min: nothing to judge');
  });

  it('take the first completed run of each customer, in its week, against the call that was really started', async () => {
    const fast = await rows.onboarded(CALL);
    const slow = await rows.onboarded(CALL);
    const before = await rows.onboarded(CALL);
    const veteran = await rows.onboarded(after(-30 * DAY));
    const uncalled = await insertCustomer(test);
    await rows.run(fast.customer, 'failed', after(5 * MINUTE));
    const counted = [
      await rows.run(fast.customer, 'completed', after(20 * MINUTE)),
      await rows.run(slow.customer, 'completed', after(50 * MINUTE)),
    ];
    await rows.run(fast.customer, 'completed', after(90 * MINUTE));
    await rows.run(before.customer, 'completed', after(-HOUR));
    await rows.run(before.customer, 'completed', after(HOUR));
    await rows.run(veteran.customer, 'completed', after(-29 * DAY));
    await rows.run(veteran.customer, 'completed', after(HOUR));
    await rows.run(uncalled, 'completed', after(HOUR));
    const measure = await read('first_goal');
    expect(measure).toMatchObject({ n: 2, value: 35, met: false });
    expect(ids(measure)).toEqual(counted.sort());
    expect(measure.notes).toEqual([
      'p90 47.0 min; within 30 min: 1 of 2',
      'Not counted, no onboarding call was started: 1',
      'Left out, the run was before the call: 1',
    ]);
    expect(measure.records.every(({ customer }) => /^C-\d{4}$/.test(customer))).toBe(true);
  });

  it("take credentials as they were at the call's end", async () => {
    const end = after(30 * MINUTE);
    const inTime = await rows.onboarded(CALL, end);
    await rows.agent(inTime.customer);
    await rows.tested(inTime.customer, [
      ['rejected', after(5 * MINUTE)],
      ['ok', after(10 * MINUTE)],
      ['unreachable', after(12 * MINUTE)],
      ['rejected', after(HOUR)],
    ]);
    const late = await rows.onboarded(CALL, end);
    await rows.agent(late.customer);
    await rows.tested(late.customer, [['ok', after(40 * MINUTE)]]);
    const half = await rows.onboarded(CALL, end);
    await rows.agent(half.customer, '{instagram,linkedin}');
    await rows.tested(half.customer, [['ok', after(5 * MINUTE)]], 'linkedin');
    await rows.onboarded(CALL, end);
    const otherWeek = await rows.onboarded(after(7 * DAY));
    await rows.agent(otherWeek.customer);
    const measure = await read('credentials');
    expect(measure).toMatchObject({ n: 3, count: 1, met: false });
    expect(measure.value).toBeCloseTo(33.33, 1);
    expect(ids(measure)).toEqual([inTime.call, late.call, half.call].sort());
    expect(measure.notes).toEqual(["Not counted, no platform was chosen by the call's end: 1"]);
  });

  it('take the first deliverable of each customer that turned 24 hours old', async () => {
    const person = () => insertCustomer(test);
    const [quick, byStaff, slow, open, young] = [
      await person(),
      await person(),
      await person(),
      await person(),
      await person(),
    ];
    const approved = (by: string, ms: number) => ({
      status: 'approved',
      decided_by: by,
      decided_at: after(ms),
    });
    const counted = [
      await rows.draft(quick, CALL, approved('customer', HOUR)),
      await rows.draft(byStaff, CALL, approved('staff', HOUR)),
      await rows.draft(slow, CALL, approved('customer', 25 * HOUR)),
      await rows.draft(open, CALL),
    ];
    await rows.draft(quick, after(HOUR), approved('customer', 2 * HOUR));
    await rows.draft(young, after(3 * DAY), approved('customer', 3 * DAY + HOUR));
    const measure = await read('first_deliverable');
    expect(measure).toMatchObject({ n: 4, count: 1, value: 25, met: false });
    expect(measure.notes).toEqual(['Counted apart, approved by staff for the customer: 1']);
    expect(ids(measure)).toEqual(counted.sort());
  });

  it('take the mean of the answers of the week, with the response rate beside it', async () => {
    const { customer, call } = await rows.onboarded(CALL);
    const counted = [
      await rows.survey(customer, call, { score: 5, answered_at: after(HOUR) }),
      await rows.survey(customer, call, { score: 4, answered_at: after(2 * HOUR) }),
    ];
    await rows.survey(customer, call, { score: 1, answered_at: after(7 * DAY) });
    await rows.survey(customer, call, {});
    const measure = await read('satisfaction');
    expect(measure).toMatchObject({
      n: 2,
      value: 4.5,
      met: true,
      summary: '4.50 of 5; n = 2 (few: read with care); target ≥ 4.5: target met',
    });
    expect(measure.notes).toEqual(['Response rate: 3 of 4 surveys sent were answered']);
    expect(ids(measure)).toEqual(counted.sort());
  });

  it('take the trials that ended in the week, late conversions apart', async () => {
    const ended = async (values: Record<string, unknown>) => {
      const customer = await insertCustomer(test);
      return rows.trial(customer, await rows.agent(customer), {
        activated_at: after(-6 * DAY),
        ends_at: after(DAY),
        ...values,
      });
    };
    const counted = [
      await ended({ status: 'converted', ended_at: CALL, converted_at: CALL }),
      await ended({ status: 'expired', ended_at: CALL }),
      await ended({ status: 'converted', ended_at: CALL, converted_at: after(2 * DAY) }),
      await ended({ status: 'cancelled', ended_at: CALL }),
    ];
    await ended({ status: 'active' });
    await ended({ status: 'cancelled', ended_at: CALL, activated_at: null, ends_at: null });
    await ended({ status: 'converted', ended_at: after(-5 * DAY), converted_at: CALL });
    const measure = await read('conversion');
    expect(measure).toMatchObject({ n: 4, count: 1, value: 25, met: false });
    expect(ids(measure)).toEqual(counted.sort());
    expect(measure.notes).toEqual([
      'Named apart, converted after the trial had ended: 1',
      'Late conversions of trials that ended in earlier weeks: 1',
    ]);
  });

  it('are told for one customer too: met, missed, or not yet', async () => {
    const mine = await rows.onboarded(CALL);
    await rows.agent(mine.customer);
    await rows.run(mine.customer, 'completed', after(20 * MINUTE));
    const other = await rows.onboarded(CALL);
    await rows.run(other.customer, 'completed', after(90 * MINUTE));
    const five = await test.app.get(ReportQueries).ofCustomer(mine.customer);
    expect(five.map(({ key, state }) => [key, state])).toEqual([
      ['first_goal', 'met'],
      ['credentials', 'missed'],
      ['first_deliverable', 'not_yet'],
      ['satisfaction', 'not_yet'],
      ['conversion', 'not_yet'],
    ]);
    expect(five[0]?.summary).toContain('20 min; n = 1');
  });
});
