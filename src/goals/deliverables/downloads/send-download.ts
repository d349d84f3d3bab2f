import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream as NodeStream } from 'node:stream/web';
import type { Response } from 'express';
import { commonErrors } from '../../../platform/errors/common-errors.js';
import { FILE_FORMATS, type DeliverableFile, type FileFormat } from './deliverable-file.js';
import type { Archive } from './deliverable-downloads.js';

/** To be kept, never to be shown on our own address; names are of harmless signs only. */
function head(response: Response, name: string, type: string): void {
  response
    .status(200)
    .setHeader('content-type', type)
    .setHeader('content-disposition', `attachment; filename="${name}"`)
    .setHeader('content-security-policy', "default-src 'none'; sandbox")
    .setHeader('x-content-type-options', 'nosniff')
    .setHeader('cache-control', 'no-store');
}

export function sendFile(response: Response, { name, type, content }: DeliverableFile): void {
  head(response, name, type);
  response.send(Buffer.from(content));
}

/** A reader who goes away ends it. */
export async function sendArchive(response: Response, { name, stream }: Archive): Promise<void> {
  head(response, name, 'application/zip');
  await pipeline(Readable.fromWeb(stream as NodeStream), response).catch((error: unknown) => {
    if (!response.destroyed) throw error;
  });
}

/** Throws `not_found` (404) for a format that is not offered. */
export function formatOf(value: unknown): FileFormat {
  const found = FILE_FORMATS.find((format) => format === value);
  if (found) return found;
  throw commonErrors.not_found('Deliverables come as md, html or txt.');
}
