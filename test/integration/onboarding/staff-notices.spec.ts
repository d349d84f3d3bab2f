import { DraftRemindersTask } from '../../../src/goals/deliverables/draft-reminders.task.js';
import type { DeliverableView } from '../../../src/goals/deliverables/deliverable-view.js';
import { actionOverdue, actionSettled } from '../../../src/goals/goal.entries.js';
import { MailLoaders, type MailToLoad } from '../../../src/mail/mail-loaders.js';
import type { MailData } from '../../../src/mail/templates/mail-templates.js';
import { nextLocalMidnight } from '../../../src/platform/time/wall-clock.js';
import { credentialInvalidated } from '../../../src/credentials/credential.entries.js';
import { mailFailed } from '../../../src/mail/mail.entries.js';
import { newId } from '../../../src/platform/ids/new-id.js';
import { Links } from '../../../src/platform/links/links.js';
import { PUBLIC, systemActor } from '../../../src/platform/unit-of-work/actor.js';
import type { Tx } from '../../../src/platform/unit-of-work/tx.js';
import { UnitOfWork } from '../../../src/platform/unit-of-work/unit-of-work.js';
import { startApp, type TestApp } from '../../support/app.js';
import { eventually } from '../../support/eventually.js';
import { customer, GoalBench } from '../../support/goal-bench.js';
import { sentMails } from '../../support/sent-mails.js';

const HOUR = 3_600_000;

