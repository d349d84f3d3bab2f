/** The parts of JSON Schema (draft 2020-12) that zod writes for command inputs and a form can draw. */
export interface Schema {
  readonly type?: string | readonly string[];
  readonly title?: string;
  readonly description?: string;
  readonly format?: string;
  readonly enum?: readonly (string | number)[];
  readonly const?: unknown;
  readonly default?: unknown;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly readOnly?: boolean;
  /** Ours, by zod's `.meta({ … })`: choices with words, `textarea`, an example, an own label per enum value. */
  readonly options?: readonly Option[];
  readonly widget?:
    'textarea' | 'hidden' | 'money' | 'time' | 'platforms' | 'meeting_place' | 'schedule' | Suggested;
  /** Of money: ISO 4217. */
  readonly currency?: string;
  readonly placeholder?: string;
  /** Of a choice of several: how many are advised, both ends included; others are a remark, no refusal. */
  readonly advised?: { readonly min: number; readonly max: number };
  /** Of a box: while it is ticked nobody can untick it. */
  readonly locked?: boolean;
  /** Of another record's id: the list among whose records people choose. */
  readonly reference?: string;
  /** Of an object whose fields hang on a field beside it: that field's name, and what each of its values asks. */
  readonly by?: string;
  readonly kinds?: Readonly<Record<string, SchemaKind>>;
}

export interface SchemaKind {
  readonly schema: Schema;
  /** Values that its fields start with. */
  readonly start: Readonly<Record<string, unknown>>;
}

/** Text fields for which the browser knows what people mean. */
export type Suggested = 'country' | 'timezone';

export interface Option {
  readonly value: string;
  readonly label: string;
}

export type FieldKind =
  | 'text'
  | 'email'
  | 'url'
  | 'textarea'
  | 'number'
  | 'money'
  | 'boolean'
  | 'datetime'
  | 'date'
  | 'time'
  | 'select'
  | 'reference'
  | 'many'
  | 'lines'
  | 'rows'
  | 'group'
  | 'variants'
  | 'hidden';

export interface Field {
  /** Dotted path into the input. */
  readonly path: string;
  readonly label: string;
  readonly help: string | null;
  readonly kind: FieldKind;
  readonly required: boolean;
  readonly options: readonly Option[];
  readonly schema: Schema;
  readonly children: readonly Field[];
  /** Of a field that is one of several kinds of object: which, and what each asks for. */
  readonly choice?: Choice;
}

/** The property that tells the kinds apart, as a select, and the fields of each kind. */
export interface Choice {
  readonly selector: Field;
  /** The selector is a field of its own beside this one; a kind then starts with these values. */
  readonly starts?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly fieldsOf: Readonly<Record<string, readonly Field[]>>;
}

/** The fields of an object schema, in the schema's order. */
export function fieldsOf(schema: Schema, prefix = ''): Field[] {
  return Object.entries(schema.properties ?? {}).map(([name, raw]) => {
    const path = prefix ? `${prefix}.${name}` : name;
    const property = unwrap(raw);
    const choice =
      hangingOn(schema, prefix, path, property) ??
      choiceOf(path, property, (schema.required ?? []).includes(name));
    const kind = choice ? 'variants' : kindOf(name, property);
    return {
      ...(choice ? { choice } : {}),
      path,
      label: property.title ?? words(name),
      help: property.description ?? null,
      kind,
      required: (schema.required ?? []).includes(name) && property.default === undefined,
      options: optionsOf(property),
      schema: property,
      children: kind === 'group' ? fieldsOf(property, path) : [],
    };
  });
}

/** Whether somebody must fill it in: a list that may be empty is sent empty, and asks for nothing. */
export const isNeeded = ({ required, kind, schema }: Field): boolean =>
  required && (kind !== 'lines' || (schema.minItems ?? 0) > 0);

/** `anyOf: [X, null]` is an optional X; the outer title and description win. */
function unwrap(schema: Schema): Schema {
  const variants = (schema.anyOf ?? schema.oneOf ?? []).filter(({ type }) => type !== 'null');
  const [only] = variants;
  if (variants.length === 1 && only) return { ...only, ...schema, type: only.type ?? 'string' };
  const constants = variants.map((variant) => variant.const);
  if (variants.length > 1 && constants.every((value) => typeof value === 'string')) {
    return { ...schema, type: 'string', enum: constants };
  }
  return schema;
}

