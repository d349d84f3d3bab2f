import { isMoney, moneyDigits } from '../../platform/money/money.js';
import { rowFieldsOf, type Field } from './schema.js';

/**
 * What a form holds while a person types, by path: text for inputs, booleans for boxes, lists for many. Of a
 * list of objects its path holds a key per row (stable while rows come and go), under which the row's fields are.
 */
export type Draft = Readonly<Record<string, string | boolean | readonly string[]>>;

export type Values = Readonly<Record<string, unknown>>;

/** The draft a form starts with: given defaults, else the schema's. */
export function startDraft(fields: readonly Field[], given: Values): Draft {
  const defaults = withStarts(fields, given);
  const draft: Record<string, string | boolean | readonly string[]> = {};
  for (const field of leaves(fields)) {
    const value = pick(defaults, field.path) ?? field.schema.default;
    if (draft[field.path] === undefined || value !== undefined) draft[field.path] = toDraft(field, value);
    if (field.kind === 'rows') Object.assign(draft, startDraft(fieldsInRows(field, draft), defaults));
  }
  return draft;
}

/** Where a kind is chosen already and nothing is given of its fields, they start with the kind's own values. */
function withStarts(fields: readonly Field[], given: Values): Values {
  const values = structuredClone(given) as Record<string, unknown>;
  for (const { path, choice } of fields) {
    const start = choice?.starts?.[String(pick(given, choice.selector.path))];
    if (start && pick(given, path) === undefined) put(values, path, start);
  }
  return values;
}

/** What changes with a field: another kind starts its own fields afresh. */
export function changed(fields: readonly Field[], path: string, value: Draft[string]): Draft {
  const others = fields.map(({ choice, path: at }) => {
    const start = choice?.selector.path === path ? choice.starts?.[String(value)] : undefined;
    const values: Record<string, unknown> = {};
    if (start) put(values, at, start);
    return start ? startDraft(choice?.fieldsOf[String(value)] ?? [], values) : {};
  });
  return Object.assign({}, ...others, { [path]: value }) as Draft;
}

function toDraft(field: Field, value: unknown): string | boolean | readonly string[] {
  if (field.kind === 'boolean') return value === true;
  if (field.kind === 'many') return Array.isArray(value) ? value.map(String) : [];
  if (field.kind === 'rows') return Array.isArray(value) ? value.map((_, at) => String(at)) : [];
  if (field.kind === 'lines') return Array.isArray(value) ? value.join('\n') : '';
  if (field.kind === 'datetime') return typeof value === 'string' ? toLocal(value) : '';
  // What was typed and is no amount stays as it was typed.
  if (field.kind === 'money') return isMoney(value) ? moneyDigits(value) : typed(value);
  return value === null || value === undefined ? '' : plain(value);
}

const typed = (value: unknown): string => (typeof value === 'string' ? value : '');

const plain = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

/** Every field of a draft, the fields of rows after the list they belong to. */
export function flatten(fields: readonly Field[], draft: Draft): Field[] {
  return leaves(fields, draft).flatMap((field) =>
    field.kind === 'rows' ? [field, ...flatten(fieldsInRows(field, draft), draft)] : [field],
  );
}

/** Leaves of groups and choices, in order; with a draft, of a choice only those of the kind that is chosen. */
export function leaves(fields: readonly Field[], draft?: Draft): Field[] {
  return fields.flatMap((field) => {
    if (field.kind === 'group') return leaves(field.children, draft);
    if (!field.choice) return [field];
    const { selector, fieldsOf, starts } = field.choice;
    const kinds = draft ? [chosen(draft, selector)] : Object.keys(fieldsOf);
    return [...(starts ? [] : [selector]), ...kinds.flatMap((kind) => leaves(fieldsOf[kind] ?? [], draft))];
  });
}

/** Keys of the rows of a list of objects. */
export function rowsOf(draft: Draft, { path }: Field): readonly string[] {
  const held = draft[path];
  return Array.isArray(held) ? (held as readonly string[]) : [];
}

const fieldsInRows = (field: Field, draft: Draft): Field[] =>
  rowsOf(draft, field).flatMap((row) => rowFieldsOf(field, row));

/** A draft's part that adds an empty row. */
export function withRow(draft: Draft, field: Field): Draft {
  const rows = rowsOf(draft, field);
  const row = String(Math.max(-1, ...rows.map(Number)) + 1);
  return { ...startDraft(rowFieldsOf(field, row), {}), [field.path]: [...rows, row] };
}

/** The other side's values in a form, wherever nothing was changed since it was opened. */
export function broughtIn(
  fields: readonly Field[],
  { draft, start }: { readonly draft: Draft; readonly start: Draft },
  current: Values,
): Draft {
  const theirs = startDraft(fields, current);
  const same = (one: Draft[string] | undefined, other: Draft[string] | undefined): boolean =>
    JSON.stringify(one) === JSON.stringify(other);
  const untouched = Object.keys(theirs).filter((path) => same(draft[path], start[path]));
  return { ...draft, ...Object.fromEntries(untouched.map((path) => [path, theirs[path] as Draft[string]])) };
}

/** Which kind a choice stands at. */
export function chosen(draft: Draft, selector: Field): string {
  const held = draft[selector.path];
  return typeof held === 'string' ? held : '';
}

/** An instant as `datetime-local` wants it, in the reader's zone. */
function toLocal(instant: string): string {
  const date = new Date(instant);
  if (Number.isNaN(date.getTime())) return '';
  return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

/** The value at a dotted path. */
export function pick(source: Readonly<Record<string, unknown>>, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>(
      (held, key) => (typeof held === 'object' && held !== null ? (held as never)[key] : undefined),
      source,
    );
}

/** Sets the value at a dotted path. */
export function put(target: Record<string, unknown>, path: string, value: unknown): void {
  const keys = path.split('.');
  const last = keys.pop() ?? path;
  const parent = keys.reduce<Record<string, unknown>>((held, key) => {
    held[key] ??= {};
    return held[key] as Record<string, unknown>;
  }, target);
  parent[last] = value;
}

/** Nothing typed, nothing chosen. */
export const isEmpty = (value: Draft[string] | undefined): boolean =>
  typeof value === 'string'
    ? value.trim() === ''
    : Array.isArray(value)
      ? value.length === 0
      : value === undefined;
