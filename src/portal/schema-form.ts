import { PLATFORM_TITLES } from '../agents/platform-names.js';
import { isMoney, moneyDigits, moneySign } from '../platform/money/money.js';

/** A command's schema as inputs of a plain HTML form: the panel's form is drawn from the same one. */

/** The parts of JSON Schema that zod writes for command inputs and a page can draw. */
export interface FormSchema {
  readonly type?: string;
  readonly title?: string;
  readonly description?: string;
  readonly enum?: readonly (string | number)[];
  readonly const?: unknown;
  readonly default?: unknown;
  readonly anyOf?: readonly FormSchema[];
  readonly oneOf?: readonly FormSchema[];
  readonly items?: FormSchema;
  readonly properties?: Readonly<Record<string, FormSchema>>;
  readonly required?: readonly string[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly options?: readonly { readonly value: string; readonly label: string }[];
  readonly widget?: string;
  readonly currency?: string;
  readonly locked?: boolean;
}

export type Values = Readonly<Record<string, unknown>>;
/** A posted form: a text for each name, a list where the name stood there several times. */
export type Posted = Readonly<Record<string, unknown>>;

export type InputKind =
  'text' | 'number' | 'money' | 'lines' | 'time' | 'box' | 'select' | 'many' | 'group' | 'variants' | 'fixed';

export interface FormInput {
  /** Of the HTML input: `settings.tone`. */
  readonly name: string;
  /** The path under which the command refuses it; fields of one kind of several have none of that kind in it. */
  readonly path: string;
  readonly title: string;
  readonly help: string | undefined;
  readonly kind: InputKind;
  readonly required: boolean;
  readonly value: string;
  readonly checked: boolean;
  /** Nobody can untick it now. */
  readonly locked: boolean;
  readonly options: readonly { readonly value: string; readonly label: string; readonly on: boolean }[];
  readonly children: readonly FormInput[];
  readonly variants: readonly Variant[];
  readonly sign: string | undefined;
  readonly min: number | undefined;
  readonly max: number | undefined;
  readonly maxLength: number | undefined;
}

export interface Variant {
  readonly value: string;
  readonly title: string;
  readonly on: boolean;
  readonly children: readonly FormInput[];
}

/** Where an object's fields stand: the names of their inputs, and the paths of their refusals. */
export interface Place {
  readonly name: string;
  readonly path: string;
}

const FARTHEST = 1_000_000_000_000;

export const propertiesOf = ({ properties = {} }: FormSchema): [string, FormSchema][] =>
  Object.entries(properties);
export const variantsOf = ({ oneOf, anyOf }: FormSchema): readonly FormSchema[] => oneOf ?? anyOf ?? [];
/** Which kind of object a variant is: by convention its `kind`. */
export function kindName({ properties }: FormSchema): string {
  const named = properties?.['kind']?.const;
  return typeof named === 'string' ? named : '';
}

export function inputKind(schema: FormSchema): InputKind {
  if (schema.const !== undefined || schema.widget === 'hidden') return 'fixed';
  if (schema.widget === 'money') return 'money';
  if (schema.widget === 'time') return 'time';
  if (variantsOf(schema).length > 0) return 'variants';
  if (schema.enum || (schema.options && schema.type !== 'array')) return 'select';
  switch (schema.type) {
    case 'object':
      return 'group';
    case 'array':
      return schema.items?.enum ? 'many' : 'lines';
    case 'boolean':
      return 'box';
    case 'integer':
    case 'number':
      return 'number';
    default:
      return 'text';
  }
}

/**
 * One input a field, in the schema's order.
 * @param values what is stored, or what the form starts with
 * @param typed a form that was refused: every input shows what was typed into it, readable or not
 */
export function drawInputs(schema: FormSchema, values: Values, place: Place, typed?: Posted): FormInput[] {
  return propertiesOf(schema)
    .filter(([, property]) => inputKind(property) !== 'fixed')
    .map(([field, property]) => {
      const at = { name: `${place.name}.${field}`, path: `${place.path}.${field}` };
      const required = (schema.required ?? []).includes(field) && property.default === undefined;
      return drawInput(property, values[field] ?? property.default, at, { field, required, typed });
    });
}

interface Drawn {
  readonly field: string;
  readonly required: boolean;
  readonly typed: Posted | undefined;
}

function drawInput(
  schema: FormSchema,
  value: unknown,
  at: Place,
  { field, required, typed }: Drawn,
): FormInput {
  const kind = inputKind(schema);
  const locked = schema.locked === true && value === true;
  const shown = typed ? textsOf(typed[at.name]) : textsIn(kind, value);
  return {
    ...at,
    title: schema.title ?? words(field),
    help: schema.description === undefined ? undefined : yours(schema.description),
    kind,
    // An empty list is an answer unless the schema wants an entry.
    required: required && (kind !== 'lines' || (schema.minItems ?? 0) > 0),
    value: shown[0] ?? '',
    checked: locked || (typed ? shown.length > 0 : value === true),
    locked,
    options: optionsOf(schema).map((option) => ({ ...option, on: shown.includes(option.value) })),
    children: kind === 'group' ? drawInputs(schema, objectOf(value), at, typed) : [],
    variants: kind === 'variants' ? drawVariants(schema, objectOf(value), at, typed) : [],
    sign: kind === 'money' ? moneySign(schema.currency ?? '') : undefined,
    min: bound(schema.minimum),
    max: bound(schema.maximum),
    maxLength: schema.maxLength,
  };
}

function drawVariants(schema: FormSchema, value: Values, at: Place, typed: Posted | undefined): Variant[] {
  const chosen = typed ? textsOf(typed[`${at.name}.kind`])[0] : value['kind'];
  return variantsOf(schema).map((variant) => {
    const kind = kindName(variant);
    const place = { name: `${at.name}.${kind}`, path: at.path };
    // What two kinds ask alike, such as the time of day, is not typed twice.
    return {
      value: kind,
      title: variant.title ?? words(kind),
      on: chosen === kind,
      // A browser would hold the form back for an empty field that is out of sight.
      children: drawInputs(variant, value, place, typed).map((input) => ({ ...input, required: false })),
    };
  });
}

/** What a posted name holds, as texts. */
export const textsOf = (given: unknown): string[] =>
  (Array.isArray(given) ? given : [given]).filter((one): one is string => typeof one === 'string');

function textsIn(kind: InputKind, value: unknown): string[] {
  if (value === undefined || value === null) return [];
  if (isMoney(value)) return [moneyDigits(value)];
  if (kind === 'lines') return [(Array.isArray(value) ? value : [value]).join('\n')];
  if (kind === 'many') return (Array.isArray(value) ? value : []).map(String);
  return typeof value === 'string' || typeof value === 'number' ? [String(value)] : [];
}

function optionsOf({ options, enum: values, items }: FormSchema): { value: string; label: string }[] {
  if (options) return options.map(({ value, label }) => ({ value, label }));
  return (values ?? items?.enum ?? []).map((value) => ({
    value: String(value),
    label: (PLATFORM_TITLES as Readonly<Record<string, string>>)[value] ?? words(String(value)),
  }));
}

/** Integers come with the bounds of safe integers, which are nobody's. */
const bound = (limit: number | undefined): number | undefined =>
  limit !== undefined && Math.abs(limit) < FARTHEST ? limit : undefined;

export const objectOf = (value: unknown): Values =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Values) : {};

/** `suggest_only` → "Suggest only". */
function words(name: string): string {
  const text = name
    .replaceAll('_', ' ')
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase();
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** The schemas speak of the customer, who reads them here. */
export const yours = (text: string): string =>
  text.replaceAll(/\b([Tt])he customer['’]s\b/g, (_all, first: string) => (first === 'T' ? 'Your' : 'your'));
