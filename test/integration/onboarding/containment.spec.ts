import {
  AGENT_RUNTIME,
  type AgentRuntime,
  type RunOutcome,
} from '../../../src/goals/runtimes/agent-runtime.js';
import { CustomerLoginService } from '../../../src/customers/customer-login.service.js';
import { AppError } from '../../../src/platform/errors/app-error.js';
import { newId } from '../../../src/platform/ids/new-id.js';
import { CredentialBench, integrationActor, keyFor } from '../../support/credential-bench.js';
import { insertCustomer } from '../../support/customers.js';
import { eventually } from '../../support/eventually.js';
import { customer, GoalBench, staff } from '../../support/goal-bench.js';
import { OWN_WORDS, PortalPeople } from '../../support/portal.js';
import { sentMails } from '../../support/sent-mails.js';
import { startWeb, type TestWeb } from '../../support/web.js';

const STOLEN = { cause: 'compromised_credentials', reason: 'The key stood in a public chat.' };
const security = staff('security');

describe('A contained customer', () => {
  let web: TestWeb;
  let bench: GoalBench;
  let people: PortalPeople;

  const rows = <T extends object>(sql: string, ...values: unknown[]) => web.sql<T>(sql, values);
  const one = async <T extends object>(sql: string, ...values: unknown[]) =>
    (await rows<T>(sql, ...values))[0];
  const mailsTo = (customerId: string, subject: RegExp, count = 1) =>
    eventually(async () => {
      const all = await sentMails(web.dataDir, `${customerId}@example.com`);
      const found = all.filter((mail) => subject.test(mail.subject ?? ''));
      expect(found.length).toBe(count);
      return found;
    });
  const signIn = (customerId: string, password: string) =>
    web.app
      .get(CustomerLoginService, { strict: false })
      .signIn({ email: `${customerId}@example.com`, password, address: '198.51.100.9' });
  /** On trial with a live goal, a key in the vault, a password and an open link. */
  async function busy() {
    const { customerId, goal, trial } = await bench.withGoal();
    await new CredentialBench(web).give(customerId, 'ok_trade');
    const [credential] = await rows<{ id: string }>(
      'select id from credential where customer_id = ?',
      customerId,
    );
    const logins = web.app.get(CustomerLoginService, { strict: false });
    const temporary = await signIn(customerId, await people.temporaryPassword(customerId));
    const session = await logins.setPassword(customerId, OWN_WORDS, temporary.epoch);
    const link = await people.token({ purpose: 'connect', customerId, subjectId: newId() });
    return {
      customerId,
      goalId: goal.id,
      trialId: trial.id,
      credentialId: credential?.id ?? '',
      session,
      link,
    };
  }

  beforeAll(async () => {
    web = await startWeb({ worker: true });
    bench = new GoalBench(web);
    people = new PortalPeople(web);
  });
  afterAll(() => web?.close());

  it('is shut off at once, once, whoever presses from wherever; nothing of it opens any more', async () => {
    const { customerId, goalId, credentialId, session, link } = await busy();
    const answers = await Promise.all([
      bench.call<{ id: string; news: boolean }>('credential.contain', credentialId, STOLEN),
      bench.call<{ id: string; news: boolean }>('customer.contain', customerId, STOLEN, security),
    ]);
    expect(new Set(answers.map(({ id }) => id)).size).toBe(1);
    expect(answers.map(({ news }) => news).sort()).toEqual([false, true]);

    expect(await rows('select status from credential where customer_id = ?', customerId)).toEqual([
      { status: 'disconnected' },
    ]);
    expect(await rows('select 1 from vault_secret where customer_id = ?', customerId)).toEqual([]);
    expect(await one('select status, pause_reason from goal where id = ?', goalId)).toEqual({
      status: 'paused',
      pause_reason: 'contained',
    });
    expect(await one('select status from customer where id = ?', customerId)).toEqual({
      status: 'suspended',
    });
    await expect(signIn(customerId, OWN_WORDS)).rejects.toMatchObject({ code: 'sign_in_failed' });
    expect(await web.app.get(CustomerLoginService, { strict: false }).session(session)).toBeNull();
    expect((await fetch(`${web.url}/connect?token=${link}`)).status).toBe(410);
    expect(
      await rows('select team, status, title from escalation where customer_id = ?', customerId),
    ).toEqual([{ team: 'security', status: 'open', title: 'Contained: Compromised credentials detected' }]);
  });

  it('is told what happened, what was done and what to do, without a word that staff typed', async () => {
    const { customerId, trialId } = await busy();
    const contact = `owner-${customerId.slice(-8)}@doe-media.example`;
    await web.sql(
      `insert into contact (id, customer_id, name, email, role, created_at) values (?, ?, 'John Doe', ?, 'primary', now())`,
      [newId(), customerId, contact],
    );
    await bench.call('trial.contain', trialId, STOLEN);
    const [mail] = await mailsTo(customerId, /shut off/);
    const text = (mail?.text ?? '').replace(/\s+/g, ' ');
    for (const said of [
      'Hello John Doe',
      'Delta Exchange: disconnected',
      'Your goal is paused',
      'new temporary password',
    ])
      expect(text).toContain(said);
    expect(text).not.toContain('public chat');
    await eventually(async () => expect(await sentMails(web.dataDir, contact)).toHaveLength(1));
  });

  it('ends the run a worker is at: its work is thrown away', async () => {
    const { customerId, goalId } = await busy();
    const runtime = web.app.get<AgentRuntime>(AGENT_RUNTIME, { strict: false });
    const real = runtime.run.bind(runtime);
    let answer: (outcome: RunOutcome) => void = () => undefined;
    const asked = new Promise<void>((begun) => {
      runtime.run = () => {
        begun();
        return new Promise((resolve) => (answer = resolve));
      };
    });
    try {
      const run = await bench.trigger(goalId);
      await asked;
      await bench.call('customer.contain', customerId, STOLEN);
      answer({ kind: 'failed', failure: 'output_invalid', detail: 'too late', tokens: 5 } as never);
      await eventually(async () =>
        expect(await one('select status, failure_code as code from goal_run where id = ?', run.id)).toEqual({
          status: 'cancelled',
          code: 'cancelled',
        }),
      );
    } finally {
      runtime.run = real;
    }
  });

  it('is left with nothing connected and nothing running, whatever else is pressed at the same moment', async () => {
    for (const late of [false, true]) {
      const { customerId, goalId, credentialId } = await busy();
      const key = { platform: 'delta', secret: keyFor('ok_trade') };
      const others = [
        () => bench.trigger(goalId),
        () => bench.call('credential.test', credentialId),
        () => bench.call('credential.store', customerId, key, integrationActor),
        () => bench.trigger(goalId),
        () => bench.call('credential.test', credentialId),
      ];
      const contain = () => bench.call('customer.contain', customerId, STOLEN);
      const pressed = late ? [...others, contain] : [contain, ...others];
      const ends = await Promise.allSettled(pressed.map((press) => press()));
      expect(ends[late ? others.length : 0]).toMatchObject({ status: 'fulfilled' });
      for (const end of ends) if (end.status === 'rejected') expect(end.reason).toBeInstanceOf(AppError);
      await eventually(async () =>
        expect(
          await rows(
            `select status from credential_test where customer_id = ? and status in ('queued', 'running')
             union all select status from goal_run where customer_id = ? and status in ('queued', 'running')
             union all select 'outbox' from outbox`,
            customerId,
            customerId,
          ),
        ).toEqual([]),
      );
      expect(
        await rows(
          `select status from credential where customer_id = ? and status <> 'disconnected'`,
          customerId,
        ),
      ).toEqual([]);
      expect(await rows('select 1 from vault_secret where customer_id = ?', customerId)).toEqual([]);
      expect(await one('select status, pause_reason from goal where id = ?', goalId)).toEqual({
        status: 'paused',
        pause_reason: 'contained',
      });
      expect(await one('select status from customer where id = ?', customerId)).toEqual({
        status: 'suspended',
      });
      expect((await bench.refusal('goal.trigger', goalId)).code).toBeDefined();
    }
  }, 60_000);

  it('gets no mail with a link into it, and adds a second person’s words to the one escalation', async () => {
    const { customerId } = await busy();
    await bench.call('customer.contain', customerId, STOLEN);
    const again = { cause: 'unauthorized_access', reason: 'They called: a login from abroad.' };
    expect(await bench.call('customer.contain', customerId, again)).toMatchObject({ news: false });
    const words = await rows<{ words: string }>(
      `select v.words from escalation_event v join escalation e on e.id = v.escalation_id
        where e.customer_id = ? order by v.id`,
      customerId,
    );
    expect(words.map((row) => row.words)).toEqual([STOLEN.reason, again.reason]);
    await mailsTo(customerId, /shut off/, 1);
    expect((await bench.refusal('credential.connect-link', customerId, { platform: 'delta' })).code).toBe(
      'customer_not_active',
    );
    expect((await bench.refusal('customer.reset-password', customerId)).code).toBe('customer_not_active');
  });

  it('is opened again by security only; the password is new, goals wait for a person', async () => {
    const { customerId, goalId } = await busy();
    await bench.call('customer.contain', customerId, STOLEN);
    const reason = { reason: 'The key was replaced; no foreign login.' };
    expect((await bench.refusal('customer.reactivate', customerId, reason)).code).toBe('contained');
    expect((await bench.refusal('customer.release', customerId, reason)).code).toBe('forbidden');
    await bench.call('customer.release', customerId, reason, security);

    expect(await one('select status from customer where id = ?', customerId)).toEqual({ status: 'active' });
    expect(await one('select status from escalation where customer_id = ?', customerId)).toEqual({
      status: 'resolved',
    });
    const [mail] = await mailsTo(customerId, /temporary WAOOAW password/);
    const password = /Temporary password: (\S+)/.exec(mail?.text ?? '')?.[1] ?? '';
    expect(await signIn(customerId, password)).toMatchObject({ mustChange: true });
    expect(await one('select status, pause_reason from goal where id = ?', goalId)).toEqual({
      status: 'paused',
      pause_reason: 'contained',
    });
    const { credentialId, testId } = await new CredentialBench(web).give(customerId, 'ok_trade');
    await eventually(async () =>
      expect(await one('select status from credential_test where id = ?', testId)).toEqual({
        status: 'done',
      }),
    );
    expect(await one('select status from credential where id = ?', credentialId)).toEqual({
      status: 'active',
    });
    expect(await one('select status from goal where id = ?', goalId)).toEqual({ status: 'paused' });
    expect(await bench.call('goal.resume', goalId)).toMatchObject({ status: 'approved' });

    expect((await bench.refusal('customer.release', customerId, reason, security)).code).toBe(
      'not_contained',
    );
    expect(await bench.call('customer.contain', customerId, STOLEN)).toMatchObject({ news: true });
    expect(await rows('select status from escalation where customer_id = ?', customerId)).toEqual([
      { status: 'open' },
    ]);
  });

  it('was one that could be entered, and the customer itself, product and strangers cannot press it', async () => {
    const [inReview, closed] = [await insertCustomer(web, 'in_review'), await insertCustomer(web, 'closed')];
    for (const id of [inReview, closed])
      expect((await bench.refusal('customer.contain', id, STOLEN)).code).toBe('nothing_to_contain');
    const open = await insertCustomer(web);
    for (const actor of [staff('product'), staff('leadership'), customer(open)])
      expect((await bench.refusal('customer.contain', open, STOLEN, actor)).code).toBe('forbidden');
    expect((await bench.refusal('credential.contain', newId(), STOLEN)).code).toBe('not_found');
    expect(await rows('select 1 from containment where customer_id = ?', open)).toEqual([]);
  });
});
