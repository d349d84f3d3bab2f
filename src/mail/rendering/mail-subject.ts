import { oneLine } from './one-line.js';
import { shortened } from './shortened.js';

const LONGEST = 180;

/** A subject that cannot become a second header (RFC 5322, 2.2) and that mail clients still show. */
export function mailSubject(text: string): string {
  return shortened(oneLine(text), LONGEST);
}