describe('Notices to staff', () => {
  let test: TestApp;
  let bench: GoalBench;

  const run = <T>(work: (tx: Tx) => Promise<T>) => test.app.get(UnitOfWork).run(systemActor('test'), work);
  const sql = <T extends object>(query: string, ...values: unknown[]) => test.sql<T>(query, values);
  const ownerOf = async (customerId: string): Promise<string> => {
    const query = 'select m.email from customer c join csm m on m.id = c.csm_id where c.id = ?';
    return (await sql<{ email: string }>(query, customerId))[0]?.email ?? '';
  };
  const asked = (customerId: string) =>
    sql<{ kind: string; to_email: string }>(
      `select params ->> 'kind' as kind, to_email from mail
        where customer_id = ? and template = 'staff_notice' order by created_at, id`,
      customerId,
    );
  /** The text of the notice with these words in its subject, once it is sent. */
  const sent = (customerId: string, subject: RegExp) =>
    eventually(async () => {
      const owner = (await asked(customerId))[0]?.to_email ?? '';
      const found = (await sentMails(test.dataDir, owner)).filter((mail) => subject.test(mail.subject ?? ''));
      expect(found).toHaveLength(1);
      return (found[0]?.text ?? '').replace(/\s+/g, ' ');
    });
  const onCall = async (customerId: string): Promise<void> => {
    const { id } = await bench.call<{ id: string }>('call.schedule', customerId, {
      kind: 'onboarding',
      reason: 'Agreed by phone.',
    });
    await sql('update call set started_at = starts_at where id = ?', id);
  };

  beforeAll(async () => {
    test = await startApp();
    bench = new GoalBench(test);
  });
  afterAll(() => test?.close());

  it('come each time a goal waits during a call; not outside of one', async () => {
    const { customerId, agentId } = await bench.onTrial();
    const before = await bench.createGoal(customerId, agentId);
    expect(await asked(customerId)).toEqual([]);
    await bench.call('goal.archive', before.id);
    await onCall(customerId);
    const goal = await bench.createGoal(customerId, agentId);
    expect(await asked(customerId)).toEqual([{ kind: 'goal_waiting', to_email: await ownerOf(customerId) }]);
    const text = await sent(customerId, /a goal waits for approval, during the call/);
    expect(text).toContain('press Approve Goal');
    expect(text).toContain(`/admin/resources/goals/records/${goal.id}/show`);
    await bench.call('goal.reject', goal.id, { version: goal.version, reason: 'Too often.' });
    await bench.call('goal.resubmit', goal.id);
    expect(await asked(customerId)).toHaveLength(2);
  });

  it('come when the customer rejects a draft, with what they said; not when staff do', async () => {
    const { customerId, goal } = await bench.withGoal();
    const [first, second] = [await bench.finished(goal.id), await bench.finished(goal.id)];
    await bench.call('deliverable.reject', first.id, { version: first.version, reason: 'Ours.' });
    expect(await asked(customerId)).toEqual([]);
    const theirs = { version: second.version, reason: 'Too bold for us.' };
    await bench.call('deliverable.reject', second.id, theirs, customer(customerId));
    expect((await asked(customerId)).map(({ kind }) => kind)).toEqual(['draft_rejected']);
    const text = await sent(customerId, /rejected a draft/);
    expect(text).toContain('Too bold for us.');
    expect(text).toContain(`/admin/resources/deliverables/records/${second.id}/show`);
  });

  it('come when a credential breaks and when a mail fails, but never about a notice', async () => {
    const { customerId } = await bench.withGoal();
    const [credential] = await sql<{ id: string }>(
      'select id from credential where customer_id = ?',
      customerId,
    );
    const id = credential?.id ?? '';
    await run(async (tx) => {
      await tx.em.execute(
        `update credential set status = 'invalid', last_failure_code = 'ip_not_allowed' where id = ?`,
        [id],
      );
      const data = { platform: 'delta', status: 'invalid', code: 'ip_not_allowed' };
      tx.record(credentialInvalidated, { subjectId: id, customerId, data });
    });
    const broken = await sent(customerId, /Delta Exchange does not work any more/);
    expect(broken).toContain('ip not allowed');
    expect(broken).toContain(`/admin/resources/credentials/records/${id}/show`);

    const [mail] = await sql<{ id: string; template: string }>(
      `update mail set status = 'failed', last_error = '550 No such user' where customer_id = ?
          and template <> 'staff_notice' returning id, template`,
      customerId,
    );
    const failed = (subjectId: string, template: string) =>
      run((tx) => {
        tx.record(mailFailed, { subjectId, customerId, data: { template: template as 'draft_ready' } });
        return Promise.resolve();
      });
    await failed(mail?.id ?? '', mail?.template ?? '');
    await failed(mail?.id ?? '', mail?.template ?? '');
    await failed(newId(), 'staff_notice');
    expect(await sent(customerId, /a mail did not arrive/)).toContain('550 No such user');
    expect((await asked(customerId)).map(({ kind }) => kind)).toEqual(['credential_broken', 'mail_failed']);
  });

  it('come for a low mark in the survey, to the cover of an absent manager', async () => {
    const { customerId } = await bench.onTrial();
    const [cover] = await sql<{ id: string; email: string }>(
      'select m.id, m.email from csm m join customer c on m.id <> c.csm_id where c.id = ? limit 1',
      customerId,
    );
    await sql(
      `insert into csm_absence (id, csm_id, cover_id, starts_at, ends_at)
       select ?, csm_id, ?, ?::timestamptz - interval '1 day', ?::timestamptz + interval '1 day'
         from customer where id = ?`,
      newId(),
      cover?.id,
      await bench.now(),
      await bench.now(),
      customerId,
    );
    const { id: callId } = await bench.call<{ id: string }>('call.schedule', customerId, {
      kind: 'onboarding',
      reason: 'Agreed by phone.',
    });
    const answer = async (score: number) => {
      const id = newId();
      await sql(
        `insert into survey (id, customer_id, call_id, email, name, sent_at) values (?, ?, ?, ?, 'John Doe', ?)`,
        id,
        customerId,
        callId,
        `john-${score}@example.com`,
        await bench.now(),
      );
      const { token } = await run((tx) =>
        test.app
          .get(Links)
          .issue(tx, { purpose: 'survey', customerId, subjectId: id, hours: 1, voidOthers: true }),
      );
      await bench.call('survey.answer', '', { token, score, comment: 'Too fast for us.' }, PUBLIC);
    };
    await answer(4);
    expect(await asked(customerId)).toEqual([]);
    await answer(3);
    expect(await asked(customerId)).toEqual([{ kind: 'survey_low', to_email: cover?.email }]);
    const text = await sent(customerId, /was not satisfied: 3 of 5/);
    expect(text).toContain('Too fast for us.');
  });

  it('come with one reminder to the customer of drafts undecided for 20 hours', async () => {
    const { customerId, goal } = await bench.withGoal();
    const drafts = [
      await bench.finished(goal.id),
      await bench.finished(goal.id),
      await bench.finished(goal.id),
    ];
    const [first, second, decided] = drafts as [DeliverableView, DeliverableView, DeliverableView];
    const reject = { version: decided.version, reason: 'Ours.' };
    await bench.call('deliverable.reject', decided.id, reject);
    await bench.call('goal.pause', goal.id);
    const mails = () =>
      sql<MailToLoad & { dedupe_key: string }>(
        `select id, template, params, subject_id as "subjectId", customer_id as "customerId", dedupe_key
           from mail where customer_id = ? and template = 'draft_reminder' order by created_at`,
        customerId,
      );
    const remind = async () => {
      await test.app.get(DraftRemindersTask, { strict: false }).run(await bench.now());
      return mails();
    };
    const made = new Date(second.createdAt).getTime();
    await bench.advanceTo(new Date(made + 19.9 * HOUR));
    expect(await remind()).toEqual([]);
    await bench.advanceTo(new Date(made + 20.1 * HOUR));
    const [mail, ...others] = await remind();
    expect([mail?.subjectId, others]).toEqual([first.id, []]);
    expect(await remind()).toHaveLength(1);
    expect((await asked(customerId)).map(({ kind }) => kind)).toEqual(['drafts_waiting']);
    // What somebody has open is not changed by it.
    expect((await bench.deliverables.view(first.id)).version).toBe(first.version);

    const look = () =>
      run((tx) => test.app.get(MailLoaders, { strict: false }).look(tx, mail as MailToLoad)) as Promise<
        MailData<'draft_reminder'>
      >;
    expect((await look()).drafts.map(({ title }) => title)).toEqual([first.title, second.title]);
    await bench.call('deliverable.approve', second.id, { version: second.version }, customer(customerId));
    expect(await look()).toMatchObject({ drafts: [{ title: first.title }], others: 0 });
    await bench.call('deliverable.approve', first.id, { version: first.version }, customer(customerId));
    await expect(look()).rejects.toThrow('every draft is decided');
  });

  it('leave drafts beyond five a day to one mail of the next morning', async () => {
    const { customerId, goal } = await bench.withGoal();
    const draft = await bench.finished(goal.id);
    await sql(
      `insert into goal_run select (jsonb_populate_record(r, jsonb_build_object('id', gen_random_uuid()))).*
         from goal_run r, generate_series(1, 4) where r.id = ?`,
      draft.runId,
    );
    await sql(
      `insert into deliverable select (jsonb_populate_record(d, jsonb_build_object(
          'id', gen_random_uuid(), 'run_id', r.id, 'status', 'approved', 'reminder_due_at', null))).*
         from deliverable d join goal_run r on r.goal_id = d.goal_id and r.id <> d.run_id where d.id = ?`,
      draft.id,
    );
    const late = await bench.finished(goal.id);
    const ready = await sql(
      `select subject_id from mail where customer_id = ? and template = 'draft_ready'`,
      customerId,
    );
    expect(ready).toEqual([{ subject_id: draft.id }]);
    const [row] = await sql<{ due: string; zone: string }>(
      `select d.reminder_due_at as due, c.timezone as zone from deliverable d
         join customer c on c.id = d.customer_id where d.id = ?`,
      late.id,
    );
    const due = new Date(row?.due ?? '');
    expect(due).toEqual(nextLocalMidnight(new Date(late.createdAt), row?.zone ?? ''));
  });

  it('come for an approved action that failed, and for one without a result', async () => {
    const { customerId, goal } = await bench.withGoal();
    const draft = await bench.finished(goal.id);
    const told = async (values: string, entry: typeof actionSettled | typeof actionOverdue, data: object) => {
      await sql(`update deliverable set status = 'approved', ${values} where id = ?`, draft.id);
      await run((tx) => {
        tx.record(entry, { subjectId: draft.id, customerId, data: data as never });
        return Promise.resolve();
      });
    };
    const failure = { handOverId: newId(), outcome: 'failed', by: 'agent_platform' };
    await told(`action = 'failed', action_reason = 'Insufficient margin.'`, actionSettled, failure);
    expect(await sent(customerId, /could not be carried out/)).toContain('Insufficient margin.');
    await eventually(async () => {
      const [mail] = await sentMails(test.dataDir, `${customerId}@example.com`).then((all) =>
        all.filter(({ subject }) => /was not carried out/.test(subject ?? '')),
      );
      expect(mail?.text).toContain('Insufficient margin.');
    });
    await told(`action = 'handed_over', result_overdue = true`, actionOverdue, {});
    expect(await sent(customerId, /no word of an action/)).toContain('has not reported');
  });
});
