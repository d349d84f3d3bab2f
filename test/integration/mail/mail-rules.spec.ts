import { DeliverableService } from '../../../src/goals/deliverables/deliverable.service.js';
import { DraftRemindersTask } from '../../../src/goals/deliverables/draft-reminders.task.js';
import { GoalRun } from '../../../src/goals/runs/goal-run.entity.js';
import { HeldMailsTask } from '../../../src/mail/jobs/held-mails.task.js';
import { MailLoaders, MailNotNeeded } from '../../../src/mail/mail-loaders.js';
import { MailQueries } from '../../../src/mail/mail.queries.js';
import { MailService } from '../../../src/mail/mail.service.js';
import { BusinessClock } from '../../../src/platform/clocks/business-clock.js';
import { CommandDispatcher } from '../../../src/platform/commands/command-dispatcher.js';
import { Database } from '../../../src/platform/database/database.js';
import { newId } from '../../../src/platform/ids/new-id.js';
import { systemActor, type Actor } from '../../../src/platform/unit-of-work/actor.js';
import { UnitOfWork } from '../../../src/platform/unit-of-work/unit-of-work.js';
import type { UpkeepTask } from '../../../src/platform/upkeep/upkeep-task.js';
import { Upkeep } from '../../../src/platform/upkeep/upkeep.js';
import type { MailName } from '../../../src/mail/templates/mail-templates.js';
import { startApp, type TestApp } from '../../support/app.js';
import { insertCustomer } from '../../support/customers.js';
import { eventually } from '../../support/eventually.js';
import { GoalBench } from '../../support/goal-bench.js';
import { mailSamples } from '../../support/mail-samples.js';
import { sentMails } from '../../support/sent-mails.js';

const ops: Actor = { kind: 'staff', id: newId(), role: 'ops' };

interface Row {
  id: string;
  status: string;
  due_at: string;
  held_because: string | null;
  last_error: string | null;
  sent_at: Date | null;
}

