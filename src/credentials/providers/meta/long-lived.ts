import { z } from 'zod';

import { SecretText } from '../../../platform/vault/secret-text.js';
import { unexpectedAnswer } from './graph-answer.js';
import type { GraphClient } from './graph-client.js';
import { endedBy, type Ended } from './graph-ended.js';

const answer = z.looseObject({
  access_token: z.string().min(1),
  expires_in: z.number().positive().optional(),
});

export interface LongLived {
  readonly token: SecretText;
  /** As Meta said; null for one without an end. */
  readonly expiresAt: Date | null;
}

/** A person's token for one of about 60 days, while it lives: there is no refresh token at Meta. */
export async function longLived(
  client: GraphClient,
  token: SecretText,
  now: Date,
  step: string,
): Promise<LongLived | Ended> {
  const verdict = await client.exchange(token);
  if (verdict.kind !== 'success') return endedBy(verdict, step);
  const read = answer.safeParse(verdict.body);
  if (!read.success) return endedBy(unexpectedAnswer, step);
  const { access_token: text, expires_in: seconds } = read.data;
  return {
    token: new SecretText(text),
    expiresAt: seconds === undefined ? null : new Date(now.getTime() + seconds * 1000),
  };
}
