/** Where something stands in a text (offsets in UTF-16 code units, `to` exclusive). */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** Beginnings by which platforms mark their keys and tokens, ours too. */
const KNOWN =
  /(?<![\w-])(?:EAA[A-Za-z0-9]{20,}|ya29\.[\w-]{20,}|1\/\/0[\w-]{20,}|AIza[\w-]{30,}|GOCSPX-[\w-]{20,}|AQ[A-Z][\w-]{40,}|sk-[\w-]{20,}|xox[abeoprs]-[\w-]{10,}|gh[oprsu]_\w{30,}|AKIA[A-Z0-9]{16}|wao_[\w-]{20,}|whsec_[A-Za-z0-9+/=]{20,}|eyJ[\w-]{10,}\.[\w-]{10,}\.[\w-]*)/g;
/** A name that announces a secret, and the value after it. */
const NAMED =
  /\b(?:(?:api[_ -]?key|api[_ -]?secret|(?:access|refresh)[_ -]?token|client[_ -]?secret|secret|token|password|passwd)["']?\s*[:=]\s*|bearer\s+)["']?([^\s"'<>&]{7,}[^\s"'<>&.,;:)])/gi;
/** Our one-time links. */
const LINK = /\/(?:verify|connect|review|call|survey)\?token=([\w-]{20,})/g;
const HOOK = /hooks\.slack\.com\/services\/(\S{20,})/g;

const RUN = /[A-Za-z0-9+/_=-]{24,}/g;
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
/** Bits a character of random text has at least; words of a language have fewer. */
const RANDOM = 3.3;

/** What looks like a key, a token or a password in a text, in the order in which it stands there. */
export function tokenShapes(text: string): Span[] {
  const spans = [
    ...whole(text, KNOWN),
    ...[LINK, HOOK].flatMap((pattern) => grouped(text, pattern)),
    ...grouped(text, NAMED).filter(({ from, to }) => mixed(text.slice(from, to))),
    ...whole(text, RUN).filter((span) => isRandom(text, span)),
  ];
  return merged(spans);
}

const whole = (text: string, pattern: RegExp): Span[] =>
  [...text.matchAll(pattern)].map(({ 0: hit, index }) => ({ from: index, to: index + hit.length }));

const grouped = (text: string, pattern: RegExp): Span[] =>
  [...text.matchAll(pattern)].map(({ 0: hit, 1: value = '', index }) => {
    const from = index + hit.lastIndexOf(value);
    return { from, to: from + value.length };
  });

/** Letters and digits together: what announces itself as a secret and is one ("token: expired" is not). */
const mixed = (value: string): boolean => /\d/.test(value) && /\p{L}/u.test(value);

/** A long run of letters and digits without the rhythm of words; parts of an address are left alone. */
function isRandom(text: string, { from, to }: Span): boolean {
  const run = text.slice(from, to);
  if (UUID.test(run) || isAddress(text, from)) return false;
  if (/^[0-9a-f]+$/i.test(run)) return run.length >= 32 && mixed(run);
  const pieces = run.split(/[-_/=+]/).filter((piece) => piece !== '');
  if (pieces.every((piece) => piece.length < 16)) return false;
  return /[a-z]/.test(run) && /[A-Z]/.test(run) && /\d/.test(run) && bits(run) >= RANDOM;
}

/** Characters before a run in which the beginning of its address is looked for: texts may be long. */
const LONGEST_ADDRESS = 2_000;

/** Whether the white-space-free stretch around it is a web address. */
function isAddress(text: string, at: number): boolean {
  const before = text.slice(Math.max(0, at - LONGEST_ADDRESS), at);
  const stretch = before.split(/\s/).at(-1) ?? '';
  return /https?:\/\//i.test(stretch);
}

/** Shannon entropy of a text's characters, in bits a character. */
function bits(text: string): number {
  const counts = new Map<string, number>();
  for (const letter of text) counts.set(letter, (counts.get(letter) ?? 0) + 1);
  return [...counts.values()].reduce((sum, n) => sum - (n / text.length) * Math.log2(n / text.length), 0);
}

function merged(spans: readonly Span[]): Span[] {
  const out: Span[] = [];
  for (const span of [...spans].sort((a, b) => a.from - b.from || b.to - a.to)) {
    const last = out.at(-1);
    if (last && span.from <= last.to)
      out[out.length - 1] = { from: last.from, to: Math.max(last.to, span.to) };
    else out.push(span);
  }
  return out;
}
