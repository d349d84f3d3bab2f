import type { z } from 'zod';

/**
 * What a schema says of an input when its field has no words of its own: people read it beside the field,
 * programs beside its path. Undefined leaves the schema library's own words.
 */
export function plainWords(issue: z.core.$ZodRawIssue): string | undefined {
  switch (issue.code) {
    case 'invalid_type':
      return isMissing(issue.input) ? 'is required' : (KINDS[issue.expected] ?? undefined);
    case 'invalid_value':
      return isMissing(issue.input) ? 'is required' : `must be ${choice(issue.values)}`;
    case 'invalid_union':
      return kindOf(issue);
    case 'too_small':
      return issue.inclusive === false
        ? `must be more than ${issue.minimum}`
        : bound('least', issue.origin, Number(issue.minimum));
    case 'too_big':
      return issue.inclusive === false
        ? `must be less than ${issue.maximum}`
        : bound('most', issue.origin, Number(issue.maximum));
    case 'invalid_format':
      return FORMATS[issue.format];
    default:
      return undefined;
  }
}

/** A form sends nothing, or an empty text, for what was not filled in. */
const isMissing = (input: unknown): boolean => input === undefined || input === '';

const KINDS: Readonly<Record<string, string>> = {
  string: 'must be a text',
  number: 'must be a number',
  int: 'must be a whole number',
  boolean: 'must be true or false',
  array: 'must be a list',
  object: 'must be an object',
  record: 'must be an object',
};

const FORMATS: Readonly<Record<string, string>> = {
  email: 'must be an e-mail address such as customer@example.com',
  url: 'must be an address such as https://example.com',
  uuid: 'must be a UUID',
  date: 'must be a date such as 2026-02-19',
  datetime: 'must be an instant such as 2026-02-19T10:00:00+05:30',
};

/** Of several forms one field says which is meant. */
function kindOf({ discriminator, options, input }: Partial<z.core.$ZodRawIssue>): string | undefined {
  if (typeof discriminator !== 'string' || !Array.isArray(options)) return undefined;
  const said = (input as Readonly<Record<string, unknown>>)[discriminator];
  return isMissing(said) ? 'is required' : `must be ${choice(options)}`;
}

function choice(values: readonly unknown[]): string {
  const [first, ...others] = values.map(String);
  return others.length === 0 ? (first ?? 'empty') : `one of ${[first, ...others].join(', ')}`;
}

function bound(edge: 'least' | 'most', origin: string, figure: number): string | undefined {
  if (origin === 'number' || origin === 'int') return `must be at ${edge} ${figure}`;
  if (origin === 'string')
    return figure === 1 && edge === 'least' ? 'is required' : `must have at ${edge} ${figure} characters`;
  if (origin !== 'array') return undefined;
  return `must have at ${edge} ${figure} ${figure === 1 ? 'entry' : 'entries'}`;
}
