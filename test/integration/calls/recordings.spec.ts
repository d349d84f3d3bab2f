import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { jest } from '@jest/globals';
import { RecordingStore } from '../../../src/calls/recordings/recording-store.js';
import type { Actor } from '../../../src/platform/unit-of-work/actor.js';
import { startApp, type TestApp } from '../../support/app.js';
import { mp4, RecordingBench, webm } from '../../support/recording-bench.js';

jest.setTimeout(60_000);
const DAY = 86_400_000;

describe('Recordings in a folder', () => {
  let test: TestApp;
  let bench: RecordingBench;

  beforeAll(async () => {
    test = await startApp({ worker: false });
    bench = new RecordingBench(test);
  });
  afterAll(() => test?.close());

  const path = (key: string | null | undefined) => join(test.dataDir, key ?? 'none');
  /** What stands under a key, its unfinished uploads too. */
  const beside = (key: string | null | undefined): string[] =>
    readdirSync(dirname(path(key))).filter((name) => name.startsWith(basename(key ?? 'none')));

  it("keeps a file under Appendix D's key, by recorded consent only", async () => {
    const call = await bench.allowed();
    const [row] = await test.sql<{ number: number; timezone: string; started_at: Date }>(
      'select c.number, c.timezone, k.started_at from customer c join call k on k.customer_id = c.id where k.id = ?',
      [call.id],
    );
    const day = new Intl.DateTimeFormat('sv-SE', { timeZone: row?.timezone }).format(
      new Date(row?.started_at ?? 0),
    );
    const kept = await bench.upload(call.id, mp4());
    expect(kept).toMatchObject({ status: 'stored', key: `recordings/${day}_C-${row?.number}.mp4` });
    expect(readFileSync(path(kept.key))).toEqual(mp4());
    expect(statSync(path(kept.key)).mode & 0o077).toBe(0);
    expect(await bench.history(call.id)).toEqual(['recording.claimed', 'recording.stored']);

    const silent = await bench.calls.held(await bench.calls.customer());
    await expect(bench.upload(silent.id, mp4())).rejects.toMatchObject({ code: 'recording_consent_missing' });
    const refused = await bench.calls.held(await bench.calls.customer());
    await bench.answer(refused, 'refused');
    await expect(bench.upload(refused.id, mp4())).rejects.toMatchObject({
      code: 'recording_consent_missing',
    });
    const input = { link: 'https://meet.example.com/r/1' };
    await expect(bench.calls.call('call.recording-link', refused.id, input)).rejects.toMatchObject({
      code: 'recording_consent_missing',
    });
    expect(await bench.rows(refused.id)).toEqual([]);
  });

  it('keeps one for a call, and one file for a customer and day', async () => {
    const call = await bench.allowed();
    const twice = await Promise.allSettled([
      bench.upload(call.id, mp4()),
      bench.upload(call.id, mp4(4096, 9)),
    ]);
    expect(twice.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const [{ key } = { key: null }] = await bench.rows(call.id);
    const won = twice[0]?.status === 'fulfilled' ? mp4() : mp4(4096, 9);
    expect(readFileSync(path(key))).toEqual(won);

    const second = await bench.allowed(call.customerId, 'follow_up');
    await expect(bench.upload(second.id, webm(), { mediaType: 'video/webm' })).rejects.toMatchObject({
      code: 'recording_exists',
    });
    const link = 'https://meet.example.com/r/2';
    expect(await bench.calls.call('call.recording-link', second.id, { link })).toMatchObject({
      status: 'linked',
    });
    expect(readFileSync(path(key))).toEqual(won);
  });

  it('keeps nothing of a file that is something else, too short, too long or broken off', async () => {
    const call = await bench.allowed();
    const broken = async function* () {
      yield mp4().subarray(0, 2000);
      throw Object.assign(new Error('aborted'), { code: 'ECONNRESET' });
    };
    const page = Buffer.from(`<!doctype html><script>alert(1)</script>${' '.repeat(100)}`);
    for (const [file, more, code] of [
      [page, {}, 'recording_not_video'],
      [webm(), {}, 'recording_not_video'],
      [mp4(8), {}, 'recording_not_video'],
      [mp4(), { bytes: 5000 }, 'recording_incomplete'],
      [mp4(), { bytes: 4000 }, 'recording_incomplete'],
      [mp4(), { body: Readable.from(broken()) }, 'recording_incomplete'],
    ] as const) {
      await expect(bench.upload(call.id, file, more)).rejects.toMatchObject({ code });
      const last = (await bench.rows(call.id)).at(-1);
      expect(last).toMatchObject({ status: 'deleted', drop_reason: 'upload_failed' });
      expect(beside(last?.key)).toEqual([]);
    }
    expect(await bench.upload(call.id, mp4())).toMatchObject({ status: 'stored' });
  });

  it('answers the same press once more without a second file', async () => {
    const call = await bench.allowed();
    const context = {
      actor: { kind: 'staff', id: '019c4f00-0000-7000-8000-0000000000f1', role: 'ops' },
      requestId: 'test',
      idempotencyKey: 'one-press',
    };
    const first = await bench.upload(call.id, mp4(), { context });
    const body = Readable.from([Buffer.from('never read')]);
    expect(await bench.upload(call.id, mp4(), { context, body })).toEqual(first);
    expect(await bench.rows(call.id)).toHaveLength(1);
  });

  it('deletes it when consent is withdrawn, also while it comes in', async () => {
    const call = await bench.allowed();
    const { key } = await bench.upload(call.id, mp4());
    await bench.answer(call, 'withdrawn');
    expect(await bench.rows(call.id)).toMatchObject([
      { status: 'deleting', drop_reason: 'consent_withdrawn' },
    ]);
    await bench.purge();
    expect(existsSync(path(key))).toBe(false);
    expect((await bench.history(call.id)).slice(2)).toEqual(['recording.dropped', 'recording.deleted']);

    const other = await bench.allowed();
    const slowly = async function* () {
      yield mp4().subarray(0, 100);
      await bench.answer(other, 'withdrawn');
      yield mp4().subarray(100);
    };
    await expect(bench.upload(other.id, mp4(), { body: Readable.from(slowly()) })).rejects.toMatchObject({
      code: 'recording_consent_missing',
    });
    const [row] = await bench.rows(other.id);
    expect(row).toMatchObject({ status: 'deleted', drop_reason: 'consent_withdrawn' });
    expect(existsSync(path(row?.key))).toBe(false);
  });

  it('purges files after 90 days, and lists links for deletion by hand until confirmed', async () => {
    const [file, linked] = [await bench.allowed(), await bench.allowed()];
    const { key, purgeAt } = await bench.upload(file.id, mp4());
    await bench.calls.call('call.recording-link', linked.id, { link: 'https://meet.example.com/r/3' });
    await bench.purge(new Date(purgeAt.getTime() - 1000));
    expect(existsSync(path(key))).toBe(true);
    await bench.purge(new Date(Date.now() + 90 * DAY + 1000));
    expect(existsSync(path(key))).toBe(false);
    expect(await bench.rows(file.id)).toMatchObject([{ status: 'deleted', drop_reason: 'expired' }]);
    expect(await bench.rows(linked.id)).toMatchObject([
      { status: 'to_delete', link: 'https://meet.example.com/r/3' },
    ]);
    await bench.calls.call('call.recording-deleted', linked.id, {});
    expect(await bench.rows(linked.id)).toMatchObject([{ status: 'deleted', link: null }]);
    await expect(bench.calls.call('call.recording-deleted', linked.id, {})).rejects.toMatchObject({
      code: 'transition_refused',
    });
  });

  it('gives a claim that no file followed to whoever made it at once, to others after minutes', async () => {
    const call = await bench.allowed();
    const claim = { mediaType: 'video/mp4', bytes: 4096 };
    await bench.calls.call('call.recording', call.id, claim);
    const other: Actor = { kind: 'staff', id: '019c4f00-0000-7000-8000-0000000000f2', role: 'ops' };
    const byOther = { context: { actor: other, requestId: 'test' } };
    await expect(bench.upload(call.id, mp4(), byOther)).rejects.toMatchObject({
      code: 'recording_under_way',
    });
    await bench.calls.call('call.recording', call.id, claim);
    expect((await bench.rows(call.id)).map(({ status }) => status)).toEqual(['deleted', 'receiving']);
    await test.sql("update call_recording set claimed_at = claimed_at - interval '6 minutes'");
    expect(await bench.upload(call.id, mp4(), byOther)).toMatchObject({ status: 'stored' });
    expect((await bench.rows(call.id)).map(({ status }) => status)).toEqual(['deleted', 'deleted', 'stored']);
  });

  it('lets an upload that fell silent be begun anew, and the old one spoils nothing when it wakes', async () => {
    const call = await bench.allowed();
    const [waits, goesOn] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const stalled = async function* () {
      yield mp4(4096, 9).subarray(0, 2000);
      waits.resolve();
      await goesOn.promise;
      yield mp4(4096, 9).subarray(2000);
    };
    const first = bench.upload(call.id, mp4(4096, 9), { body: Readable.from(stalled()) });
    const failed = expect(first).rejects.toMatchObject({ code: 'recording_incomplete' });
    await waits.promise;
    await expect(bench.upload(call.id, mp4())).rejects.toMatchObject({ code: 'recording_under_way' });
    await test.sql("update call_recording set heard_at = heard_at - interval '2 minutes' where call_id = ?", [
      call.id,
    ]);
    const { key } = await bench.upload(call.id, mp4());
    goesOn.resolve();
    await failed;
    expect(readFileSync(path(key))).toEqual(mp4());
    expect(beside(key)).toEqual([basename(key ?? '')]);
    expect((await bench.rows(call.id)).map(({ status }) => status)).toEqual(['deleted', 'stored']);
  });

  it('sweeps what a crash left between the file and its row', async () => {
    const call = await bench.allowed();
    const input = { mediaType: 'video/mp4', bytes: 4096 };
    const claimed = (await bench.calls.call('call.recording', call.id, input)) as unknown as { key: string };
    await test.app.get(RecordingStore, { strict: false }).put({
      key: claimed.key,
      mediaType: 'video/mp4',
      body: Readable.from([mp4()]),
      began: async () => undefined,
    });
    await bench.purge();
    expect(existsSync(path(claimed.key))).toBe(true);
    await test.sql(
      "update call_recording set claimed_at = claimed_at - interval '6 minutes' where call_id = ?",
      [call.id],
    );
    await bench.purge();
    expect(existsSync(path(claimed.key))).toBe(false);
    expect(await bench.rows(call.id)).toMatchObject([{ status: 'deleted', drop_reason: 'upload_failed' }]);
    expect(await bench.upload(call.id, mp4())).toMatchObject({ status: 'stored', key: claimed.key });
  });
});
