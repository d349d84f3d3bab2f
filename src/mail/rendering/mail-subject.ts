import { oneLine } from './one-line.js';

const LONGEST = 180;

/** A subject that cannot become a second header (RFC 5322, 2.2) and that mail clients still show. */
export function mailSubject(text: string): string {
  const line = oneLine(text);
  return line.length <= LONGEST ? line : `${line.slice(0, LONGEST - 1).trimEnd()}…`;
}
