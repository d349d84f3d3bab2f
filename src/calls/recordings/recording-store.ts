import type { Readable } from 'node:stream';
import type { MediaType } from './recording.entity.js';

/** Bytes of a file, both ends included. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

export interface NewRecording {
  readonly key: string;
  readonly mediaType: MediaType;
  readonly body: AsyncIterable<Buffer>;
  /** Given the store's name of the upload, before its first byte is sent. */
  readonly began: (uploadRef: string) => Promise<void>;
}

/**
 * Where the files of recordings are. Nothing stands under a key before its file is whole; what a broken upload
 * left is removed like a file. No method is called inside a unit of work.
 */
export abstract class RecordingStore {
  abstract put(recording: NewRecording): Promise<void>;
  abstract read(key: string, range: ByteRange): Promise<Readable>;
  /** What is not there is removed already. */
  abstract remove(key: string, uploadRef: string | null): Promise<void>;
}
