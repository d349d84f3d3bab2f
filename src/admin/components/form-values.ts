import {
  isMoney,
  moneyDigits,
  moneySign,
  moneyText,
  parseMoney,
  type Money,
} from '../../platform/money/money.js';
import { rowFieldsOf, type Field } from './schema.js';

/**
 * What a form holds while a person types, by path: text for inputs, booleans for boxes, lists for many. Of a
 * list of objects its path holds a key per row (stable while rows come and go), under which the row's fields are.
 */
export type Draft = Readonly<Record<string, string | boolean | readonly string[]>>;

type Values = Readonly<Record<string, unknown>>;

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
  if (field.kind === 'money') return isMoney(value) ? moneyDigits(value) : '';
  return value === null || value === undefined ? '' : plain(value);
}

const plain = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

/** The command's input. Empty optional fields are left out; hidden fields pass their default on unchanged. */
export function toInput(fields: readonly Field[], draft: Draft, defaults: Values): Record<string, unknown> {
  const input: Record<string, unknown> = {};
  for (const field of leaves(fields, draft)) {
    const value = valueOf(field, draft, defaults);
    if (value !== undefined) put(input, field.path, value);
  }
  return input;
}

function valueOf(field: Field, draft: Draft, defaults: Values): unknown {
  if (field.kind === 'hidden') return hidden(field, defaults);
  if (field.kind !== 'rows') return fromDraft(field, draft[field.path]);
  const rows = rowsOf(draft, field).map((row) => {
    const input = toInput(rowFieldsOf(field, row), draft, defaults);
    return pick(input, `${field.path}.${row}`) ?? {};
  });
  return rows.length === 0 && mayBeLeftOut(field) ? undefined : rows;
}

const hidden = (field: Field, defaults: Values): unknown =>
  pick(defaults, field.path) ?? field.schema.const ?? field.schema.default;

function fromDraft(field: Field, held: string | boolean | readonly string[] | undefined): unknown {
  if (field.kind === 'boolean') return held === true;
  if (field.kind === 'many') return isEmpty(held) && mayBeLeftOut(field) ? undefined : (held ?? []);
  const text = typeof held === 'string' ? held : '';
  if (field.kind === 'lines') {
    const lines = text
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '');
    return lines.length > 0 || field.required ? lines : undefined;
  }
  const trimmed = field.kind === 'textarea' ? text : text.trim();
  if (trimmed === '') return undefined;
  if (field.kind === 'number') return Number.isNaN(Number(trimmed)) ? trimmed : Number(trimmed);
  if (field.kind === 'datetime') return toInstant(trimmed);
  if (field.kind === 'money') return moneyOf(field, trimmed) ?? trimmed;
  const number = field.schema.enum?.find((value) => typeof value === 'number' && String(value) === trimmed);
  return number ?? trimmed;
}

/** An empty list that the command would refuse, of a field that need not be there. */
const mayBeLeftOut = ({ required, schema, kind }: Field): boolean =>
  !required && (kind === 'rows' || (schema.minItems ?? 0) > 0);

/** What is wrong with a draft before it is sent: fields that are needed and empty, money that is none. */
export function faultsOf(fields: readonly Field[], draft: Draft): Record<string, string> {
  return Object.fromEntries(
    flatten(fields, draft).flatMap((field) => {
      const fault = faultOf(field, draft[field.path]);
      return fault === undefined ? [] : [[field.path, fault]];
    }),
  );
}

function faultOf(field: Field, held: Draft[string] | undefined): string | undefined {
  const { kind, label, required } = field;
  if (kind === 'hidden' || kind === 'boolean') return undefined;
  if (isEmpty(held)) return required ? `${label} is needed.` : undefined;
  if (kind !== 'money' || moneyOf(field, held) !== undefined) return undefined;
  return `This is no amount of money. Write it such as ${moneyText({ amount: 1_000_000, currency: currencyOf(field) })} or 10000.50.`;
}

const currencyOf = ({ schema }: Field): string => schema.currency ?? '';

/** What was typed as money, in the minor units that commands take; undefined when it is no amount. */
function moneyOf(field: Field, held: Draft[string] | undefined): Money | undefined {
  const currency = currencyOf(field);
  const amount = typeof held === 'string' ? parseMoney(held, currency) : null;
  return amount === null ? undefined : { amount, currency };
}

/** How a money field is drawn: its sign, and the amount as it will be understood. */
export function moneyEcho(field: Field, draft: Draft): { readonly sign: string; readonly echo: string } {
  const money = moneyOf(field, draft[field.path]);
  return { sign: moneySign(currencyOf(field)), echo: money ? moneyText(money) : '' };
}

export interface Refusals {
  /** Message by the path of the field that shows it. */
  readonly beside: Readonly<Record<string, string>>;
  /** What was refused and has no field to stand beside. */
  readonly elsewhere: readonly (readonly [path: string, message: string])[];
}

/**
 * Refusals by the fields that show them: what is said of a field's parts (an amount, one line) is said of it,
 * and `attendees.1.email` is the second row's.
 * @param sent the draft that was refused
 */
export function refusalsOf(
  fields: readonly Field[],
  sent: Draft,
  refused: Readonly<Record<string, string>>,
): Refusals {
  const shown = flatten(fields, sent).filter(({ kind }) => kind !== 'hidden');
  const beside: Record<string, string> = {};
  const elsewhere: [string, string][] = [];
  for (const [told, message] of Object.entries(refused)) {
    const path = shown.reduce((at, field) => (field.kind === 'rows' ? toRow(at, field, sent) : at), told);
    const field = shown.filter((one) => path === one.path || path.startsWith(`${one.path}.`)).at(-1);
    if (!field) elsewhere.push([told, message]);
    else beside[field.path] = beside[field.path] ? `${beside[field.path]}; ${message}` : message;
  }
  return { beside, elsewhere };
}

/** `attendees.1.email` by the key of the second row instead of its place. */
function toRow(path: string, field: Field, draft: Draft): string {
  const prefix = `${field.path}.`;
  if (!path.startsWith(prefix)) return path;
  const [place = '', ...rest] = path.slice(prefix.length).split('.');
  return [field.path, rowsOf(draft, field)[Number(place)] ?? place, ...rest].join('.');
}

const isEmpty = (value: Draft[string] | undefined): boolean =>
  typeof value === 'string'
    ? value.trim() === ''
    : Array.isArray(value)
      ? value.length === 0
      : value === undefined;

/** Every field of a draft, the fields of rows after the list they belong to. */
export function flatten(fields: readonly Field[], draft: Draft): Field[] {
  return leaves(fields, draft).flatMap((field) =>
    field.kind === 'rows' ? [field, ...flatten(fieldsInRows(field, draft), draft)] : [field],
  );
}

/** Leaves of groups and choices, in order; with a draft, of a choice only those of the kind that is chosen. */
function leaves(fields: readonly Field[], draft?: Draft): Field[] {
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

function toInstant(local: string): string {
  const date = new Date(local);
  return Number.isNaN(date.getTime()) ? local : date.toISOString();
}

function pick(source: Readonly<Record<string, unknown>>, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>(
      (held, key) => (typeof held === 'object' && held !== null ? (held as never)[key] : undefined),
      source,
    );
}

function put(target: Record<string, unknown>, path: string, value: unknown): void {
  const keys = path.split('.');
  const last = keys.pop() ?? path;
  const parent = keys.reduce<Record<string, unknown>>((held, key) => {
    held[key] ??= {};
    return held[key] as Record<string, unknown>;
  }, target);
  parent[last] = value;
}
