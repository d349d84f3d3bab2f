import { createHmac, timingSafeEqual } from 'node:crypto';

const SUBJECT_BYTES = 9;
const TIME_BYTES = 6;
const PROOF_BYTES = 9;
const FORM = /^[\w-]{32}$/;

const digest = (secret: string, text: string | Buffer): Buffer =>
  createHmac('sha256', secret).update(text).digest();

/**
 * The confirmation code of a deletion: it names nobody, is the same for the same request, and proves by itself that
 * we gave it out. It is given with the deletion, so whoever holds one reads that it is done, and when.
 *
 * @param request what was asked for: the person and the instant of asking
 * @param at when it was deleted; kept to the second
 */
export function deletionCode(secret: string, request: string, at: Date): string {
  const time = Buffer.alloc(TIME_BYTES);
  time.writeUIntBE(Math.floor(at.getTime() / 1000), 0, TIME_BYTES);
  const said = Buffer.concat([digest(secret, `deletion of ${request}`).subarray(0, SUBJECT_BYTES), time]);
  return Buffer.concat([said, digest(secret, said).subarray(0, PROOF_BYTES)]).toString('base64url');
}

/** When the deletion of a code was done; null for a code that is none of ours. */
export function deletedAt(secret: string, code: unknown): Date | null {
  if (secret === '' || typeof code !== 'string' || !FORM.test(code)) return null;
  const bytes = Buffer.from(code, 'base64url');
  const said = bytes.subarray(0, SUBJECT_BYTES + TIME_BYTES);
  const proof = bytes.subarray(SUBJECT_BYTES + TIME_BYTES);
  if (!timingSafeEqual(proof, digest(secret, said).subarray(0, PROOF_BYTES))) return null;
  return new Date(said.readUIntBE(SUBJECT_BYTES, TIME_BYTES) * 1000);
}
