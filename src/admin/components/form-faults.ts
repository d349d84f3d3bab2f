import { moneyText } from '../../platform/money/money.js';
import { flatten, isEmpty, rowsOf, type Draft } from './form-draft.js';
import { currencyOf, moneyOf } from './form-values.js';
import { isNeeded, type Field } from './schema.js';

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
  const { kind, label } = field;
  if (kind === 'hidden' || kind === 'boolean') return undefined;
  if (isEmpty(held)) return isNeeded(field) ? `${label} is needed.` : undefined;
  if (kind !== 'money' || moneyOf(field, held) !== undefined) return undefined;
  return `This is no amount of money. Write it such as ${moneyText({ amount: 1_000_000, currency: currencyOf(field) })} or 10000.50.`;
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
    // What is said of a group as a whole (hours outside the bounds) stands at its first field.
    const field =
      shown.filter((one) => path === one.path || path.startsWith(`${one.path}.`)).at(-1) ??
      shown.find((one) => one.path.startsWith(`${path}.`));
    if (!field) elsewhere.push([told, message]);
    else beside[field.path] = beside[field.path] ? `${beside[field.path]}; ${message}` : message;
  }
  return { beside, elsewhere };
}

/** `attendees.1.email` by the key of the second row instead of its place. */
export function toRow(path: string, field: Field, draft: Draft): string {
  const prefix = `${field.path}.`;
  if (!path.startsWith(prefix)) return path;
  const [place = '', ...rest] = path.slice(prefix.length).split('.');
  return [field.path, rowsOf(draft, field)[Number(place)] ?? place, ...rest].join('.');
}
