import { Readable } from 'node:stream';
import { S3mini } from 's3mini';
import { AppError } from '../../platform/errors/app-error.js';
import { recordingErrors } from './recording.errors.js';
import { RecordingStore, type ByteRange, type NewRecording } from './recording-store.js';

/** Bytes; S3's parts have 5 MiB at least, but for the last. */
const PART = 8 * 1_048_576;
/** Milliseconds for one request: a part up, or the head of an answer down. */
const PATIENCE = 60_000;

/** A bucket behind S3's API (AWS, Google Cloud Storage's XML API, MinIO, R2). */
export class S3Store extends RecordingStore {
  private readonly bucket: S3mini;

  /** @param address `https://KEY:SECRET@host/bucket?region=…`; region `auto` where none is named */
  constructor(address: string) {
    super();
    const { protocol, host, pathname, searchParams, username, password } = new URL(address);
    this.bucket = new S3mini({
      accessKeyId: decodeURIComponent(username),
      secretAccessKey: decodeURIComponent(password),
      endpoint: `${protocol}//${host}${pathname.replace(/\/+$/, '')}`,
      region: searchParams.get('region') ?? 'auto',
      fetch: patient,
    });
  }

  override async put({ key, mediaType, body, began }: NewRecording): Promise<void> {
    const ref = await reaching(() => this.bucket.getMultipartUploadId(key, mediaType));
    try {
      await began(ref);
      const parts: { partNumber: number; etag: string }[] = [];
      for await (const part of inParts(body))
        parts.push(await reaching(() => this.bucket.uploadPart(key, ref, part, parts.length + 1)));
      await reaching(() => this.bucket.completeMultipartUpload(key, ref, parts));
    } catch (error) {
      // What cannot be given up now is given up by the task that removes the recording.
      await this.bucket.abortMultipartUpload(key, ref).catch(() => undefined);
      throw error;
    }
  }

  override async read(key: string, { start, end }: ByteRange): Promise<Readable> {
    // The client counts the end as excluded.
    const answer = await reaching(() => this.bucket.getObjectRaw(key, false, start, end + 1));
    if (!answer.body) throw recordingErrors.recording_store_away('It answered without a file.');
    return Readable.fromWeb(answer.body);
  }

  override async remove(key: string, uploadRef: string | null): Promise<void> {
    if (uploadRef !== null) await this.giveUp(key, uploadRef);
    await reaching(() => this.bucket.deleteObject(key));
  }

  /** An upload that has ended or was given up is no upload any more. */
  private async giveUp(key: string, uploadRef: string): Promise<void> {
    try {
      await this.bucket.abortMultipartUpload(key, uploadRef);
    } catch (error) {
      if ((error as { status?: unknown }).status !== 404) throw away(error);
    }
  }
}

/** No redirect is followed: it would carry the signature elsewhere. */
const patient: typeof fetch = async (input, init) => {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), PATIENCE);
  try {
    return await fetch(input, { ...init, redirect: 'error', signal: stop.signal });
  } finally {
    clearTimeout(timer);
  }
};

async function* inParts(body: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let [gathered, size]: [Buffer[], number] = [[], 0];
  for await (const bytes of body) {
    gathered.push(bytes);
    size += bytes.length;
    if (size < PART) continue;
    yield Buffer.concat(gathered);
    [gathered, size] = [[], 0];
  }
  if (size > 0) yield Buffer.concat(gathered);
}

async function reaching<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    throw error instanceof AppError ? error : away(error);
  }
}

/** The client's message may show an address: it stays in the cause, for the log. */
const away = (cause: unknown): AppError =>
  recordingErrors.recording_store_away('It refused or did not answer.', { cause });
