import { z } from 'zod';
import { SecretText } from '../../../platform/vault/secret-text.js';
import { UNEXPECTED } from './youtube-channels.js';
import type { GoogleRefusal } from './youtube-answer.js';
import type { YouTubeClient } from './youtube-client.js';

const answer = z.looseObject({
  access_token: z.string().min(1).max(4096),
  expires_in: z.number().positive(),
  // Google keeps the one it gave; RFC 6749, section 6, allows a new one.
  refresh_token: z.string().min(1).max(4096).optional(),
});

export type Renewed =
  | {
      readonly kind: 'renewed';
      readonly accessToken: SecretText;
      /** Null: the one that was used stays the one to use. */
      readonly refreshToken: SecretText | null;
      readonly accessExpiresAt: Date;
    }
  | ({ readonly kind: 'rejected' | 'unreachable' } & GoogleRefusal);

/** A new access token by a refresh token. `rejected`: the refresh token is dead, only a person can give another. */
export async function renewedBy(client: YouTubeClient, refresh: SecretText, now: Date): Promise<Renewed> {
  const verdict = await client.refresh(refresh);
  if (verdict.kind !== 'success') return verdict;
  const read = answer.safeParse(verdict.body);
  if (!read.success) return UNEXPECTED;
  const { access_token: access, expires_in: seconds, refresh_token: newer } = read.data;
  return {
    kind: 'renewed',
    accessToken: new SecretText(access),
    refreshToken: newer === undefined ? null : new SecretText(newer),
    accessExpiresAt: new Date(now.getTime() + seconds * 1000),
  };
}
