import { jest } from '@jest/globals';
import { CallPage } from '../../../src/calls/call-page.js';
import { PUBLIC } from '../../../src/platform/unit-of-work/actor.js';
import { UnitOfWork } from '../../../src/platform/unit-of-work/unit-of-work.js';
import { startApp, type TestApp } from '../../support/app.js';
import { type CallAnswer, CallBench, OPS_ID } from '../../support/call-bench.js';
import { eventually } from '../../support/eventually.js';
import { sentMails, tokenIn } from '../../support/sent-mails.js';

jest.setTimeout(60_000);

describe('Calls and their people', () => {
  let test: TestApp;
  let bench: CallBench;

  beforeAll(async () => {
    test = await startApp();
    bench = new CallBench(test);
  });
  afterAll(() => test?.close());

  it('holds a call: start, end, each once, corrected only with a reason', async () => {
    const id = await bench.customer();
    const made = await bench.schedule(id, { startsAt: bench.later() });
    await expect(bench.call('call.end', made.id, { version: made.version })).rejects.toMatchObject({
      code: 'call_not_started',
    });
    const at = new Date(Date.now() - 30 * 60_000).toISOString();
    await expect(bench.call('call.start', made.id, { version: made.version, at })).rejects.toMatchObject({
      code: 'call_time_invalid',
      fields: [{ field: 'reason', message: expect.any(String) as string }],
    });
    const started = await bench.call('call.start', made.id, {
      version: made.version,
      at,
      reason: 'forgot to press it',
    });
    await expect(
      bench.call('call.cancel', made.id, { version: started.version, reason: 'no more' }),
    ).rejects.toMatchObject({
      code: 'call_started',
    });
    await expect(bench.call('call.end', made.id, { version: made.version })).rejects.toMatchObject({
      code: 'version_conflict',
    });
    const ended = await bench.call('call.end', made.id, { version: started.version });
    expect(ended.status).toBe('held');
    await expect(bench.schedule(id)).rejects.toMatchObject({ code: 'onboarding_held' });
    const types = await test.sql<{ type: string }>(
      'select type from history_entry where subject_id = ? order by id',
      [made.id],
    );
    expect(types.map(({ type }) => type)).toEqual(['call.scheduled', 'call.started', 'call.ended']);
  });

  it('goes on in a follow-up call, and the first call stays the one that counts', async () => {
    const id = await bench.customer();
    await expect(bench.schedule(id, { kind: 'follow_up' })).rejects.toMatchObject({
      code: 'nothing_to_follow',
    });
    const first = await bench.held(id);
    const next = await bench.schedule(id, { kind: 'follow_up', startsAt: bench.later() });
    const row = await test.sql('select kind, status from call where customer_id = ? order by id', [id]);
    expect(row).toEqual([
      { kind: 'onboarding', status: 'held' },
      { kind: 'follow_up', status: 'scheduled' },
    ]);
    expect(next.id).not.toBe(first.id);
  });

  it('corrects forgotten times of a held call with a reason, never into the future or end before start', async () => {
    const id = await bench.customer();
    const made = await bench.held(id);
    const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();
    const correct = (input: object) =>
      bench.call('call.correct', made.id, { version: made.version, ...input });
    await expect(correct({ startedAt: minutesAgo(50) })).rejects.toMatchObject({ code: 'validation_failed' });
    await expect(correct({ reason: 'forgot' })).rejects.toMatchObject({ code: 'validation_failed' });
    await expect(correct({ endedAt: minutesAgo(-10), reason: 'forgot' })).rejects.toMatchObject({
      code: 'call_time_invalid',
      fields: [{ field: 'endedAt', message: 'must not be in the future' }],
    });
    await expect(
      correct({ startedAt: minutesAgo(10), endedAt: minutesAgo(50), reason: 'forgot' }),
    ).rejects.toMatchObject({ code: 'call_time_invalid' });
    await correct({ startedAt: minutesAgo(50), endedAt: minutesAgo(15), reason: 'ended late by hand' });
    const [row] = await test.sql<{ minutes: number; time_reason: string }>(
      `select time_reason, round(extract(epoch from ended_at - started_at) / 60)::int as minutes
         from call where id = ?`,
      [made.id],
    );
    expect(row).toEqual({ minutes: 35, time_reason: 'ended late by hand' });
  });

  it('tells people who come, stay and go, each by their own calendar file', async () => {
    const id = await bench.customer();
    const made = await bench.schedule(id, {
      startsAt: bench.later(),
      attendees: [{ name: 'Priya Sharma', email: `lead-${id}@example.com`, position: 'marketing lead' }],
    });
    const primary = { name: 'John Doe', email: `${id}@example.com` };
    await bench.invites(`lead-${id}@example.com`, 1);
    const changed = await bench.call('call.attendees', made.id, {
      version: made.version,
      attendees: [primary, { name: 'A signer', email: `signer-${id}@example.com`, position: 'signer' }],
    });
    const gone = await bench.invites(`lead-${id}@example.com`, 2);
    expect(gone[1]).toMatchObject({ method: 'CANCEL', sequence: 1, status: null });
    expect(gone[1]?.attendees).toEqual([`lead-${id}@example.com`]);
    const [came] = await bench.invites(`signer-${id}@example.com`, 1);
    expect(came).toMatchObject({ method: 'REQUEST', sequence: 1, status: 'CONFIRMED' });
    expect(came?.attendees).toContain(`signer-${id}@example.com`);
    const [row] = await test.sql<{ attendees: { email: string; position?: string }[] }>(
      'select attendees from call where id = ?',
      [made.id],
    );
    expect(row?.attendees.at(-1)).toMatchObject({ position: 'signer' });
    await expect(
      bench.call('call.attendees', made.id, { version: changed.version, attendees: [] }),
    ).rejects.toMatchObject({ code: 'validation_failed' });
  });

  it('tells everybody of another meeting link, once', async () => {
    const id = await bench.customer();
    const made = await bench.schedule(id, { startsAt: bench.later() });
    await bench.invites(`${id}@example.com`, 1);
    const link = (version: number, meetingLink: string | null) =>
      bench.call('call.meeting-link', made.id, { version, meetingLink });
    await expect(link(made.version, 'http://meet.example.com')).rejects.toMatchObject({
      code: 'validation_failed',
    });
    const changed = await link(made.version, 'https://meet.example.com/two');
    const same = await link(changed.version, 'https://meet.example.com/two');
    expect(same.version).toBe(changed.version);
    const mails = await bench.invites(`${id}@example.com`, 2);
    expect(mails[1]).toMatchObject({ method: 'REQUEST', sequence: 1, status: 'CONFIRMED' });
    expect(mails[1]?.subject).toContain('Changed: WAOOAW onboarding call');
  });

  it('asks those who missed it to pick another time', async () => {
    const id = await bench.customer();
    const made = await bench.schedule(id, { startsAt: bench.later() });
    await test.sql("update call set starts_at = current_timestamp - interval '1 hour' where id = ?", [
      made.id,
    ]);
    await bench.call('call.no-show', made.id, { version: made.version });
    const missed = await eventually(async () => {
      const mail = (await sentMails(test.dataDir, `${id}@example.com`)).at(-1);
      expect(mail?.subject).toContain('We missed you');
      return mail;
    });
    expect(missed?.attachments.filter(({ contentType }) => contentType === 'text/calendar')).toEqual([]);
    const token = tokenIn(missed, '/call');
    const offers = await test.app
      .get(UnitOfWork)
      .look(PUBLIC, (tx) => test.app.get(CallPage).of(tx, made.id));
    const startsAt = offers.days[0]!.slots[0]!.startsAt.toISOString();
    const again = await bench.byLink('call.pick-time', { token, startsAt });
    expect(again.id).not.toBe(made.id);
    expect(again.startsAt.toISOString()).toBe(startsAt);
  });

  it('keeps who allowed a recording, when and by which words', async () => {
    const id = await bench.customer();
    const made = await bench.schedule(id, { startsAt: bench.later() });
    const say = (version: number, answer: string) =>
      bench.call('call.consent', made.id, { version, answer, name: 'John Doe', words: 'Yes, go ahead.' });
    await expect(say(made.version, 'withdrawn')).rejects.toMatchObject({ code: 'transition_refused' });
    const given = await say(made.version, 'given');
    await say(given.version, 'withdrawn');
    const [row] = await test.sql<{ consent: string; consents: object[] }>(
      'select consent, consents from call where id = ?',
      [made.id],
    );
    expect(row?.consent).toBe('withdrawn');
    expect(row?.consents).toEqual([
      expect.objectContaining({
        answer: 'given',
        words: 'Yes, go ahead.',
        recordedBy: OPS_ID,
      }),
      expect.objectContaining({ answer: 'withdrawn' }),
    ]);
  });

  it("records a check-in's outcome once it has begun, and of no other call", async () => {
    const id = await bench.customer();
    const onboarding = await bench.schedule(id, { startsAt: bench.later() });
    const assess = (of: CallAnswer) =>
      bench.call('call.outlook', of.id, {
        version: of.version,
        outlook: 'at_risk',
        outlookReason: 'no budget yet',
      });
    await expect(assess(onboarding)).rejects.toMatchObject({ code: 'not_a_check_in' });
    const made = await bench.schedule(id, { kind: 'check_in', startsAt: bench.later() });
    await expect(assess(made)).rejects.toMatchObject({ code: 'call_not_under_way' });
    const started = await bench.call('call.start', made.id, { version: made.version });
    await assess(started);
    expect(await test.sql('select outlook, outlook_reason from call where id = ?', [made.id])).toEqual([
      { outlook: 'at_risk', outlook_reason: 'no budget yet' },
    ]);
  });
});
