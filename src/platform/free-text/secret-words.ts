/** A part of a text that may be a stored secret, and where it stands (offsets in UTF-16 code units). */
export interface SecretWord {
  readonly word: string;
  readonly from: number;
  readonly to: number;
}

/** Keys and secrets of the platforms are longer than this; shorter words would make every text suspicious. */
const SHORTEST = 12;
/** Names of our own records. */
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
/** What people and programs put around a key, and what may also stand in one. */
const SEPARATOR = /[^\p{L}\p{N}+_~-]/gu;
/** Above this many separators in one run only neighbouring parts are read: it is an address or a table, not a key. */
const MOST_PARTS = 12;
/** Nor in a text with more parts to combine than this, */
const MOST_READINGS = 6_000;
/** nor in texts longer than this, which no person typed. */
const LONG_TEXT = 20_000;

/**
 * Everything in a text that could be a whole secret: each run without white space, and what stands in it between
 * any two separators; beside each what it says when it was written for a URL, in base64 or in hexadecimal.
 */
export function secretWords(text: string): SecretWord[] {
  const most = text.length > LONG_TEXT || isCrowded(text) ? 0 : MOST_PARTS;
  return [...text.matchAll(/\S+/gu)].flatMap(({ 0: run, index }) =>
    run.length < SHORTEST
      ? []
      : places(run, most).flatMap(([from, to]) =>
          readings(run.slice(from, to)).map((word) => ({ word, from: index + from, to: index + to })),
        ),
  );
}

/** Whether reading every part between any two separators would be more than a person's text ever needs. */
function isCrowded(text: string): boolean {
  let readings = 0;
  for (const [run] of text.matchAll(/\S+/gu)) {
    const parts = [...run.matchAll(SEPARATOR)].length + 1;
    if (run.length >= SHORTEST && parts <= MOST_PARTS + 1) readings += (parts * (parts + 1)) / 2;
    if (readings > MOST_READINGS) return true;
  }
  return false;
}

/** Start and end of every part that is long enough. */
function places(run: string, most: number): (readonly [number, number])[] {
  const cuts = [...run.matchAll(SEPARATOR)].map(({ index }) => index);
  const starts = [0, ...cuts.map((cut) => cut + 1)];
  const ends = [...cuts, run.length];
  const crowded = cuts.length > most;
  const reach = crowded ? 1 : ends.length;
  const parts = starts.flatMap((from, at) => ends.slice(at, at + reach).map((to) => [from, to] as const));
  const all = crowded ? [...parts, [0, run.length] as const] : parts;
  return all.filter(([from, to]) => to - from >= SHORTEST);
}

/** The word itself, and what it stands for in other writings. */
function readings(word: string): string[] {
  if (UUID.test(word)) return [];
  const all = [word];
  if (word.includes('%')) all.push(fromUrl(word));
  if (/^[\w+/-]{16,}={0,2}$/.test(word)) all.push(Buffer.from(word, 'base64').toString('latin1'));
  if (/^(?:[0-9a-f]{2}){12,}$/i.test(word)) all.push(Buffer.from(word, 'hex').toString('latin1'));
  return [...new Set(all)].filter((one) => /^[\x21-\x7e]{12,}$/.test(one));
}

function fromUrl(word: string): string {
  try {
    return decodeURIComponent(word);
  } catch {
    return word;
  }
}
