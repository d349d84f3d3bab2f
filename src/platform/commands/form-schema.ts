import { z } from 'zod';

/** JSON Schema (draft 2020-12) of a command's input, before its defaults and transforms. */
export type InputSchema = Readonly<Record<string, unknown>>;
type Property = Readonly<Record<string, unknown>>;

const drawn = new WeakMap<z.ZodType, InputSchema>();

/** What a form is drawn from. */
export function inputSchema(input: z.ZodType): InputSchema {
  const known = drawn.get(input);
  if (known) return known;
  const { $schema: _draft, ...schema } = z.toJSONSchema(input, { io: 'input', unrepresentable: 'any' });
  drawn.set(input, schema);
  return schema;
}

export const propertiesOf = (schema: InputSchema): Record<string, Property> =>
  (schema['properties'] ?? {}) as Record<string, Property>;

/** The input's schema with the fields put in that depend on the record; they keep the title they have there. */
export function formSchema(input: z.ZodType, fields: Readonly<Record<string, z.ZodType>> = {}): InputSchema {
  const schema = inputSchema(input);
  const own = propertiesOf(schema);
  const special = Object.entries(fields)
    .filter(([name]) => own[name])
    .map(([name, type]) => {
      const title = own[name]?.['title'];
      return [name, { ...(title === undefined ? {} : { title }), ...inputSchema(type) }];
    });
  if (special.length === 0) return schema;
  return { ...schema, properties: { ...own, ...Object.fromEntries(special) } };
}

/**
 * Ids of the lists whose records the fields of an input name, at any depth: a field says `.meta({ reference: 'csms' })`
 * once, and every form lets people choose among those records.
 */
export function referencesIn(schema: unknown): string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  const { reference } = schema as { reference?: unknown };
  const own = typeof reference === 'string' ? [reference] : [];
  return [...new Set([...own, ...Object.values(schema).flatMap(referencesIn)])];
}
