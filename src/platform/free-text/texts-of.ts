/** A text somewhere in a command's input. */
export interface TypedText {
  /** Dotted path: `issues.0.resolution`. */
  readonly field: string;
  readonly text: string;
}

/** The field in which the token of a one-time link comes back; it is spent, never kept. */
const TOKEN = 'token';

/** Every text of an input with its path; top-level fields that are `exempt` are left out. */
export function textsOf(input: unknown, exempt: readonly string[]): TypedText[] {
  if (typeof input !== 'object' || input === null) return [];
  return Object.entries(input).flatMap(([name, value]) =>
    name === TOKEN || exempt.includes(name) ? [] : within(name, value),
  );
}

function within(field: string, value: unknown): TypedText[] {
  if (typeof value === 'string') return [{ field, text: value }];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, member]) => within(`${field}.${name}`, member));
}
