import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';

/** Characters; Meta's are some hundred long. */
const MOST = 4_096;
const FORM = /^([\w-]{43})=?\.([\w-]+={0,2})$/;

const payload = z.object({
  algorithm: z.literal('HMAC-SHA256'),
  /** Seconds since 1970. */
  issued_at: z.number().int().positive(),
  user_id: z.string().regex(/^\d{1,32}$/),
});

/** What Meta says of a person who removed our app. */
export interface SignedByMeta {
  readonly userId: string;
  readonly issuedAt: Date;
}

/**
 * Reads Meta's `signed_request`: base64url(signature).base64url(JSON), signed by HMAC-SHA256 with our app's secret
 * over the second part as it stands.
 *
 * @returns null where it is not Meta's: no such form, too long, another algorithm, another signature
 */
export function readSignedRequest(text: unknown, appSecret: string): SignedByMeta | null {
  if (typeof text !== 'string' || text.length > MOST || appSecret === '') return null;
  const [, signature = '', body = ''] = FORM.exec(text) ?? [];
  if (body === '') return null;
  const expected = createHmac('sha256', appSecret).update(body).digest();
  const given = Buffer.from(signature, 'base64url');
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null;
  const said = payload.safeParse(parsed(Buffer.from(body, 'base64url').toString()));
  if (!said.success) return null;
  return { userId: said.data.user_id, issuedAt: new Date(said.data.issued_at * 1000) };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
