import { parseMoney } from '../platform/money/money.js';
import {
  inputKind,
  kindName,
  objectOf,
  propertiesOf,
  textsOf,
  variantsOf,
  type FormSchema,
  type Posted,
  type Values,
} from './schema-form.js';

/**
 * A posted form as the command takes it. What cannot be read goes on as it was typed: the command refuses it by name.
 * @param start values the form started with: fixed and locked fields keep them
 */
export function readInputs(schema: FormSchema, posted: Posted, name: string, start: Values): Values {
  return Object.fromEntries(
    propertiesOf(schema).flatMap(([field, property]) => {
      const isNeeded = (schema.required ?? []).includes(field);
      const read = readInput(property, posted, `${name}.${field}`, start[field]);
      return read === undefined || (read === '' && !isNeeded) ? [] : [[field, read]];
    }),
  );
}

function readInput(schema: FormSchema, posted: Posted, name: string, start: unknown): unknown {
  const texts = textsOf(posted[name]).map((text) => text.replaceAll('\r\n', '\n'));
  const [text = ''] = texts;
  switch (inputKind(schema)) {
    case 'fixed':
      return schema.const ?? start;
    case 'box':
      return (schema.locked === true && start === true) || texts.length > 0;
    case 'number':
      return numberOf(text);
    case 'money':
      return moneyOf(text, schema.currency ?? '');
    case 'lines':
      return linesOf(text);
    case 'many':
      return texts;
    case 'select':
      return (schema.enum ?? []).find((value) => String(value) === text) ?? text;
    case 'group':
      return readInputs(schema, posted, name, objectOf(start));
    case 'variants':
      return variantOf(schema, posted, name);
    default:
      return text;
  }
}

/** The fields of the kind that is chosen; of none where none is. */
function variantOf(schema: FormSchema, posted: Posted, name: string): unknown {
  const [kind] = textsOf(posted[`${name}.kind`]);
  const chosen = variantsOf(schema).find((variant) => kindName(variant) === kind);
  return chosen ? readInputs(chosen, posted, `${name}.${kind}`, {}) : undefined;
}

const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

function numberOf(text: string): unknown {
  const typed = text.trim();
  if (typed === '') return undefined;
  return /^-?\d{1,15}(\.\d{1,6})?$/.test(typed) ? Number(typed) : typed;
}

function moneyOf(text: string, currency: string): unknown {
  if (text.trim() === '') return undefined;
  const amount = parseMoney(text, currency);
  return amount === null ? text : { amount, currency };
}
