import { JsonFaultFound, JsonReader } from './json-reader.js';

/** A place in a text as editors count it: the first character is line 1, column 1. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

export interface JsonFault extends Place {
  readonly message: string;
}

export type ReadJson =
  | { readonly ok: true; readonly value: Readonly<Record<string, unknown>> }
  | { readonly ok: false; readonly faults: readonly JsonFault[] };

/** Settings typed as JSON, as strict as the standard; a name that stands twice is a fault, too. No zod here: pages load it. */
export function readSettingsJson(text: string): ReadJson {
  const reader = new JsonReader(text);
  try {
    reader.read();
  } catch (error) {
    if (error instanceof JsonFaultFound)
      return { ok: false, faults: [fault(text, error.offset, error.message)] };
    throw error;
  }
  const twice = reader.repeated.map(({ name, offset }) =>
    fault(text, offset, `"${name}" stands twice; keep one`),
  );
  if (twice.length > 0) return { ok: false, faults: twice };
  const value = JSON.parse(text) as unknown;
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return { ok: false, faults: [fault(text, 0, 'the configuration is an object: { "nickname": … }')] };
  return { ok: true, value: value as Readonly<Record<string, unknown>> };
}

/** Where a field stands, or the innermost object around it that is there: `maxNotional.amount` → its number. */
export function placeOf(text: string, path: string): Place {
  const places = placesIn(text);
  const keys = path.split('.');
  for (let depth = keys.length; depth > 0; depth -= 1) {
    const offset = places.get(keys.slice(0, depth).join('.'));
    if (offset !== undefined) return place(text, offset);
  }
  return { line: 1, column: 1 };
}

/** "Line 3, column 14" */
export const placeInWords = ({ line, column }: Place): string => `Line ${line}, column ${column}`;

/** Characters before a place. */
export function offsetOf(text: string, { line, column }: Place): number {
  const before = text.split('\n').slice(0, line - 1);
  return before.reduce((sum, one) => sum + one.length + 1, 0) + column - 1;
}

/** What was read until a fault, if there is one. */
function placesIn(text: string): ReadonlyMap<string, number> {
  const reader = new JsonReader(text);
  try {
    reader.read();
  } catch (error) {
    if (!(error instanceof JsonFaultFound)) throw error;
  }
  return reader.places;
}

const fault = (text: string, offset: number, message: string): JsonFault => ({
  ...place(text, offset),
  message,
});

function place(text: string, offset: number): Place {
  const before = text.slice(0, offset).split('\n');
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}
