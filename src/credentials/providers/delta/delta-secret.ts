import { z } from 'zod';

import { SecretText } from '../../../platform/vault/secret-text.js';
import type { ParsedSecret, SecretField } from '../connection-tester.js';
import type { SecretOf } from '../platforms.js';
import { failure } from '../test-report.js';

// Copying from a web page brings spaces, line ends and invisible marks along (runbook, Issue 2).
const ENDS = /^[\s\u200b-\u200d\u2060\ufeff]+|[\s\u200b-\u200d\u2060\ufeff]+$/g;

const token = z
  .string({ error: 'Paste it here: this field is required.' })
  .transform((text) => text.replace(ENDS, ''))
  .pipe(
    z
      .string()
      .min(1, { error: 'Paste it here: this field is required.', abort: true })
      .max(256, {
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

/** What the connect form takes. */
export const deltaSecretSchema = z.strictObject({
  apiKey: token.meta({
    title: 'API Key',
    description: 'Delta Exchange > Settings > API Management, the key you have just created.',
  }),
  apiSecret: token.meta({
    title: 'API Secret',
    description: 'Shown once, when the key is created. Use the "Show" and copy buttons; do not type it.',
  }),
});

export const deltaSecretFields: readonly SecretField[] = Object.entries(deltaSecretSchema.shape).map(
  ([name, schema]) => {
    const { title = name, description = '' } = schema.meta() ?? {};
    return { name, title, description };
  },
);

export function parseDeltaSecret(input: unknown): ParsedSecret<SecretOf<'delta'>> {
  const parsed = deltaSecretSchema.safeParse(input);
  if (parsed.success) {
    const { apiKey, apiSecret } = parsed.data;
    return { ok: true, secret: { apiKey: new SecretText(apiKey), apiSecret: new SecretText(apiSecret) } };
  }
  const problems = parsed.error.issues.map((issue) => ({
    field: issue.path.join('.'),
    text: issue.code === 'unrecognized_keys' ? 'Only API Key and API Secret are taken.' : issue.message,
  }));
  return { ok: false, failure: failure('malformed_input', 'reading the input'), problems };
}
