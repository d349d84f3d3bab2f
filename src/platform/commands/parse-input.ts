import type { z } from 'zod';
import { commonErrors } from '../errors/common-errors.js';
import type { FieldError } from '../errors/app-error.js';

/** Parse a body or throw `validation_failed` (400) naming every field; unknown fields are refused by strict schemas. */
export function parseInput<I extends z.ZodType>(schema: I, raw: unknown): z.output<I> {
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
