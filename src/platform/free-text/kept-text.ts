/** Whether a text is a name, an address, a word (`one` line) or prose (`many`). */
export type Lines = 'one' | 'many';

/** C0 and C1 controls; of prose all but line feed and tab. */
const CONTROL: Readonly<Record<Lines, RegExp>> = {
  one: /(?![\t\n\v\f\r\x85])\p{Control}/u,
  many: /(?![\t\n])\p{Control}/u,
};
const BREAK = /[\t\n\v\f\r\x85\u2028\u2029]/u;
/** Half of a surrogate pair: no UTF-8 has it, and JSON columns refuse it. */
const HALF = /\p{Surrogate}/u;
/** Embeddings, overrides and isolates (Unicode TR 9): they turn round what stands behind them, beyond the name. */
const TURNING = /[\u202A-\u202E\u2066-\u2069]/u;
/** Only what nobody sees: zero-width signs, fillers, variation selectors, spaces. */
const UNSEEN = /^[\s\p{Default_Ignorable_Code_Point}]+$/u;

/**
 * Why no text of ours is like this, in words for who typed it; undefined for one that can be kept. Letters of
 * every script, combining marks, emoji with their joiners and the plain direction marks all can.
 */
export function textFault(text: string, lines: Lines): string | undefined {
  if (HALF.test(text)) return 'holds half a character, such as a broken emoji: type it anew';
  const control = CONTROL[lines].exec(text);
  if (control) return `holds ${coded(control[0])}, a control character: take it out`;
  if (lines === 'many') return undefined;
  if (BREAK.test(text)) return 'must be on one line, without tabs';
  const turning = TURNING.exec(text);
  if (turning) return `holds ${coded(turning[0])}, which turns the direction of writing: take it out`;
  // An empty text or plain spaces are a matter of the field itself: it may be left out.
  if (text.trim() !== '' && UNSEEN.test(text)) return 'holds only characters that nobody sees';
  return undefined;
}

/** `U+0007`, as character tables have it. */
const coded = (sign: string): string =>
  sign === '\0' ? 'a NUL' : `U+${(sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;

/** Prose with line ends as we keep them: forms send CR LF, old spreadsheets CR. */
export const tidyLines = (text: string): string => text.replace(/\r\n?/g, '\n');
