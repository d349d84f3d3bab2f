import { CommandDispatcher } from '../../../src/platform/commands/command-dispatcher.js';
import { newId } from '../../../src/platform/ids/new-id.js';
import type { Actor } from '../../../src/platform/unit-of-work/actor.js';
import { systemActor } from '../../../src/platform/unit-of-work/actor.js';
import { OnboardingQueries } from '../../../src/onboarding/onboarding.queries.js';
import { ReconcileProgress } from '../../../src/onboarding/progress/reconcile-progress.js';
import { runbookOf, tickLines } from '../../../src/onboarding/runbook.js';
import { TimelineQueries } from '../../../src/onboarding/view/timeline.queries.js';
import { startApp, type TestApp } from '../../support/app.js';
import { OnboardingRows } from '../../support/onboarding-rows.js';

const HOUR = 3_600_000;
const worker = systemActor('test');
const ops: Actor = { kind: 'staff', id: newId(), role: 'ops' };
const lines = tickLines(runbookOf('1.0')).map(({ id }) => id);

describe('The progress of an onboarding', () => {
  let test: TestApp;
  let rows: OnboardingRows;
  let customer: Actor;

  const progress = async () =>
    (
      await test.sql(
        `select steps_done, current_step, warnings, last_done_at is not null as moved
           from onboarding_progress where customer_id = ?`,
        [rows.customerId],
      )
    )[0];
  const view = (actor: Actor = ops) => test.app.get(OnboardingQueries).view(rows.customerId, actor);
  const step = async (id: string) => (await view()).steps.find((one) => one.id === id);
  const tick = (ids: readonly string[], done = true) =>
    test.app
      .get(CommandDispatcher)
      .dispatch('customer.tick', rows.customerId, { lines: ids, done }, { actor: ops, requestId: 'test' });

  beforeAll(async () => {
    test = await startApp({ worker: false });
    await test.sql(
      `insert into staff_member (id, email, name, role, password_hash, must_change, active, epoch, password_set_at, created_at, version)
       values (?, 'priya@waooaw.com', 'Priya Sharma', 'ops', 'x', false, true, 0, '2026-02-01Z', '2026-02-01Z', 1)`,
      [ops.kind === 'staff' ? ops.id : ''],
    );
    rows = new OnboardingRows(test);
    customer = { kind: 'customer', id: rows.customerId, role: 'customer' };
  });
  afterAll(() => test?.close());

  it('starts with the customer: what holds is latched, what is missing is named', async () => {
    await rows.change(worker, 'customer.created', rows.customerId, (r) => r.customer());
    expect(await progress()).toEqual({ steps_done: 1, current_step: '0', warnings: 0, moved: true });
    const checklist = await step('0');
    expect(checklist).toMatchObject({
      state: 'open',
      missing: ['The customer has no record in the CRM yet.'],
    });
    expect(await step('1')).toMatchObject({ state: 'done', proof: [{ by: 'the system' }] });
  });

  it('moves in the transaction of each change, with who did it', async () => {
    const { ids } = rows;
    await rows.change(ops, 'customer.crm_id_set', rows.customerId, (r) =>
      r.update('customer', r.customerId, { crm_id: 'crm-1', status: 'active', activated_at: r.now }),
    );
    await rows.change(ops, 'call.scheduled', ids.call, (r) =>
      r.call(ids.call, 'onboarding', new Date(r.now.getTime() + HOUR)),
    );
    await rows.change(worker, 'mail.sent', ids.call, (r) => r.mail('customer_welcome_email', ids.call), {
      template: 'customer_welcome_email',
    });
    await rows.change(ops, 'agent.drafted', ids.agent, (r) => r.agent(), {
      agentType: 'trading',
      platforms: ['delta'],
    });
    await rows.change(ops, 'trial.created', ids.trial, (r) => r.trial(), { agentType: 'trading' });
    await rows.change(worker, 'mail.sent', ids.agent, (r) => r.mail('credential_setup_guide', ids.agent), {
      template: 'credential_setup_guide',
    });
    expect(await progress()).toMatchObject({ steps_done: 6, current_step: '5' });
    expect((await step('4'))?.proof?.map(({ by }) => by)).toEqual(['Priya Sharma', 'Priya Sharma']);
  });

  it('ticks a section in one press, with who and when, and takes it back', async () => {
    await rows.change(ops, 'call.started', rows.ids.call, (r) =>
      r.update('call', rows.ids.call, { started_at: r.now }),
    );
    const during = (await step('5'))?.ticks?.filter(({ section }) => section === 'During Onboarding Call');
    await tick((during ?? []).map(({ id }) => id));
    expect(await step('5')).toMatchObject({
      state: 'open',
      missing: ['Not ticked in "Key Messaging": Try before hire, keep results, no risk.'],
    });
    await tick(['key-messaging']);
    expect(await step('5')).toMatchObject({ state: 'done' });
    expect((await step('5'))?.ticks?.every(({ by }) => by === 'Priya Sharma')).toBe(true);
    await tick(['key-messaging'], false);
    expect(await step('5')).toMatchObject({ state: 'warning' });
    expect(await progress()).toMatchObject({ warnings: 1 });
    await tick(lines);
    expect(await progress()).toMatchObject({ warnings: 0 });
    await expect(tick(['sing-a-song'])).rejects.toMatchObject({ code: 'validation_failed' });
  });

  it('tells the customer from ops who act for the customer', async () => {
    const { ids } = rows;
    await rows.change(customer, 'credential.stored', ids.credential, (r) => r.credential());
    await rows.change(worker, 'credential.test_finished', ids.credential, (r) =>
      r.update('credential', ids.credential, { status: 'active', last_validated_at: r.now }),
    );
    await rows.change(
      ops,
      'agent.configured',
      ids.agent,
      (r) => r.update('agent', ids.agent, { status: 'configured', settings: '{}', configured_at: r.now }),
      { agentType: 'trading', first: true, changed: [] },
    );
    expect((await step('7'))?.proof).toMatchObject([{ by: 'the customer' }]);
    expect((await step('9'))?.proof).toMatchObject([{ by: 'Priya Sharma, for the customer' }]);
    expect(await step('8')).toMatchObject({ state: 'done' });
  });

  it('warns when a credential goes bad and is content again when it is good', async () => {
    const { credential } = rows.ids;
    await rows.change(worker, 'credential.invalidated', credential, (r) =>
      r.update('credential', credential, { status: 'invalid', last_failure_code: 'key_rejected' }),
    );
    expect(await step('8')).toMatchObject({
      state: 'warning',
      missing: ['Delta Exchange: the credential is invalid (key rejected).'],
    });
    await rows.change(worker, 'credential.test_finished', credential, (r) =>
      r.update('credential', credential, { status: 'active', last_failure_code: null }),
    );
    expect(await step('8')).toMatchObject({ state: 'done' });
  });

  it('comes to its end', async () => {
    const { ids } = rows;
    await rows.change(
      ops,
      'trial.activated',
      ids.trial,
      async (r) => {
        const endsAt = new Date(r.now.getTime() + 168 * HOUR);
        await r.update('trial', ids.trial, { status: 'active', activated_at: r.now, ends_at: endsAt });
        await r.call(ids.checkIn, 'check_in', new Date(r.now.getTime() + 120 * HOUR));
        await r.mail('call_invite', ids.checkIn);
      },
      { endsAt: '2026-11-30', zone: 'Asia/Kolkata' },
    );
    await rows.change(ops, 'goal.approved', ids.goal, (r) => r.goal(), { by: 'staff', overridden: false });
    await rows.change(customer, 'deliverable.decided', ids.deliverable, (r) => r.deliverable(), {
      status: 'approved',
      by: 'customer',
      action: 'none',
    });
    await rows.change(customer, 'customer.first_login', rows.customerId, (r) =>
      r.insert('customer_login', {
        customer_id: r.customerId,
        must_change: false,
        first_login_at: r.now,
        session_epoch: 0,
      }),
    );
    await rows.change(ops, 'call.ended', ids.call, (r) =>
      r.update('call', ids.call, { status: 'held', ended_at: r.now }),
    );
    const documented = await step('13');
    expect(documented).toMatchObject({ state: 'open' });
    const draft = documented?.actions.find(({ command }) => command === 'note.write')?.defaults;
    expect(draft).toMatchObject({ kind: 'session', callId: ids.call });
    expect(draft?.['body']).toMatch(/^Onboarding Call - .* IST\nAttendee: John Doe \(john@example.com\)\n/);
    expect(draft?.['body']).toContain('Platforms: Delta Exchange\nGoals: BTC Price Monitoring');
    await test.app
      .get(CommandDispatcher)
      .dispatch(
        'note.write',
        rows.customerId,
        { kind: 'session', body: draft?.['body'] },
        { actor: ops, requestId: 'test' },
      );
    await rows.change(worker, 'mail.sent', ids.call, (r) => r.mail('post_onboarding_summary', ids.call), {
      template: 'post_onboarding_summary',
    });
    expect(await progress()).toMatchObject({ steps_done: 16, current_step: null, warnings: 0 });
    const done = await test.sql("select data ->> 'step' as step from history_entry where type = 'step.done'");
    expect(done).toHaveLength(16);
    expect((await view()).customer).toMatchObject({ stuck: false, csm: { name: 'Alex Kumar' } });
  });

  it('is rebuilt from the facts when its row is gone, and leaves what was latched', async () => {
    const before = await test.sql('select * from step_done order by step');
    await test.sql('delete from onboarding_progress');
    const reconcile = test.app.get(ReconcileProgress);
    expect(await reconcile.run(new Date('2026-02-12T10:00:00Z'))).toBe(1);
    expect(await reconcile.run(new Date('2026-02-12T10:30:00Z'))).toBe(0);
    expect(await progress()).toMatchObject({ steps_done: 16, current_step: null });
    expect(await reconcile.all()).toBe(1);
    expect(await test.sql('select * from step_done order by step')).toEqual(before);
  });

  it('is told as a timeline, page by page', async () => {
    const timeline = test.app.get(TimelineQueries);
    const all = await timeline.page(rows.customerId, { limit: 100 });
    const first = await timeline.page(rows.customerId, { limit: 5 });
    const second = await timeline.page(rows.customerId, { limit: 5, cursor: first.nextCursor ?? '' });
    expect([...first.items, ...second.items]).toEqual(all.items.slice(0, 10));
    expect(all.nextCursor).toBeNull();
    expect(all.items.map(({ text }) => text)).toContain('Step 8 done: Validate Credentials');
  });

  it('offers a reader only what the role may press', async () => {
    const reader: Actor = { kind: 'staff', id: newId(), role: 'leadership' };
    const { steps } = await view(reader);
    expect(steps.flatMap(({ actions }) => actions)).toEqual([]);
    expect(steps.some(({ tickAction }) => tickAction)).toBe(false);
    expect((await step('5'))?.tickAction).toEqual({ command: 'customer.tick', subjectId: rows.customerId });
    await expect(test.app.get(OnboardingQueries).view('nonsense', ops)).rejects.toMatchObject({
      code: 'not_found',
    });
  });
});
