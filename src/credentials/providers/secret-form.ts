import { z } from 'zod';

import { SecretText } from '../../platform/vault/secret-text.js';
import type { ParsedSecret, SecretField } from './connection-tester.js';
import { failure } from './test-report.js';

// Copying from a web page brings spaces, line ends and invisible marks along (runbook, Issue 2).
const ENDS = /^[\s\u200b-\u200d\u2060\ufeff]+|[\s\u200b-\u200d\u2060\ufeff]+$/g;
const NEEDED = 'Paste it here: this field is required.';

/** A key, token or id as people paste it: ends are trimmed, inner whitespace is refused before any call. */
export const pasted = (max: number) =>
  z
    .string({ error: NEEDED })
    .transform((text) => text.replace(ENDS, ''))
    .pipe(
      z
        .string()
        .min(1, { error: NEEDED, abort: true })
        .max(max, {
          error: 'This is too long. Copy only the key or the secret, nothing around it.',
          abort: true,
        })
        .refine((text) => !/\s/.test(text), {
          error: 'There is a space or line break inside. Copy it again with the copy button.',
          abort: true,
        })
        .regex(/^[\x21-\x7e]+$/, {
          error: 'There is a character in it that keys never have. Copy it again with the copy button.',
        }),
    );

type Pasted = z.ZodType<string | undefined>;
type Secrets<Shape extends Record<string, Pasted>> = {
  readonly [Name in keyof Shape]: undefined extends z.output<Shape[Name]>
    ? SecretText | undefined
    : SecretText;
};

export interface SecretForm<Shape extends Record<string, Pasted>> {
  readonly fields: readonly SecretField[];
  readonly parse: (input: unknown) => ParsedSecret<Secrets<Shape>>;
}

/** What a platform's secret consists of; each field says what it is by its `meta`. */
export function secretForm<Shape extends Record<string, Pasted>>(shape: Shape): SecretForm<Shape> {
  const schema = z.strictObject(shape);
  const fields = Object.entries(shape).map(([name, field]) => {
    const { title = name, description = '' } = field.meta() ?? {};
    return { name, title, description };
  });
  const taken = `Only ${fields.map(({ title }) => title).join(' and ')} are taken.`;
  return {
    fields,
    parse: (input) => {
      const parsed = schema.safeParse(input);
      if (parsed.success) return { ok: true, secret: sealed(parsed.data) as Secrets<Shape> };
      const problems = parsed.error.issues.map((issue) => ({
        field: issue.path.join('.'),
        text: issue.code === 'unrecognized_keys' ? taken : issue.message,
      }));
      return { ok: false, failure: failure('malformed_input', 'reading the input'), problems };
    },
  };
}

const sealed = (found: object): Record<string, SecretText> =>
  Object.fromEntries(
    Object.entries(found).flatMap(([name, text]) =>
      typeof text === 'string' && text !== '' ? [[name, new SecretText(text)] as const] : [],
    ),
  );
