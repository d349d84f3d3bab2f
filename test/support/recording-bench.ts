import { Readable } from 'node:stream';
import { PurgeRecordingsTask } from '../../src/calls/recordings/jobs/purge-recordings.task.js';
import { RecordingUpload } from '../../src/calls/recordings/recording-upload.service.js';
import type { RecordingAnswer } from '../../src/calls/recordings/recordings.service.js';
import type { Actor } from '../../src/platform/unit-of-work/actor.js';
import type { TestApp } from './app.js';
import { CallBench, OPS_ID, type CallAnswer } from './call-bench.js';

const OPS: Actor = { kind: 'staff', id: OPS_ID, role: 'ops' };

/** A file whose first bytes are an MP4's. */
export const mp4 = (bytes = 4096, fill = 7): Buffer => {
  const file = Buffer.alloc(bytes, fill);
  Buffer.from('\0\0\0\x18ftypmp42', 'latin1').copy(file);
  return file;
};

export const webm = (bytes = 4096): Buffer => {
  const file = Buffer.alloc(bytes, 7);
  Buffer.from([0x1a, 0x45, 0xdf, 0xa3]).copy(file);
  return file;
};

/** Calls that may be recorded, and their recordings. */
export class RecordingBench {
  readonly calls: CallBench;

  constructor(private readonly test: Pick<TestApp, 'sql' | 'dataDir'> & { app: TestApp['app'] }) {
    this.calls = new CallBench(test as TestApp);
  }

  /** Held just now, recording allowed. */
  allowed = async (
    customerId?: string,
    kind = 'onboarding',
  ): Promise<CallAnswer & { customerId: string }> => {
    const id = customerId ?? (await this.calls.customer());
    const made = await this.calls.schedule(id, { kind, startsAt: this.calls.later() });
    const started = await this.calls.call('call.start', made.id, { version: made.version });
    const ended = await this.calls.call('call.end', made.id, { version: started.version });
    return { ...(await this.answer(ended, 'given')), customerId: id };
  };

  answer = (call: CallAnswer, said: string): Promise<CallAnswer> =>
    this.calls.call('call.consent', call.id, {
      version: call.version,
      answer: said,
      name: 'John Doe',
      words: 'Yes, that is fine for us.',
    });

  upload = (callId: string, file: Buffer, more: object = {}): Promise<RecordingAnswer> =>
    this.test.app.get(RecordingUpload, { strict: false }).receive({
      callId,
      mediaType: 'video/mp4',
      bytes: file.length,
      body: Readable.from([file.subarray(0, 5), file.subarray(5)]),
      context: { actor: OPS, requestId: 'test' },
      ...more,
    });

  purge = (now: Date = new Date()): Promise<number> =>
    this.test.app.get(PurgeRecordingsTask, { strict: false }).run(now);

  rows = (callId: string) =>
    this.test.sql<{
      id: string;
      status: string;
      key: string | null;
      link: string | null;
      drop_reason: string | null;
    }>('select * from call_recording where call_id = ? order by id', [callId]);

  history = async (callId: string): Promise<string[]> =>
    (
      await this.test.sql<{ type: string }>(
        "select type from history_entry where subject_id = ? and type like 'recording.%' order by id",
        [callId],
      )
    ).map(({ type }) => type);
}
