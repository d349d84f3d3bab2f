import type { z } from 'zod';
import { commonErrors } from '../errors/common-errors.js';
import type { FieldError } from '../errors/app-error.js';
import { keptInput } from './kept-input.js';
import { plainWords } from './plain-words.js';

/** Parse a body or throw `validation_failed` (400) naming every field; unknown fields are refused by strict schemas. */
export function parseInput<I extends z.ZodType>(schema: I, raw: unknown): z.output<I> {
  refuseEndless(raw);
  const { input, faults } = keptInput(schema, raw ?? {});
  if (faults.length > 0) throw refused(faults);
  const parsed = schema.safeParse(input, { error: plainWords });
  if (parsed.success) return parsed.data;
  const fields: FieldError[] = parsed.error.issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map((key) => ({
          field: [...issue.path, key].join('.'),
          message: 'is not a field of this command',
        }))
      : [{ field: issue.path.join('.'), message: issue.message }],
  );
  throw refused(fields);
}

/** A body may hold thousands of faults; whoever sent it reads the first ones. */
const TOLD = 50;

function refused(fields: readonly FieldError[]): Error {
  const told = fields.slice(0, TOLD);
  const names = [...new Set(told.map(({ field }) => field || 'body'))].join(', ');
  return commonErrors.validation_failed(`Not accepted: ${names}.`, { fields: told });
}

/** Deeper than any input of ours; what walks inputs may then recurse. */
const DEEPEST = 40;

/** Nesting without end, which no program should walk. */
function refuseEndless(raw: unknown): void {
  const left: { value: unknown; depth: number }[] = [{ value: raw, depth: 0 }];
  for (let next = left.pop(); next; next = left.pop()) {
    const { value, depth } = next;
    if (depth > DEEPEST) throw commonErrors.validation_failed('The body is nested too deeply.');
    if (typeof value !== 'object' || value === null) continue;
    for (const member of Object.values(value)) left.push({ value: member, depth: depth + 1 });
  }
}
