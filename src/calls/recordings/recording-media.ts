import { recordingErrors } from './recording.errors.js';
import type { MediaType } from './recording.entity.js';

/** Bytes; 2^30. */
export const LARGEST = 1_073_741_824;
/** So many first bytes tell what a file is. */
const TOLD_BY = 12;
/** EBML's magic, with which every WebM begins (RFC 8794). */
const EBML = Buffer.from([0x1a, 0x45, 0xdf, 0xa3]);

/** Of a file's first 12 bytes: a box `ftyp` at offset 4 (ISO/IEC 14496-12), or EBML; undefined for anything else. */
export function mediaOf(head: Buffer): MediaType | undefined {
  if (head.length < TOLD_BY) return undefined;
  if (head.toString('latin1', 4, 8) === 'ftyp') return 'video/mp4';
  return head.subarray(0, 4).equals(EBML) ? 'video/webm' : undefined;
}

/**
 * Appendix D's key: `recordings/YYYY-MM-DD_customer-id.mp4`, the day as the customer's calendar had it.
 * A WebM keeps the name and says what it is.
 */
export const recordingKey = (day: string, customerNumber: string, media: MediaType): string =>
  `recordings/${day}_${customerNumber}.${media === 'video/mp4' ? 'mp4' : 'webm'}`;

/**
 * Passes a body on, part by part, as long as it is what was announced.
 * @throws recording_not_video (415), recording_incomplete (400)
 */
export async function* announced(
  body: AsyncIterable<Buffer>,
  media: MediaType,
  bytes: number,
): AsyncGenerator<Buffer> {
  let [head, seen]: [Buffer | null, number] = [Buffer.alloc(0), 0];
  for await (const part of body) {
    seen += part.length;
    if (seen > bytes) throw recordingErrors.recording_incomplete('More came than was announced.');
    if (head === null) yield part;
    else {
      head = Buffer.concat([head, part]);
      if (head.length < TOLD_BY) continue;
      refuseOther(head, media);
      yield head;
      head = null;
    }
  }
  if (head !== null) refuseOther(head, media);
  if (seen !== bytes) throw recordingErrors.recording_incomplete(`${seen} of ${bytes} bytes came.`);
}

function refuseOther(head: Buffer, media: MediaType): void {
  const found = mediaOf(head);
  if (found !== media)
    throw recordingErrors.recording_not_video(
      found
        ? `It is ${found}, but was announced as ${media}.`
        : 'Its first bytes are those of something else.',
    );
}
