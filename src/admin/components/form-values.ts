import { moneySign, moneyText, parseMoney, type Money } from '../../platform/money/money.js';
import { isEmpty, leaves, pick, put, rowsOf, type Draft, type Values } from './form-draft.js';
import { rowFieldsOf, type Field } from './schema.js';

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

/** ISO 4217 of a money field. */
export const currencyOf = ({ schema }: Field): string => schema.currency ?? '';

/** What was typed as money, in the minor units that commands take; undefined when it is no amount. */
export function moneyOf(field: Field, held: Draft[string] | undefined): Money | undefined {
  const currency = currencyOf(field);
  const amount = typeof held === 'string' ? parseMoney(held, currency) : null;
  return amount === null ? undefined : { amount, currency };
}

/** How a money field is drawn: its sign, and the amount as it will be understood. */
export function moneyEcho(field: Field, draft: Draft): { readonly sign: string; readonly echo: string } {
  const money = moneyOf(field, draft[field.path]);
  return { sign: moneySign(currencyOf(field)), echo: money ? moneyText(money) : '' };
}

/** The instant that a field holds, ISO 8601; null while it holds none. */
export function instantOf(draft: Draft, { path }: Field): string | null {
  const held = draft[path];
  const date = new Date(typeof held === 'string' ? held : '');
  return Number.isNaN(date.getTime()) ? null : date.toISOString();
}

function toInstant(local: string): string {
  const date = new Date(local);
  return Number.isNaN(date.getTime()) ? local : date.toISOString();
}
