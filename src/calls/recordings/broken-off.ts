import { actorId, type Actor } from '../../platform/unit-of-work/actor.js';
import type { CallRecording } from './recording.entity.js';

/** An upload says so often that it goes on, in milliseconds; one part of 8 MiB may take up to a minute. */
export const HEARD_EVERY_MS = 10_000;
/** So long without a word, and whoever began it may begin anew. */
const OWN_MS = 90_000;
/** So long without a word, and its key is anybody's. */
export const SILENT_MS = 300_000;

type Claim = Pick<CallRecording, 'status' | 'claimedBy' | 'claimedAt' | 'heardAt'>;

/** Whether an upload that has a key will not end: by this actor a claim that no file followed counts at once. */
export function isBrokenOff(claim: Claim, actor: Actor, now: Date): boolean {
  const { status, claimedBy, claimedAt, heardAt } = claim;
  if (status !== 'receiving') return false;
  const isOwn = claimedBy === actorId(actor);
  if (isOwn && !heardAt) return true;
  return now.getTime() - (heardAt ?? claimedAt).getTime() > (isOwn ? OWN_MS : SILENT_MS);
}
