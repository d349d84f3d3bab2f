import { isMoney, moneyDigits, moneySign, parseMoney } from '../platform/money/money.js';

/** The limits beside a key as inputs of a plain HTML form, drawn from their JSON Schema and read back. */

interface Property {
  readonly type?: string;
  readonly title?: string;
  readonly description?: string;
  readonly widget?: string;
  readonly currency?: string;
  readonly minimum?: number;
  readonly maximum?: number;
}

export interface LimitInput {
  readonly name: string;
  readonly title: string;
  readonly description?: string | undefined;
  readonly type: 'text' | 'number';
  /** Of money: it is typed in this currency's major units. */
  readonly sign?: string | undefined;
  readonly value: string;
  readonly min?: number | undefined;
  readonly max?: number | undefined;
  /** Paths under which the command refuses it. */
  readonly refusedAs: readonly string[];
}

const PREFIX = 'limit.';
const propertiesOf = (schema: unknown): [string, Property][] =>
  Object.entries((schema as { properties?: Record<string, Property> } | null)?.properties ?? {});

const currencyOf = ({ widget, currency }: Property): string | undefined =>
  widget === 'money' ? currency : undefined;

/** One input a limit; money is shown and typed in major units of its currency (₹), as people think of it. */
export function limitInputs(schema: unknown, values: Readonly<Record<string, unknown>>): LimitInput[] {
  return propertiesOf(schema).map(([name, property]) => {
    const currency = currencyOf(property);
    return {
      name: `${PREFIX}${name}`,
      title: property.title ?? name,
      description: property.description,
      type: property.type === 'integer' ? 'number' : 'text',
      sign: currency && moneySign(currency),
      value: shown(values[name]),
      min: property.minimum,
      max: property.maximum,
      refusedAs: [`settings.${name}`, ...(currency ? [`settings.${name}.amount`] : [])],
    };
  });
}

/** Values as the command takes them. What cannot be read goes on as it is: the command refuses it by name. */
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
  return isMoney(value) ? moneyDigits(value) : '';
}

function read(typed: string, property: Property): unknown {
  const currency = currencyOf(property);
  if (currency === undefined)
    return property.type === 'integer' && /^-?\d+$/.test(typed) ? Number(typed) : typed;
  const amount = parseMoney(typed, currency);
  return amount === null ? typed : { amount, currency };
}
