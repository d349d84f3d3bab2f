import { pipeline } from 'node:stream/promises';
import type { Request, Response } from 'express';
import type { Playable } from './recording-play.service.js';
import type { RecordingStore } from './recording-store.js';

/**
 * Answers a file whole or by one part (RFC 9110, 14.2), as something that is looked at and never run: its kind is
 * the one that was found at upload, and it may load nothing.
 */
export async function sendRecording(
  request: Request,
  response: Response,
  { key, mediaType, bytes }: Playable,
  store: RecordingStore,
): Promise<void> {
  const asked = request.get('range') === undefined ? undefined : request.range(bytes);
  response.set({
    'accept-ranges': 'bytes',
    'cache-control': 'no-store',
    'content-disposition': `inline; filename="${key.split('/').at(-1) ?? ''}"`,
    'content-security-policy': "default-src 'none'; sandbox",
    'cross-origin-resource-policy': 'same-origin',
    'x-content-type-options': 'nosniff',
  });
  if (asked === -1) return void response.status(416).set('content-range', `bytes */${bytes}`).end();
  // A range that cannot be read, or several at once: the whole is a right answer.
  const part = Array.isArray(asked) && asked.type === 'bytes' && asked.length === 1 ? asked[0] : undefined;
  const range = part ?? { start: 0, end: bytes - 1 };
  if (part) response.status(206).set('content-range', `bytes ${part.start}-${part.end}/${bytes}`);
  response.set({ 'content-type': mediaType, 'content-length': String(range.end - range.start + 1) });
  if (request.method === 'HEAD') return void response.end();
  await sent(store, key, range, response);
}

/** A player that goes away in the middle is nothing to tell of. */
async function sent(
  store: RecordingStore,
  key: string,
  range: { start: number; end: number },
  response: Response,
): Promise<void> {
  const body = await store.read(key, range);
  await pipeline(body, response).catch((error: unknown) => {
    if (!response.destroyed) throw error;
  });
}