describe('Quiet hours and the daily limit', () => {
  let test: TestApp;

  const rowOf = async (id: string) => (await test.sql<Row>('select * from mail where id = ?', [id]))[0]!;
  const becomes = (id: string, expected: Partial<Row>) =>
    eventually(async () => expect(await rowOf(id)).toMatchObject(expected));
  const tick = () => test.app.get(Upkeep).tick();
  const goTo = async (instant: string) => {
    await test.app.get(BusinessClock).advanceTo(test.app.get(Database).em(), new Date(instant));
  };
  const customer = () => insertCustomer(test);
  const ask = async (customerId: string | null, template: MailName = 'waiting_nudge', kind = 'test') => {
    const { id } = await test.app.get(UnitOfWork).run(systemActor('test'), (tx) =>
      test.app.get(MailService).enqueue(tx, {
        template,
        params: { kind },
        to: { email: `${customerId ?? 'staff'}@example.com`, name: 'John Doe' },
        customerId,
        subjectId: newId(),
        dedupeKey: newId(),
      }),
    );
    return id;
  };
  const press = (command: string, id: string) =>
    test.app
      .get(CommandDispatcher)
      .dispatch(command, id, { reason: 'The call is in an hour.' }, { actor: ops, requestId: 'test' });
  const sendNow = (id: string) => press('mail.send-now', id);
  const shown = async (id: string) => (await test.app.get(MailQueries).list.findOne(id))?.['held'];

  beforeAll(async () => {
    test = await startApp();
    const loaders = test.app.get(MailLoaders);
    loaders.register('waiting_nudge', () => Promise.resolve(mailSamples.waiting_nudge), 'test');
    loaders.register('verify_email', () => Promise.resolve(mailSamples.verify_email), 'test');
    // 20:00:00 on the wall in Kolkata, half an hour off the full hour of UTC.
    await goTo('2027-02-12T14:30:00Z');
  });
  afterAll(() => test?.close());

  it('hold reminders until the morning of the customer and let everything else pass', async () => {
    const id = await customer();
    const [nudge, urgent, other] = [await ask(id), await ask(id, 'verify_email'), await ask(null)];
    await becomes(urgent, { status: 'sent' });
    await becomes(other, { status: 'sent' });
    // Without a mail server they are files, which is the sandbox's inbox.
    const [file] = await sentMails(test.dataDir, `${id}@example.com`);
    expect(file?.to).toMatchObject({ value: [{ name: 'John Doe', address: `${id}@example.com` }] });
    expect(await rowOf(nudge)).toMatchObject({
      status: 'queued',
      held_because: 'quiet_hours',
      due_at: '2027-02-13 02:30:00+00',
    });
    expect(await shown(nudge)).toBe("held until 08:00 (customer's time), Sat 13 Feb: quiet hours");
    await tick();
    expect(await rowOf(nudge)).toMatchObject({ status: 'queued' });
    await expect(sendNow(urgent)).rejects.toMatchObject({ code: 'mail_not_held' });
    await sendNow(nudge);
    await becomes(nudge, { status: 'sent', held_because: null });
    expect(await shown(nudge)).toBeNull();
  });

  it('release what is due in the order of asking, three a day, the rest on the next mornings', async () => {
    const id = await customer();
    const asked: string[] = [];
    for (let n = 0; n < 5; n += 1) asked.push(await ask(id));
    await goTo('2027-02-13T02:30:00Z');
    await tick();
    await becomes(asked[4]!, { status: 'queued', held_because: 'daily_cap' });
    const rows = await Promise.all(asked.map(rowOf));
    expect(rows.map(({ status }) => status)).toEqual(['sent', 'sent', 'sent', 'queued', 'queued']);
    expect(await shown(asked[3]!)).toContain("held until 08:00 (customer's time), Sun 14 Feb");
    const inbox = await sentMails(test.dataDir, `${id}@example.com`);
    expect(inbox.map(({ messageId }) => messageId?.slice(1, 37))).toEqual(asked.slice(0, 3));
    await goTo('2027-02-14T02:30:00Z');
    await tick();
    await becomes(asked[3]!, { status: 'sent' });
    await becomes(asked[4]!, { status: 'sent' });
  });

  it('move with a customer who moves, and cancel for one who is not written to any more', async () => {
    await goTo('2027-02-14T16:00:00Z');
    const [mover, leaver, late] = [await customer(), await customer(), await customer()];
    const [moved, left, lateMail] = [await ask(mover), await ask(leaver), await ask(late)];
    await test.sql(`update customer set timezone = 'America/New_York' where id = ?`, [mover]);
    await test.sql(`update customer set status = 'closed' where id = ?`, [leaver]);
    await tick();
    await becomes(moved, { status: 'sent' });
    expect(await rowOf(left)).toMatchObject({
      status: 'cancelled',
      held_because: null,
      last_error: 'Not sent: the customer is closed.',
    });
    // Suspended between the release and the sending: the last look decides.
    await test.sql(`update customer set status = 'suspended' where id = ?`, [late]);
    await test.sql('update mail set due_at = created_at, held_because = null where id = ?', [lateMail]);
    await tick();
    await becomes(lateMail, { status: 'cancelled' });
    expect(await test.sql('select type from history_entry where subject_id = ?', [left])).toEqual([
      { type: 'mail.cancelled' },
    ]);
  });

  it('leave one reminder of drafts a day to a customer who decides on none of four a day, for a week', async () => {
    const bench = new GoalBench(test);
    // 07:30 on the wall in Kolkata.
    await goTo('2027-02-15T02:00:00Z');
    const { customerId, goal } = await bench.withGoal();
    const { id: runId } = await bench.trigger(goal.id);
    const { id, version } = await eventually(() => bench.draftOf(runId));
    await bench.call('deliverable.reject', id, { version, reason: 'Not of this week.' });
    await bench.call('goal.pause', goal.id);
    const draft = () =>
      test.app.get(UnitOfWork).run(systemActor('test'), async (tx) => {
        const id = newId();
        await tx.em.execute(
          `insert into goal_run select (jsonb_populate_record(r, jsonb_build_object('id', ?::text))).*
             from goal_run r where r.id = ?`,
          [id, runId],
        );
        const run = await tx.em.findOneOrFail(GoalRun, { id });
        const made = { kind: 'completed', title: 'BTC market analysis', body: '# BTC' } as const;
        const rest = { proposal: null, remarks: [], tokens: 10 };
        await test.app.get(DeliverableService, { strict: false }).create(tx, run, { ...made, ...rest });
      });
    const tasks = [DraftRemindersTask, HeldMailsTask].map((task) =>
      test.app.get<UpkeepTask>(task, { strict: false }),
    );
    const start = (await bench.now()).getTime();
    for (let hour = 0; hour < 7 * 24; hour += 2) {
      await goTo(new Date(start + hour * 3_600_000).toISOString());
      if (hour % 6 === 0) await draft();
      const now = await bench.now();
      for (const task of tasks) await task.run(now);
      await eventually(async () => {
        const open = `select 1 from mail where customer_id = ? and (status = 'sending' or status = 'queued' and due_at <= ?)`;
        expect(await test.sql(open, [customerId, now])).toEqual([]);
      });
    }

    const drafts = await test.sql<{ title: string; reminded: boolean; old: boolean }>(
      `select title, reminded_at is not null as reminded, created_at < ?::timestamptz - interval '36 hours' as old
         from deliverable where customer_id = ? and status = 'in_review' order by id desc`,
      [await bench.now(), customerId],
    );
    expect(drafts).toHaveLength(28);
    expect(drafts.filter(({ reminded, old }) => old && !reminded)).toEqual([]);
    const days = (template: MailName) =>
      test.sql<{ day: string; n: number }>(
        `select to_char(sent_at at time zone 'Asia/Kolkata', 'YYYY-MM-DD') as day, count(*)::int as n from mail
          where customer_id = ? and template = ? and status = 'sent' group by 1 order by 1`,
        [customerId, template],
      );
    expect(await days('draft_reminder')).toEqual(
      ['16', '17', '18', '19', '20', '21'].map((day) => ({ day: `2027-02-${day}`, n: 1 })),
    );
    expect((await days('draft_ready')).map(({ n }) => n).filter((n) => n > 5)).toEqual([]);
    const inbox = await sentMails(test.dataDir, `${customerId}@example.com`);
    const last = inbox.filter(({ subject }) => /waiting for your review/.test(subject ?? '')).at(-1);
    expect(last?.subject).toMatch(/^\d\d drafts are waiting/);
    expect(last?.text?.match(/\/review\?token=/g)).toHaveLength(8);
    expect(last?.text).toMatch(/\d\d older drafts wait in your customer portal/);
  }, 120_000);

  it('cancel what has no reason any more; sending it again by hand is refused with that reason', async () => {
    test.app
      .get(MailLoaders)
      .register('verify_email', () => Promise.reject(new MailNotNeeded('the call is off')), 'off');
    const id = await ask(null, 'verify_email', 'off');
    await becomes(id, { status: 'cancelled' });
    await expect(press('mail.resend', id)).rejects.toMatchObject({
      code: 'mail_not_resendable',
      detail: 'There is no reason to send it: the call is off.',
    });
  });
});