/** An object whose fields hang on the value of a field beside it. */
function hangingOn(around: Schema, prefix: string, path: string, schema: Schema): Choice | null {
  const { by, kinds } = schema;
  const beside = by === undefined ? undefined : around.properties?.[by];
  if (by === undefined || !beside || !kinds) return null;
  const [selector] = fieldsOf({ properties: { [by]: beside } }, prefix);
  if (!selector) return null;
  const each = <T>(give: (kind: SchemaKind) => T): Record<string, T> =>
    Object.fromEntries(Object.entries(kinds).map(([value, kind]) => [value, give(kind)]));
  return {
    selector,
    starts: each(({ start }) => start),
    fieldsOf: each((kind) => fieldsOf(kind.schema, path)),
  };
}

/** A union of objects that one constant property tells apart, as zod writes a discriminated union. */
function choiceOf(path: string, schema: Schema, required: boolean): Choice | null {
  const variants = schema.oneOf ?? schema.anyOf ?? [];
  const [first] = variants;
  const tells = Object.keys(first?.properties ?? {}).find((name) =>
    variants.every((variant) => typeof variant.properties?.[name]?.const === 'string'),
  );
  if (variants.length < 2 || tells === undefined) return null;
  const value = (variant: Schema): string => String(variant.properties?.[tells]?.const);
  const selector: Field = {
    path: `${path}.${tells}`,
    label: schema.title ?? words(path.split('.').at(-1) ?? path),
    help: schema.description ?? null,
    kind: 'select',
    required,
    options: variants.map((variant) => ({
      value: value(variant),
      label: variant.title ?? words(value(variant)),
    })),
    schema: { type: 'string' },
    children: [],
  };
  const fields = (variant: Schema): Field[] =>
    fieldsOf(variant, path).filter((field) => field.path !== selector.path);
  return {
    selector,
    fieldsOf: Object.fromEntries(variants.map((variant) => [value(variant), fields(variant)])),
  };
}

const formats: Readonly<Record<string, FieldKind>> = {
  email: 'email',
  uri: 'url',
  'date-time': 'datetime',
  date: 'date',
  time: 'time',
};

function kindOf(name: string, schema: Schema): FieldKind {
  if (schema.widget === 'hidden' || schema.readOnly || name === 'version' || schema.const !== undefined)
    return 'hidden';
  if (schema.widget === 'money' || schema.widget === 'time') return schema.widget;
  if (schema.reference !== undefined && schema.type === 'string') return 'reference';
  if (schema.options || schema.enum) return schema.type === 'array' ? 'many' : 'select';
  const type = Array.isArray(schema.type)
    ? (schema.type as string[]).find((one) => one !== 'null')
    : schema.type;
  if (type === 'boolean') return 'boolean';
  if (type === 'number' || type === 'integer') return 'number';
  if (type === 'object') return 'group';
  if (type === 'array') return arrayKind(schema.items);
  if (schema.widget === 'textarea' || ((schema.maxLength ?? 0) > 300 && schema.format === undefined))
    return 'textarea';
  return formats[schema.format ?? ''] ?? 'text';
}

function arrayKind(items: Schema | undefined): FieldKind {
  if (items?.properties) return 'rows';
  return items?.enum || items?.options ? 'many' : 'lines';
}

/** The fields of one entry of a list of objects; `row` tells the entries of a draft apart. */
export const rowFieldsOf = ({ path, schema }: Field, row: string): Field[] =>
  fieldsOf(schema.items ?? {}, `${path}.${row}`);

function optionsOf(schema: Schema): Option[] {
  const source = schema.options ? schema : (schema.items ?? schema);
  if (schema.options) return [...schema.options];
  if (source.options) return [...source.options];
  return (source.enum ?? []).map((value) => ({ value: String(value), label: words(String(value)) }));
}

function words(name: string): string {
  const spaced = name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/[_-]/g, ' ')
    .toLowerCase();
  return spaced.charAt(0).toUpperCase() + spaced.slice(1);
}
