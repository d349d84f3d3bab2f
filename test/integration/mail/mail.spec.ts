import { MailLoaders, MailNotNeeded } from '../../../src/mail/mail-loaders.js';
import { MailService, type MailRequest } from '../../../src/mail/mail.service.js';
import { BusinessClock } from '../../../src/platform/clocks/business-clock.js';
import { CommandDispatcher } from '../../../src/platform/commands/command-dispatcher.js';
import { Database } from '../../../src/platform/database/database.js';
import type { AppError } from '../../../src/platform/errors/app-error.js';
import { newId } from '../../../src/platform/ids/new-id.js';
import { systemActor, type Actor } from '../../../src/platform/unit-of-work/actor.js';
import { UnitOfWork } from '../../../src/platform/unit-of-work/unit-of-work.js';
import { Upkeep } from '../../../src/platform/upkeep/upkeep.js';
import { startApp, type TestApp } from '../../support/app.js';
import { eventually } from '../../support/eventually.js';
import { mailSamples, SECRET } from '../../support/mail-samples.js';
import { reply, SmtpInbox } from '../../support/smtp-inbox.js';

const ops: Actor = { kind: 'staff', id: newId(), role: 'ops' };
const HOUR = 3_600_000;

interface Row {
  status: string;
  attempt: number;
  last_error: string | null;
  due_at: Date;
  message_id: string;
}

/** Each address of the inbox behaves in its own way; `once` ways end after their first time. */
const once = new Set<string>();
const first = (email: string): boolean => !once.has(email) && Boolean(once.add(email));

