import { createHash } from 'node:crypto';
import { forbiddenIn } from '../../safety/forbidden-topics.js';
import type { SeenPage } from '../run-memory.js';

export interface PageChanges {
  /** Instant of the reading it is compared with, ISO; null at the first look. */
  readonly since: string | null;
  /** New lines that may be shown, in the page's order. At the first look none. */
  readonly added: readonly string[];
  /** New lines that touch a forbidden topic: counted, never shown. */
  readonly withheld: number;
  /** Lines that are gone. Their words are not kept, so they are counted. */
  readonly removed: number;
  readonly lines: number;
}

export function changesOf(
  lines: readonly string[],
  before: SeenPage | undefined,
  forbidden: readonly string[],
): PageChanges {
  if (!before) return { since: null, added: [], withheld: 0, removed: 0, lines: lines.length };
  const known = new Set(before.lines);
  const now = new Set(lines.map(fingerprint));
  const added = lines.filter((line) => !known.has(fingerprint(line)));
  const shown = added.filter((line) => forbiddenIn(line, forbidden).length === 0);
  return {
    since: before.seenAt,
    added: shown,
    withheld: added.length - shown.length,
    removed: before.lines.filter((line) => !now.has(line)).length,
    lines: lines.length,
  };
}

/** Enough of a hash to tell the lines of one page apart; the line cannot be read back from it. */
export const fingerprint = (line: string): string =>
  createHash('sha256').update(line).digest('base64url').slice(0, 12);
