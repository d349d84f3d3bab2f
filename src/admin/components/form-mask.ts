import { flatten, type Draft } from './form-draft.js';
import { toRow } from './form-faults.js';
import type { Field } from './schema.js';

/** Characters `from` to `to` (exclusive) of a field's text as it was sent. */
export interface Maskable {
  readonly field: string;
  readonly from: number;
  readonly to: number;
}

const MASK = '[masked]';

/** A draft with the named places of its texts masked; what is typed around them stays. */
export function masked(fields: readonly Field[], draft: Draft, places: readonly Maskable[]): Draft {
  const shown = flatten(fields, draft);
  const next: Record<string, Draft[string]> = { ...draft };
  // From the end on, so that the places before keep their numbers.
  for (const place of [...places].sort((a, b) => b.from - a.from)) {
    const path = shown.reduce(
      (at, field) => (field.kind === 'rows' ? toRow(at, field, draft) : at),
      place.field,
    );
    // The innermost: a list of objects comes before the fields of its rows.
    const field = shown.filter((one) => path === one.path || path.startsWith(`${one.path}.`)).at(-1);
    const held = field ? next[field.path] : undefined;
    if (field && typeof held === 'string') next[field.path] = cut(field, held, place);
  }
  return next;
}

/** Fields of one line are sent without the blanks around them; of a list of lines the place is within one line. */
function cut(field: Field, held: string, { field: told, from, to }: Maskable): string {
  const start =
    field.kind === 'lines' ? startOfLine(held, Number(told.split('.').at(-1))) : lead(field, held);
  return held.slice(0, start + from) + MASK + held.slice(start + to);
}

const lead = ({ kind }: Field, held: string): number =>
  kind === 'textarea' ? 0 : held.length - held.trimStart().length;

/** Where the nth line that holds anything begins. */
function startOfLine(held: string, nth: number): number {
  let at = 0;
  let seen = -1;
  for (const line of held.split('\n')) {
    if (line.trim() !== '') seen += 1;
    if (seen === nth) return at + line.length - line.trimStart().length;
    at += line.length + 1;
  }
  return at;
}
