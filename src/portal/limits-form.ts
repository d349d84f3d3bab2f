/** The limits beside a key as inputs of a plain HTML form, drawn from their JSON Schema and read back. */

interface Property {
  readonly type?: string;
  readonly title?: string;
  readonly description?: string;
  readonly format?: string;
  readonly minimum?: number;
  readonly maximum?: number;
}

export interface LimitInput {
  readonly name: string;
  readonly title: string;
  readonly description?: string | undefined;
  readonly type: 'text' | 'number';
  readonly value: string;
  readonly min?: number | undefined;
  readonly max?: number | undefined;
}

const PREFIX = 'limit.';
const propertiesOf = (schema: unknown): [string, Property][] =>
  Object.entries((schema as { properties?: Record<string, Property> } | null)?.properties ?? {});

/** One input a limit; money is shown in whole units of its currency (₹), as people think of it. */
export function limitInputs(schema: unknown, values: Readonly<Record<string, unknown>>): LimitInput[] {
  return propertiesOf(schema).map(([name, property]) => {
    const money = property.format === 'money';
    return {
      name: `${PREFIX}${name}`,
      title: `${property.title ?? name}${money ? ' (₹)' : ''}`,
      description: property.description,
      type: money || property.type === 'integer' ? 'number' : 'text',
      value: shown(values[name]),
      min: money ? 1 : property.minimum,
      max: money ? undefined : property.maximum,
    };
  });
}

/** Values as the command takes them. What cannot be a number goes on as it is: the command refuses it by name. */
export function limitsOf(schema: unknown, body: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    propertiesOf(schema).flatMap(([name, property]) => {
      const typed = body[`${PREFIX}${name}`];
      return typeof typed === 'string' ? [[name, read(typed.trim(), property)]] : [];
    }),
  );
}

function shown(value: unknown): string {
  if (typeof value === 'number' || typeof value === 'string') return String(value);
  if (typeof value === 'object' && value !== null && 'amount' in value)
    return String(Number(value.amount) / 100);
  return '';
}

function read(typed: string, { type, format }: Property): unknown {
  if (format === 'money') return { amount: Math.round(Number(typed || 'x') * 100), currency: 'INR' };
  return type === 'integer' && /^-?\d+$/.test(typed) ? Number(typed) : typed;
}