describe('Mails', () => {
  let test: TestApp;
  let inbox: SmtpInbox;

  const ask = (request: Partial<MailRequest> = {}) =>
    test.app.get(UnitOfWork).run(systemActor('test'), (tx) =>
      test.app.get(MailService).enqueue(tx, {
        template: 'staff_notice',
        params: { kind: 'test' },
        to: { email: 'sarah@waooaw.com', name: 'Sarah Johnson' },
        customerId: null,
        subjectId: newId(),
        dedupeKey: newId(),
        ...request,
      }),
    );
  const row = async (id: string) => (await test.sql<Row>('select * from mail where id = ?', [id]))[0]!;
  const becomes = (id: string, status: string) =>
    eventually(async () => expect(await row(id)).toMatchObject({ status }));
  const to = (email: string) => ({ to: { email, name: null } });
  const tick = () => test.app.get(Upkeep).tick();
  const advance = async (ms: number) => {
    const clock = test.app.get(BusinessClock);
    const now = await clock.now();
    await clock.advanceTo(test.app.get(Database).em(), new Date(now.getTime() + ms));
  };
  const resend = (id: string, actor: Actor = ops) =>
    test.app
      .get(CommandDispatcher)
      .dispatch('mail.resend', id, { reason: 'The customer never saw it.' }, { actor, requestId: 'test' });
  const delivered = (id: string) => inbox.received.filter(({ messageId }) => messageId?.includes(id));

  beforeAll(async () => {
    inbox = new SmtpInbox({
      onRcptTo: ({ address }, _session, done) => {
        if (address.startsWith('busy') && (address.startsWith('busy-always') || first(address)))
          return done(reply(450, 'Come back later'));
        if (address.startsWith('slow-to-begin') && first(address)) return;
        if (address.startsWith('gone') && first(address)) return done(reply(550, 'No such user'));
        done();
      },
    });
    const deliver = inbox.onMessage;
    inbox.onMessage = (message, session, done) => {
      const address = session.envelope.rcptTo[0]?.address ?? '';
      if (address.startsWith('cut') && first(address)) return inbox.cut();
      // Taken, and the answer comes after we stopped waiting.
      if (address.startsWith('slow-to-end') && first(address))
        return deliver(message, session, () => undefined);
      deliver(message, session, done);
    };
    const SMTP_URL = `${await inbox.start()}?socketTimeout=1500`;
    test = await startApp({ env: { SMTP_URL } });
    const loaders = test.app.get(MailLoaders);
    loaders.register('staff_notice', () => Promise.resolve(mailSamples.staff_notice), 'test');
    loaders.register('staff_notice', () => Promise.reject(new MailNotNeeded('the call is off')), 'off');
    loaders.register(
      'staff_notice',
      () => Promise.resolve({ ...mailSamples.staff_notice, title: '' }),
      'bad',
    );
    loaders.register('connect_link', () => Promise.resolve(mailSamples.connect_link), 'test');
  });
  afterAll(async () => {
    await test?.close();
    await inbox?.stop();
  });

  it('leave once for a dedupe key, with the redacted copy kept and the sending in history', async () => {
    const request = { template: 'connect_link', dedupeKey: 'connect:1' } as const;
    const { id, news } = await ask(request);
    const again = await ask(request);
    expect([news, again]).toEqual([true, { id, news: false }]);
    await becomes(id, 'sent');
    expect(delivered(id)).toHaveLength(1);
    expect(delivered(id)[0]?.text).toContain(SECRET);
    const kept = JSON.stringify(await test.sql('select * from mail where id = ?', [id]));
    expect(kept).toContain('Connect now: [link]');
    expect(kept).not.toContain(SECRET);
    expect(await test.sql('select type, data from history_entry where subject_id = ?', [id])).toEqual([
      { type: 'mail.sent', data: { template: 'connect_link' } },
    ]);
  });

  it('wait for their hour', async () => {
    const dueAt = new Date((await test.app.get(BusinessClock).now()).getTime() + 2 * HOUR);
    const { id } = await ask({ dueAt });
    await tick();
    expect(await row(id)).toMatchObject({ status: 'queued', attempt: 0 });
    await advance(2 * HOUR);
    await tick();
    await becomes(id, 'sent');
  });

  it('come again after a 4xx, under the same Message-ID', async () => {
    const { id } = await ask(to('busy@example.com'));
    await eventually(async () => expect(await row(id)).toMatchObject({ status: 'queued', attempt: 1 }));
    expect((await row(id)).last_error).toContain('450');
    await tick();
    expect(await row(id)).toMatchObject({ status: 'queued' });
    await advance(HOUR);
    await tick();
    await becomes(id, 'sent');
    expect(await row(id)).toMatchObject({ attempt: 2, last_error: null, message_id: `<${id}@waooaw.com>` });
    expect(delivered(id)).toHaveLength(1);
  });

  it('fail when they were put off for 24 hours', async () => {
    const { id } = await ask(to('busy-always@example.com'));
    await eventually(async () => expect(await row(id)).toMatchObject({ status: 'queued', attempt: 1 }));
    await advance(24 * HOUR);
    await tick();
    await becomes(id, 'failed');
    expect((await row(id)).last_error).toContain('tried for 24 hours');
  });

  it('fail at once after a 5xx, and leave when a person sends them again', async () => {
    const { id } = await ask(to('gone@example.com'));
    await becomes(id, 'failed');
    expect((await row(id)).last_error).toContain('550');
    await expect(resend(id, { ...ops, role: 'product' })).rejects.toMatchObject({
      code: 'forbidden',
    });
    await resend(id);
    await becomes(id, 'sent');
    expect(await test.sql('select type from history_entry where subject_id = ? order by id', [id])).toEqual([
      { type: 'mail.failed' },
      { type: 'mail.resend_asked' },
      { type: 'mail.sent' },
    ]);
  });

  it('that arrived go again as a new mail that refers to the old one, once at a time', async () => {
    const { id } = await ask();
    await becomes(id, 'sent');
    const { body } = await resend(id);
    const { id: again } = body as { id: string };
    expect(again).not.toBe(id);
    await becomes(again, 'sent');
    expect(
      await test.sql('select resend_of, resend_reason, message_id from mail where id = ?', [again]),
    ).toEqual([
      { resend_of: id, resend_reason: 'The customer never saw it.', message_id: `<${again}@waooaw.com>` },
    ]);
    expect([delivered(id).length, delivered(again).length]).toEqual([1, 1]);
    await test.sql(`update mail set status = 'queued', due_at = '2100-01-01' where id = ?`, [again]);
    await expect(resend(id)).rejects.toMatchObject({
      code: 'mail_not_resendable',
      detail: 'It is being sent again already.',
    });
    await test.sql(`update mail set status = 'sent' where id = ?`, [again]);
  });

  it('are unknown when the connection broke after the message was given over, and stay so', async () => {
    const { id } = await ask(to('cut@example.com'));
    await becomes(id, 'unknown');
    await advance(HOUR);
    await tick();
    expect(await row(id)).toMatchObject({ status: 'unknown', attempt: 1 });
    await resend(id);
    await becomes(id, 'sent');
  });

  it('come again when the server was too slow before the message, and never by themselves when after', async () => {
    const [begun, ended] = [
      await ask(to('slow-to-begin@example.com')),
      await ask(to('slow-to-end@example.com')),
    ];
    await eventually(async () =>
      expect(await row(begun.id)).toMatchObject({ status: 'queued', attempt: 1, last_error: 'Timeout' }),
    );
    await becomes(ended.id, 'unknown');
    await advance(HOUR);
    await tick();
    await becomes(begun.id, 'sent');
    await advance(24 * HOUR);
    await tick();
    expect(await row(ended.id)).toMatchObject({ status: 'unknown', attempt: 1 });
    expect([delivered(begun.id).length, delivered(ended.id).length]).toEqual([1, 1]);
  });

  it('are not sent twice by hand where the template forbids it, and the refusal says what to do', async () => {
    const { id } = await ask({ template: 'connect_link', ...to('cut-connect@example.com') });
    await becomes(id, 'unknown');
    const refusal = await resend(id).catch((error: unknown) => error as AppError);
    expect(refusal).toMatchObject({ code: 'mail_not_resendable' });
    expect((refusal as AppError).hint).toContain('Send a new connect link');
  });

  it.each([
    ['cancelled', 'the reason is gone', 'off', 'Not sent: the call is off'],
    ['failed', 'the data does not fit', 'bad', 'title (too_small)'],
  ])('are %s without leaving when %s', async (status, _why, kind, reason) => {
    const { id } = await ask({ params: { kind } });
    await becomes(id, status);
    expect((await row(id)).last_error).toContain(reason);
    expect(delivered(id)).toHaveLength(0);
    expect(await test.sql('select type from history_entry where subject_id = ?', [id])).toEqual([
      { type: `mail.${status}` },
    ]);
  });

  it('are put off, not lost, while no room can fill them', async () => {
    const { id } = await ask({ params: { kind: 'nobody' } });
    await eventually(async () => expect(await row(id)).toMatchObject({ status: 'queued', attempt: 1 }));
    expect((await row(id)).last_error).toContain('could not be written');
  });

  it('whose sender died go again only when their message had not left our hands', async () => {
    const far = new Date('2100-01-01T00:00:00Z');
    const [safe, open] = [await ask({ dueAt: far }), await ask({ dueAt: far })];
    const died = (id: string, handed: number) =>
      test.sql(
        `update mail set status = 'sending', attempt = 1, handed_attempt = ?, due_at = created_at,
                         lease_until = '2000-01-01T00:00:00Z' where id = ?`,
        [handed, id],
      );
    await died(safe.id, 0);
    await died(open.id, 1);
    await tick();
    expect(await row(open.id)).toMatchObject({ status: 'unknown' });
    await eventually(async () => {
      await tick();
      expect(await row(safe.id)).toMatchObject({ status: 'sent', attempt: 2 });
    });
    expect(delivered(open.id)).toHaveLength(0);
  });
});
