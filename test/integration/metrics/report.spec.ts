import { newestReportable, weekOf } from '../../../src/metrics/iso-week.js';
import { BusinessClock } from '../../../src/platform/clocks/business-clock.js';
import { CommandDispatcher } from '../../../src/platform/commands/command-dispatcher.js';
import { Database } from '../../../src/platform/database/database.js';
import { newId } from '../../../src/platform/ids/new-id.js';
import type { Actor } from '../../../src/platform/unit-of-work/actor.js';
import { Upkeep } from '../../../src/platform/upkeep/upkeep.js';
import { insertCustomer } from '../../support/customers.js';
import { eventually } from '../../support/eventually.js';
import { insertFilled } from '../../support/filled-rows.js';
import { SmtpInbox } from '../../support/smtp-inbox.js';
import { startWeb, type TestWeb } from '../../support/web.js';

const ZONE = 'Asia/Kolkata';
const WEEK = 7 * 24 * 3_600_000;
const leader: Actor = { kind: 'staff', id: newId(), role: 'leadership' };

describe('Reports and surveys', () => {
  let inbox: SmtpInbox;
  let test: TestWeb;

  const dispatch = (name: string, input: object, actor = leader) =>
    test.app.get(CommandDispatcher).dispatch(name, '', input, { actor, requestId: 'test' });
  const now = () => test.app.get(BusinessClock).now();
  const mailsTo = (email: string) => inbox.received.filter(({ to }) => JSON.stringify(to).includes(email));
  const staff = (email: string, role: string) =>
    insertFilled(test, 'staff_member', {
      email,
      name: `The ${role}`,
      role,
      active: true,
      must_change: false,
    });
  const call = async (path: string, init: RequestInit = {}) => {
    const headers = { 'content-type': 'application/json' };
    const response = await fetch(`${test.url}/api/v1/${path}`, { headers, ...init });
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  };

  beforeAll(async () => {
    inbox = new SmtpInbox();
    test = await startWeb({ worker: true, env: { SMTP_URL: await inbox.start() } });
  });
  afterAll(async () => {
    await test?.close();
    await inbox?.stop();
  });

  it('a week before the first customer has no report; afterwards Monday 08:00 brings it once, to leadership', async () => {
    await test.app.get(Upkeep).tick();
    expect(await test.sql('select 1 from weekly_report')).toEqual([]);

    const customer = await insertCustomer(test);
    await staff('boss@waooaw.com', 'leadership');
    await staff('former@waooaw.com', 'leadership');
    await test.sql("update staff_member set active = false where email = 'former@waooaw.com'");
    const { name: isoWeek } = newestReportable(await now(), ZONE);
    await Promise.all([test.app.get(Upkeep).tick(), test.app.get(Upkeep).tick()]);
    await eventually(async () => expect(mailsTo('boss@waooaw.com')).toHaveLength(1));
    expect(await test.sql('select iso_week, status, sent_to from weekly_report')).toEqual([
      { iso_week: isoWeek, status: 'sent', sent_to: 'leadership' },
    ]);
    expect(mailsTo('boss@waooaw.com')[0]?.subject).toContain(`Onboarding report ${isoWeek}`);
    expect(mailsTo('former@waooaw.com')).toHaveLength(0);
    await expect(dispatch('report.send', { isoWeek })).rejects.toMatchObject({ code: 'report_already_sent' });

    await test.app
      .get(BusinessClock)
      .advanceTo(test.app.get(Database).em(), new Date((await now()).getTime() + WEEK));
    const due = await test.app.get(Upkeep).nextDue();
    expect(due && due <= (await now())).toBe(true);
    await test.app.get(Upkeep).tick();
    await eventually(async () => expect(mailsTo('boss@waooaw.com')).toHaveLength(2));
    expect(customer).toBeTruthy();
  });

  it('a running week is a draft rebuilt on each ask, and cannot be sent; an ended one stays as it was built', async () => {
    const running = weekOf(await now(), ZONE).name;
    expect((await dispatch('report.build', { isoWeek: running })).body).toMatchObject({ status: 'draft' });
    await expect(dispatch('report.send', { isoWeek: running })).rejects.toMatchObject({
      code: 'report_week_running',
    });
    await expect(dispatch('report.build', { isoWeek: '2099-W01' })).rejects.toMatchObject({
      code: 'report_week_ahead',
    });
    await expect(dispatch('report.build', { isoWeek: '2026-W60' })).rejects.toMatchObject({
      code: 'unknown_week',
    });

    const first = (await dispatch('report.build', { isoWeek: '2026-W07' })).body as { builtAt: string };
    const again = (await dispatch('report.build', { isoWeek: '2026-W07' })).body as { builtAt: string };
    expect(again.builtAt).toBe(first.builtAt);
  });

  it('a report goes to the admins when nobody leads', async () => {
    await test.sql("update staff_member set role = 'ops' where role = 'leadership'");
    await test.sql("update staff_member set active = false where role = 'admin'");
    await expect(dispatch('report.send', { isoWeek: '2026-W07' })).rejects.toMatchObject({
      code: 'report_without_readers',
    });
    await staff('admin@waooaw.com', 'admin');
    expect((await dispatch('report.send', { isoWeek: '2026-W07' })).body).toMatchObject({
      status: 'sent',
      sentTo: 'admin',
    });
    await eventually(async () => expect(mailsTo('admin@waooaw.com')).toHaveLength(1));
  });

  it('a survey goes once to each attendee, is answered once by its link, and is in the week it was answered', async () => {
    const customerId = await insertCustomer(test);
    const [csm] = await test.sql<{ id: string }>('select id from csm limit 1');
    const attendees = [
      { name: 'Sarah Johnson', email: 'sarah@waooaw.com', role: 'csm' },
      { name: 'John Doe', email: 'John@example.com', role: 'customer' },
    ];
    const id = await insertFilled(test, 'call', {
      customer_id: customerId,
      kind: 'onboarding',
      status: 'scheduled',
      started_at: new Date('2026-02-12T04:30:00Z'),
      csm_id: csm?.id,
      attendees: JSON.stringify(attendees),
    });
    const ended = { version: 1, at: '2026-02-12T05:00:00Z', reason: 'Noted afterwards.' };
    await test.app
      .get(CommandDispatcher)
      .dispatch('call.end', id, ended, { actor: { ...leader, role: 'csm' }, requestId: 'test' });
    await eventually(async () => expect(mailsTo('John@example.com')).toHaveLength(1));
    expect(mailsTo('sarah@waooaw.com')).toHaveLength(0);
    const text = mailsTo('John@example.com')[0]?.text ?? '';
    const link = new URL(/\b5:\s+(\S+)/.exec(text)?.[1] ?? '');
    expect([link.pathname, link.searchParams.get('score')]).toEqual(['/survey', '5']);
    const token = link.searchParams.get('token') ?? '';
    expect(
      JSON.stringify(await test.sql('select * from mail, survey, one_time_link, command_log')),
    ).not.toContain(token);

    const answer = (body: object) => call(`surveys/${token}`, { method: 'POST', body: JSON.stringify(body) });
    expect(await answer({ score: 6 })).toMatchObject({ status: 400, body: { code: 'validation_failed' } });
    expect(await answer({ score: 5, stars: 5 })).toMatchObject({ status: 400 });
    expect(await answer({ score: 5, comment: 'Clear and quick.' })).toMatchObject({
      status: 200,
      body: { score: 5 },
    });
    expect(await answer({ score: 1 })).toMatchObject({ status: 410, body: { code: 'link_not_valid' } });
    expect(await test.sql('select score, comment from survey')).toEqual([
      { score: 5, comment: 'Clear and quick.' },
    ]);
    expect(
      await test.sql("select 1 from history_entry where type = 'survey.answered' and customer_id = ?", [
        customerId,
      ]),
    ).toHaveLength(1);
    expect(JSON.stringify(await test.sql('select * from command_log'))).not.toContain(token);

    const report = (await dispatch('report.build', { isoWeek: weekOf(await now(), ZONE).name })).body;
    expect(report).toMatchObject({
      measures: [{}, {}, {}, { key: 'satisfaction', n: 1, value: 5, met: true }, {}],
    });
  });

  it('REST reads need a key', async () => {
    expect(await call('reports/weekly/2026-W07')).toMatchObject({ status: 401 });
    expect(await call('metrics/onboarding?from=2026-02-01&to=2026-03-01')).toMatchObject({ status: 401 });
  });
});
