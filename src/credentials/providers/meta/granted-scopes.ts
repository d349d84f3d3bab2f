import { z } from 'zod';

import type { SecretText } from '../../../platform/vault/secret-text.js';
import type { GraphClient } from './graph-client.js';
import { rejectedFor, type Ended } from './graph-ended.js';
import type { TokenFacts } from './token-facts.js';

const rows = z.looseObject({
  data: z.array(z.looseObject({ permission: z.string(), status: z.string() })),
});

/**
 * Null where every required permission was granted. Else which are missing; `declined` where the person unticked
 * each of them, as only their own token can tell.
 */
export async function missingScopes(
  client: GraphClient,
  token: SecretText,
  facts: TokenFacts,
  required: readonly string[],
): Promise<Ended | null> {
  const missing = required.filter((scope) => !facts.scopes.includes(scope));
  if (missing.length === 0) return null;
  const declined = facts.type === 'USER' ? await declinedOf(client, token) : [];
  const isDeclined = missing.every((scope) => declined.includes(scope));
  return rejectedFor('missing_permission', 'the permissions', {
    missing,
    providerCode: isDeclined ? 'declined' : null,
  });
}

/** None where Graph does not tell: it makes the words better, not the verdict. */
async function declinedOf(client: GraphClient, token: SecretText): Promise<string[]> {
  const verdict = await client.get(token, '/me/permissions');
  const read = rows.safeParse(verdict.kind === 'success' ? verdict.body : null);
  if (!read.success) return [];
  return read.data.data.filter(({ status }) => status === 'declined').map(({ permission }) => permission);
}
