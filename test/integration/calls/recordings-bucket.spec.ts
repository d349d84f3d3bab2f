import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { jest } from '@jest/globals';
import S3rver from 's3rver';
import { S3Store } from '../../../src/calls/recordings/s3-store.js';
import { RecordingStore, type NewRecording } from '../../../src/calls/recordings/recording-store.js';
import { startApp, type TestApp } from '../../support/app.js';
import { mp4, RecordingBench } from '../../support/recording-bench.js';
import { S3Bucket } from '../../support/s3-bucket.js';

jest.setTimeout(60_000);

describe('Recordings in a bucket', () => {
  let bucket: S3Bucket;
  let test: TestApp;
  let bench: RecordingBench;

  beforeAll(async () => {
    bucket = await S3Bucket.start();
    test = await startApp({ worker: false, env: { RECORDINGS_URL: bucket.url() } });
    bench = new RecordingBench(test);
  });
  afterAll(async () => {
    await test?.close();
    await bucket?.close();
  });

  it('goes up in parts, comes down by ranges, and goes when its day has come', async () => {
    const call = await bench.allowed();
    const file = mp4(9 * 1_048_576);
    const { key, purgeAt } = await bench.upload(call.id, file);
    expect(bucket.objects.get(key ?? '')?.equals(file)).toBe(true);
    const part = await test.app.get(RecordingStore, { strict: false }).read(key ?? '', { start: 4, end: 11 });
    expect((await buffer(part)).toString('latin1')).toBe('ftypmp42');
    await bench.purge(purgeAt);
    expect([...bucket.objects.keys(), ...bucket.uploads.keys(), ...bucket.refused]).toEqual([]);
    expect(await bench.rows(call.id)).toMatchObject([{ status: 'deleted' }]);
  });

  it('keeps no part of a broken upload, and what is to be deleted until the store is back', async () => {
    const call = await bench.allowed();
    await expect(bench.upload(call.id, mp4(), { bytes: 5000 })).rejects.toMatchObject({
      code: 'recording_incomplete',
    });
    expect([...bucket.objects.keys(), ...bucket.uploads.keys()]).toEqual([]);
    const { key } = await bench.upload(call.id, mp4());
    await bench.calls.call('call.delete-recording', call.id, {});
    bucket.isAway = true;
    await expect(bench.purge()).rejects.toThrow('1 of 1 rows failed');
    expect((await bench.rows(call.id)).at(-1)).toMatchObject({ status: 'deleting' });
    bucket.isAway = false;
    await bench.purge();
    expect(bucket.objects.has(key ?? '')).toBe(false);
  });

  it('says that the store refuses, without its address or key', async () => {
    const wrong = await startApp({ worker: false, env: { RECORDINGS_URL: bucket.url('another-secret') } });
    try {
      const other = new RecordingBench(wrong);
      const call = await other.allowed();
      const refused = await other.upload(call.id, mp4()).catch((error: unknown) => error);
      expect(refused).toMatchObject({ code: 'recording_store_away' });
      expect(JSON.stringify(refused)).not.toMatch(/another-secret|AKIDEXAMPLE/);
      expect(bucket.refused.length).toBeGreaterThan(0);
    } finally {
      await wrong.close();
    }
  });
});

describe("A server of S3's API that is not ours", () => {
  const directory = mkdtempSync(join(tmpdir(), 'onboarding-bucket-'));
  const server = new S3rver({
    address: '127.0.0.1',
    port: 0,
    silent: true,
    directory,
    configureBuckets: [{ name: 'recordings', configs: [] }],
  });
  let host: string;
  beforeAll(async () => {
    host = `127.0.0.1:${(await server.run()).port}`;
  });
  afterAll(async () => {
    await server.close();
    rmSync(directory, { recursive: true });
  });

  it('takes our files in parts, gives ranges of them, and forgets them', async () => {
    const ours = new S3Store(`http://S3RVER:S3RVER@${host}/recordings?region=us-east-1`);
    const [key, file] = ['2026/11/C-1042/onboarding call.mp4', mp4(9 * 1_048_576)];
    const began: string[] = [];
    const stored = {
      key,
      mediaType: 'video/mp4',
      began: (ref: string) => Promise.resolve(void began.push(ref)),
    };
    const body = () => Readable.from([file.subarray(0, 5), file.subarray(5)]);
    await ours.put({ ...stored, body: body() } as NewRecording);
    expect(began).toHaveLength(1);
    expect((await buffer(await ours.read(key, { start: 4, end: 11 }))).toString('latin1')).toBe('ftypmp42');
    expect((await buffer(await ours.read(key, { start: 0, end: file.length - 1 }))).equals(file)).toBe(true);
    await ours.remove(key, null);
    await expect(ours.read(key, { start: 0, end: 3 }).then(buffer)).rejects.toThrow();
  });
});
