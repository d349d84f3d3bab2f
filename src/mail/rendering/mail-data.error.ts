import type { z } from 'zod';

/** A loader gave data that its template cannot be filled with: a mistake in the code, named by field. */
export class MailDataError extends Error {
  override readonly name = 'MailDataError';

  constructor(template: string, cause: z.ZodError) {
    const fields = cause.issues.map(({ path, code }) => `${path.join('.') || 'data'} (${code})`);
    super(`The data for the mail "${template}" does not fit: ${fields.join(', ')}`);
  }
}
