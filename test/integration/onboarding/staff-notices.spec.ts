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
});
