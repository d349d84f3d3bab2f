import { EscalationService } from '../../../src/escalations/escalation.service.js';
import { EscalationPage } from '../../../src/onboarding/escalation-page/escalation-page.queries.js';
import type { EscalationView } from '../../../src/onboarding/escalation-view.js';
import { LeftBehindTask } from '../../../src/platform/claims/left-behind.task.js';
import { BusinessClock } from '../../../src/platform/clocks/business-clock.js';
import { CommandDispatcher } from '../../../src/platform/commands/command-dispatcher.js';
import { Database } from '../../../src/platform/database/database.js';
import { newId } from '../../../src/platform/ids/new-id.js';
import { systemActor, type Actor, type StaffRole } from '../../../src/platform/unit-of-work/actor.js';
import { UnitOfWork } from '../../../src/platform/unit-of-work/unit-of-work.js';
import { startApp, type TestApp } from '../../support/app.js';
import { insertCustomer } from '../../support/customers.js';
import { eventually } from '../../support/eventually.js';
import { SlackChannelStandIn } from '../../support/slack-channel.js';

const staff = (role: StaffRole): Actor => ({ kind: 'staff', id: newId(), role });
const SCHEDULER = 'scheduler_not_executing';

describe('Escalations', () => {
  let test: TestApp;
  const security = new SlackChannelStandIn();
  const engineering = new SlackChannelStandIn();

  const run = <T>(work: Parameters<UnitOfWork['run']>[1]): Promise<T> =>
    test.app.get(UnitOfWork).run(systemActor('test'), work) as Promise<T>;
  const open = (cause: string, late = 3) =>
    run<{ id: string; news: boolean }>((tx) =>
      test.app
        .get(EscalationService)
        .open(tx, { trigger: SCHEDULER, cause, customerId: null, evidence: { late } }),
    );
  const act = async (name: string, id: string, input: unknown, actor: Actor) =>
    (await test.app.get(CommandDispatcher).dispatch(name, id, input, { actor, requestId: 'test' })).body as {
      id: string;
      news: boolean;
    };
  const row = async (id: string) =>
    (
      await test.sql(
        'select status, team, channel, resolution, evidence, version from escalation where id = ?',
        [id],
      )
    )[0];
  const view = async (id: string): Promise<EscalationView> => {
    const found = await test.app.get(EscalationPage).view(id);
    if (!found) throw new Error(`no escalation ${id}`);
    return found;
  };
  /** The page once every message has ended or waits for its next attempt. */
  const told = (id: string, statuses: readonly string[]) =>
    eventually(async () => {
      const { slack } = await view(id);
      expect(slack.messages.map(({ status }) => status)).toEqual(statuses);
      return slack.messages;
    });
  const pass = async (seconds: number): Promise<void> => {
    const clock = test.app.get(BusinessClock);
    const em = test.app.get(Database).em();
    await test.app.get(LeftBehindTask, { strict: false }).run(await clock.now(em));
    await clock.advanceTo(em, new Date((await clock.now(em)).getTime() + seconds * 1_000));
    await test.app.get(LeftBehindTask, { strict: false }).run(await clock.now(em));
  };

  beforeAll(async () => {
    test = await startApp({
      env: {
        SLACK_WEBHOOK_SECURITY: await security.start(),
        SLACK_WEBHOOK_ENGINEERING: await engineering.start(),
      },
    });
  });
  afterAll(async () => {
    await test?.close();
    await security.close();
    await engineering.close();
  });

  it('go to the team and channel of their trigger, once for a cause, also when two see it at once', async () => {
    const answers = await Promise.all([open('worker:1'), open('worker:1')]);
    expect(answers[0]?.id).toBe(answers[1]?.id);
    expect(answers.map(({ news }) => news).sort()).toEqual([false, true]);
    expect(await row(answers[0]?.id ?? '')).toMatchObject({
      status: 'open',
      team: 'engineering',
      channel: '#eng-support',
    });
    await told(answers[0]?.id ?? '', ['sent']);
  });

  it('are acknowledged and resolved by their team only, and open again when the cause comes back', async () => {
    const { id } = await open('worker:2');
    const engineer = staff('engineering');
    await expect(act('escalation.acknowledge', id, { version: 1 }, staff('security'))).rejects.toMatchObject({
      code: 'escalation_of_another_team',
    });
    await act('escalation.acknowledge', id, { version: 1, plan: 'Looking at worker 2.' }, engineer);
    await expect(
      act('escalation.resolve', id, { version: 1, resolution: 'restarted' }, engineer),
    ).rejects.toMatchObject({ code: 'version_conflict' });
    await act('escalation.resolve', id, { version: 2, resolution: 'restarted' }, engineer);
    expect(await row(id)).toMatchObject({ status: 'resolved', resolution: 'restarted' });
    await expect(
      act('escalation.resolve', id, { version: 3, resolution: 'again' }, engineer),
    ).rejects.toMatchObject({ code: 'transition_refused' });
    expect(await open('worker:2', 9)).toMatchObject({ id, status: 'open', news: true });
    expect(await row(id)).toMatchObject({ status: 'open', resolution: null, evidence: { late: 9 } });
    expect((await view(id)).timeline.map(({ kind, words }) => [kind, words])).toEqual([
      ['opened', null],
      ['acknowledged', 'Looking at worker 2.'],
      ['resolved', 'restarted'],
      ['reopened', null],
    ]);
    await told(id, ['sent', 'sent', 'sent']);
  });

  it('are settled by the rule that made them, and by nobody twice', async () => {
    const cause = { trigger: SCHEDULER, cause: 'worker:4', customerId: null } as const;
    const { id } = await open('worker:4');
    const settle = () => run((tx) => test.app.get(EscalationService).settle(tx, cause, 'It runs again.'));
    expect([await settle(), await settle()]).toEqual([true, false]);
    expect(await row(id)).toMatchObject({ status: 'resolved', resolution: 'It runs again.' });
    expect(
      await run((tx) => test.app.get(EscalationService).settle(tx, { ...cause, cause: 'none' }, 'x')),
    ).toBe(false);
  });

  it('raised by hand tell Slack of company and number only, and keep what a second person adds', async () => {
    const customerId = await insertCustomer(test);
    const input = { trigger: 'data_privacy', cause: 'Export asked for', details: 'John Doe wrote to us.' };
    const { id, news } = await act('escalation.open', customerId, input, staff('ops'));
    expect(news).toBe(true);
    const again = { ...input, cause: 'export asked for ', details: 'He called, too.' };
    expect(await act('escalation.open', customerId, again, staff('csm'))).toMatchObject({ id, news: false });
    await told(id, ['sent']);
    const [customer] = await test.sql<{ name: string; number: number }>(
      'select company_name as name, number from customer where id = ?',
      [customerId],
    );
    expect(security.shown.at(-1)?.text).toBe(
      `*New escalation: Data privacy concerns*\n${customer?.name} (C-${customer?.number})\n` +
        `<http://127.0.0.1:3000/admin/resources/escalations/records/${id}/show|Open the escalation>`,
    );
    const page = await view(id);
    expect(page).toMatchObject({
      details: 'John Doe wrote to us.',
      owner: null,
      records: [{ list: 'customers', id: customerId, title: expect.stringContaining('C-') as string }],
    });
    expect(page.timeline.map(({ kind, words }) => [kind, words])).toEqual([
      ['opened', 'John Doe wrote to us.'],
      ['added', 'He called, too.'],
    ]);
  });

  it('that Slack took without an answer are sent again, and say so; no redirect is followed', async () => {
    const elsewhere = `http://169.254.169.254/latest`;
    security.next({ status: 302, text: '', headers: { location: elsewhere } });
    const input = { trigger: 'data_privacy', cause: 'Redirected' };
    const { id } = await act('escalation.create', '', input, staff('security'));
    const [refused] = await told(id, ['failed']);
    expect(refused?.trouble).toContain('redirects elsewhere (HTTP 302); that is not followed');
    security.next('drop');
    const dropped = await act('escalation.create', '', { ...input, cause: 'Dropped' }, staff('security'));
    await eventually(async () => {
      expect((await view(dropped.id)).slack.messages[0]).toMatchObject({
        status: 'queued',
        attempts: 1,
        trouble: expect.stringContaining('Slack cannot be reached') as string,
      });
    });
    await pass(16);
    await told(dropped.id, ['sent']);
    expect(security.shown.at(-1)?.text).toContain('_Sent again: an earlier copy may have arrived._');
  });

  it('are shown in the panel only where the channel is not connected, and the page says so', async () => {
    const input = { trigger: 'pricing', cause: 'Too dear for schools' };
    const { id } = await act('escalation.create', '', input, staff('product'));
    expect((await view(id)).slack).toEqual({
      channel: '#product-feedback',
      connected: false,
      variable: 'SLACK_WEBHOOK_PRODUCT',
      messages: [],
    });
  });

  it('wait as long as Slack asks, and are told then', async () => {
    security.next({ status: 429, text: 'rate_limited', headers: { 'retry-after': '120' } });
    security.next({ status: 503, text: '' });
    const input = { trigger: 'compromised_credentials', cause: 'Key in a chat' };
    const { id } = await act('escalation.create', '', input, staff('security'));
    const [waiting] = await eventually(async () => {
      const { messages } = (await view(id)).slack;
      expect(messages[0]).toMatchObject({ status: 'queued', attempts: 1 });
      return messages;
    });
    expect(waiting?.trouble).toContain('HTTP 429');
    const before = security.requests;
    await pass(60);
    await pass(30);
    expect(security.requests).toBe(before);
    await pass(31);
    await eventually(async () => {
      expect((await view(id)).slack.messages[0]).toMatchObject({
        attempts: 2,
        trouble: 'Slack has trouble (HTTP 503)',
      });
    });
    await pass(30);
    expect((await told(id, ['sent']))[0]).toMatchObject({ attempts: 3, trouble: null });
  });

  it('that Slack refuses are shown as failed, and sent again when a person asks', async () => {
    security.next({ status: 404, text: 'no_service' });
    const input = { trigger: 'unauthorized_access', cause: 'Login from elsewhere' };
    const { id } = await act('escalation.create', '', input, staff('security'));
    const [failed] = await told(id, ['failed']);
    expect(failed).toMatchObject({ trouble: expect.stringContaining('removed or disabled') as string });
    await act('slack.resend', failed?.id ?? '', {}, staff('security'));
    await told(id, ['sent']);
    await expect(act('slack.resend', failed?.id ?? '', {}, staff('security'))).rejects.toMatchObject({
      code: 'slack_not_resendable',
    });
  });

  it('end after ten attempts, not later', async () => {
    security.next(...Array.from({ length: 10 }, () => ({ status: 500, text: '' })));
    const { id } = await act(
      'escalation.create',
      '',
      { trigger: 'suspicious_signup', cause: 'Ten attempts' },
      staff('security'),
    );
    for (let attempt = 1; attempt < 10; attempt += 1) {
      await eventually(async () => {
        expect((await view(id)).slack.messages[0]).toMatchObject({ status: 'queued', attempts: attempt });
      });
      await pass(3_600);
    }
    const [message] = await told(id, ['failed']);
    expect(message).toMatchObject({ attempts: 10, trouble: 'Slack has trouble (HTTP 500); tried 10 times' });
  });

  it('keep what Slack may know out of rows and jobs', async () => {
    const rows = await test.sql<{ params: object }>('select params from slack_message');
    expect(rows.length).toBeGreaterThan(5);
    expect(rows.every(({ params }) => Object.keys(params).join() === 'event')).toBe(true);
  });
});
