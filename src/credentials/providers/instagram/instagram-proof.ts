import { z } from 'zod';

import type { SecretText } from '../../../platform/vault/secret-text.js';
import { unexpectedAnswer } from '../meta/graph-answer.js';
import type { GraphClient } from '../meta/graph-client.js';
import { endedBy, hasEnded, rejectedFor, type Ended } from '../meta/graph-ended.js';
import { missingScopes } from '../meta/granted-scopes.js';
import { INSTAGRAM_REQUIRED, type MetaApp } from '../meta/meta-app.js';
import { pagesOf } from '../meta/page-accounts.js';
import { factsOf, reaches, type TokenFacts } from '../meta/token-facts.js';
import type { SecretOf } from '../platforms.js';
import type { ProviderAccount } from '../test-report.js';

const STEP = 'the Instagram account';
const account = z.looseObject({ id: z.string(), username: z.string() });
const limit = z.looseObject({ data: z.array(z.looseObject({ quota_usage: z.number() })).min(1) });

export interface InstagramProof extends TokenFacts {
  readonly account: ProviderAccount;
}

/** Token, account and the right to publish, in this order; the first that fails ends it. */
export async function proveInstagram(
  client: GraphClient,
  app: MetaApp,
  { accessToken, accountId }: SecretOf<'instagram'>,
  now: Date,
): Promise<InstagramProof | Ended> {
  const facts = await factsOf(client, app, accessToken, now);
  if (hasEnded(facts)) return facts;
  const missing = await missingScopes(client, accessToken, facts, INSTAGRAM_REQUIRED);
  if (missing) return missing;
  const chosen = accountId?.reveal() ?? (await onlyAccount(client, accessToken));
  if (typeof chosen !== 'string') return chosen;
  const isMeant = ['instagram_basic', 'instagram_content_publish'].every((scope) =>
    reaches(facts, scope, chosen),
  );
  if (!isMeant) return rejectedFor('not_linked', STEP, { providerCode: 'granular_scopes' });
  const found = await accountOf(client, accessToken, chosen);
  if (hasEnded(found)) return found;
  return (await mayPublish(client, accessToken, chosen)) ?? { ...facts, account: found };
}

/** For an integration that named no account: the only one there is. */
async function onlyAccount(client: GraphClient, token: SecretText): Promise<string | Ended> {
  const pages = await pagesOf(client, token);
  if (hasEnded(pages)) return pages;
  const [first, ...others] = pages.flatMap(({ instagram }) => (instagram ? [instagram.id] : []));
  if (first === undefined)
    return rejectedFor('wrong_account_type', STEP, { providerCode: 'no_linked_account' });
  return others.length === 0 ? first : rejectedFor('not_linked', STEP, { providerCode: 'not_chosen' });
}

async function accountOf(
  client: GraphClient,
  token: SecretText,
  id: string,
): Promise<ProviderAccount | Ended> {
  const verdict = await client.get(token, `/${encodeURIComponent(id)}`, { fields: 'id,username,name' });
  if (verdict.kind !== 'success') return endedBy(verdict, STEP);
  const read = account.safeParse(verdict.body);
  if (!read.success) return endedBy(unexpectedAnswer, STEP);
  return { id: read.data.id, name: `@${read.data.username.slice(0, 200)}` };
}

/** Graph tells what is left of today's posts to nobody who may not publish; asking spends none of it. */
async function mayPublish(client: GraphClient, token: SecretText, id: string): Promise<Ended | null> {
  const step = 'the right to publish';
  const path = `/${encodeURIComponent(id)}/content_publishing_limit`;
  const verdict = await client.get(token, path, { fields: 'quota_usage,config' });
  if (verdict.kind !== 'success') return endedBy(verdict, step);
  return limit.safeParse(verdict.body).success ? null : endedBy(unexpectedAnswer, step);
}
