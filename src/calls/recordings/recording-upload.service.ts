import { Injectable, Logger } from '@nestjs/common';
import type { CallContext } from '../../platform/commands/command.js';
import { CommandDispatcher } from '../../platform/commands/command-dispatcher.js';
import { UnitOfWork } from '../../platform/unit-of-work/unit-of-work.js';
import { callAggregate } from '../call.aggregate.js';
import { callErrors } from '../call.errors.js';
import { HEARD_EVERY_MS } from './broken-off.js';
import { announced } from './recording-media.js';
import type { CallRecording } from './recording.entity.js';
import { recordingErrors } from './recording.errors.js';
import { RecordingRepository } from './recording.repository.js';
import { RecordingStore } from './recording-store.js';
import { RecordingSweep } from './recording-sweep.js';
import { answer, Recordings, type RecordingAnswer } from './recordings.service.js';

/** Milliseconds an upload may take; one that falls silent is given up long before. */
export const UPLOAD_MS = 3_600_000;

export interface Upload {
  readonly callId: string;
  readonly mediaType: string;
  readonly bytes: number;
  readonly body: AsyncIterable<Buffer>;
  readonly context: CallContext;
}

/** Claim, stream, settle: a row stands before the first byte and after the last one, and says which. */
@Injectable()
export class RecordingUpload {
  private readonly log = new Logger('Recordings');

  constructor(
    private readonly dispatcher: CommandDispatcher,
    private readonly unitOfWork: UnitOfWork,
    private readonly recordings: RecordingRepository,
    private readonly service: Recordings,
    private readonly store: RecordingStore,
    private readonly sweep: RecordingSweep,
  ) {}

  async receive({ callId, mediaType, bytes, body, context }: Upload): Promise<RecordingAnswer> {
    await this.clear(callId, context);
    const claimed = await this.dispatcher.dispatch('call.recording', callId, { mediaType, bytes }, context);
    const row = await this.row((claimed.body as RecordingAnswer).id, context);
    if (claimed.replayed) return this.again(row);
    try {
      await this.keep(row, body, context);
      const settled = await this.settle(row, context);
      if (settled.status !== 'stored')
        throw callErrors.recording_consent_missing(
          'It was withdrawn while the file came in; nothing is kept.',
        );
      return settled;
    } catch (error) {
      await this.giveUp(row, context, error);
      throw error;
    }
  }

  /** What an upload left that broke off, whose key this one takes. */
  private async clear(callId: string, { actor }: CallContext): Promise<void> {
    const left = await this.unitOfWork.look(actor, (tx) => this.service.leftBehind(tx, callId));
    if (left && (await this.sweep.drop(actor, left, 'upload_failed')))
      await this.sweep.remove(actor, await this.row(left.id, { actor }));
  }

  /** The same press once more: what became of it, without a second file. */
  private again(row: CallRecording): RecordingAnswer {
    if (row.status === 'receiving' || row.status === 'stored') return answer(row);
    throw recordingErrors.recording_incomplete('That upload did not end well, or its recording was deleted.');
  }

  private keep(row: CallRecording, body: AsyncIterable<Buffer>, { actor }: CallContext): Promise<void> {
    const { key, mediaType, bytes } = row;
    if (!key || !mediaType || !bytes) throw new Error('A claimed upload names its key, kind and size.');
    return this.store.put({
      key,
      mediaType,
      body: heard(announced(inTime(body), mediaType, bytes), () => this.hear(row, { actor })),
      began: (uploadRef) => this.hear(row, { actor }, uploadRef),
    });
  }

  private hear(
    { id, callId }: CallRecording,
    { actor }: Pick<CallContext, 'actor'>,
    uploadRef?: string,
  ): Promise<void> {
    return this.unitOfWork.run(actor, async (tx) => {
      await tx.lock(callAggregate, callId);
      await this.service.hear(tx, id, uploadRef);
    });
  }

  private settle(row: CallRecording, { actor }: CallContext): Promise<RecordingAnswer> {
    return this.unitOfWork.run(actor, async (tx) => {
      await tx.lock(callAggregate, row.callId);
      const present = await this.recordings.find(tx.em, row.id);
      return this.service.settle(tx, present ?? row);
    });
  }

  /** Frees the key at once; what fails here is done by upkeep. */
  private async giveUp(row: CallRecording, { actor }: CallContext, why: unknown): Promise<void> {
    this.log.warn({ err: why, recordingId: row.id }, 'an upload was given up');
    try {
      const present = await this.row(row.id, { actor });
      const isOurs =
        present.status === 'receiving' && (await this.sweep.drop(actor, present, 'upload_failed'));
      // What somebody else has removed may be another upload's file by now.
      if (!isOurs && present.status !== 'deleting') return;
      await this.sweep.remove(actor, await this.row(row.id, { actor }));
    } catch (error) {
      this.log.warn({ err: error, recordingId: row.id }, 'it is left to upkeep');
    }
  }

  private row(id: string, { actor }: Pick<CallContext, 'actor'>): Promise<CallRecording> {
    return this.unitOfWork.look(actor, async (tx) => {
      const row = await this.recordings.find(tx.em, id);
      if (!row) throw recordingErrors.recording_missing('It is not known any more.');
      return row;
    });
  }
}

/** Says now and then that it goes on, and once more when all has come: only then the file gets its name. */
async function* heard(body: AsyncIterable<Buffer>, goesOn: () => Promise<void>): AsyncGenerator<Buffer> {
  let last = performance.now();
  for await (const part of body) {
    if (performance.now() - last > HEARD_EVERY_MS) {
      await goesOn();
      last = performance.now();
    }
    yield part;
  }
  await goesOn();
}

/** Ends with an error when the sender takes longer than allowed. */
async function* inTime(body: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const started = performance.now();
  try {
    for await (const part of body) {
      if (performance.now() - started > UPLOAD_MS)
        throw recordingErrors.recording_incomplete('It took longer than an hour.');
      yield part;
    }
  } catch (error) {
    if ((error as { code?: unknown }).code === 'ECONNRESET')
      throw recordingErrors.recording_incomplete('The connection was lost.', { cause: error });
    throw error;
  }
}
