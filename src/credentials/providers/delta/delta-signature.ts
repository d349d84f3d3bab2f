import { createHmac } from 'node:crypto';

import type { SecretText } from '../../../platform/vault/secret-text.js';

export interface SignedParts {
  /** Upper case. */
  method: string;
  /** Unix seconds, decimal. The exchange accepts it for 5 seconds. */
  timestamp: string;
  /** With `/v2`, without query. */
  path: string;
  /** With its leading `?`, exactly as sent; empty for none. */
  query: string;
  /** The exact bytes sent; empty for none. */
  body: string;
}

/** Delta's request signature: hex HMAC-SHA256 over the parts joined without separators (providers.md 1.2). */
export function signDelta(secret: SecretText, parts: SignedParts): string {
  const prehash = parts.method + parts.timestamp + parts.path + parts.query + parts.body;
  return createHmac('sha256', secret.reveal()).update(prehash).digest('hex');
}
