import type { z } from 'zod';
import { commonErrors } from '../errors/common-errors.js';
import type { FieldError } from '../errors/app-error.js';

/** Parse a body or throw `validation_failed` (400) naming every field; unknown fields are refused by strict schemas. */
export function parseInput<I extends z.ZodType>(schema: I, raw: unknown): z.output<I> {
  refuseUnkeepable(raw);
  const parsed = schema.safeParse(raw ?? {});
  if (parsed.success) return parsed.data;
  const fields: FieldError[] = parsed.error.issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map((key) => ({
          field: [...issue.path, key].join('.'),
          message: 'is not a field of this command',
        }))
      : [{ field: issue.path.join('.'), message: issue.message }],
  );
  const names = [...new Set(fields.map(({ field }) => field || 'body'))].join(', ');
  throw commonErrors.validation_failed(`Not accepted: ${names}.`, { fields });
}

/** Deeper than any input of ours; what walks inputs may then recurse. */
const DEEPEST = 40;

/** What no text column can hold (NUL) and no program should walk (nesting without end). */
function refuseUnkeepable(raw: unknown): void {
  const left: { value: unknown; path: readonly string[] }[] = [{ value: raw, path: [] }];
  for (let next = left.pop(); next; next = left.pop()) {
    const { value, path } = next;
    if (path.length > DEEPEST) throw commonErrors.validation_failed('The body is nested too deeply.');
    if (typeof value === 'string' && value.includes('\0')) throw nul(path);
    if (typeof value !== 'object' || value === null) continue;
    for (const [name, member] of Object.entries(value)) {
      if (name.includes('\0')) throw nul(path);
      left.push({ value: member, path: [...path, name] });
    }
  }
}

function nul(path: readonly string[]): Error {
  const field = path.join('.');
  const fields = [{ field, message: 'holds a NUL character, which no text has' }];
  return commonErrors.validation_failed(`Not accepted: ${field || 'body'}.`, { fields });
}
