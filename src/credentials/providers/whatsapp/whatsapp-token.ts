import { z } from 'zod';

import type { SecretText } from '../../../platform/vault/secret-text.js';
import { unexpectedAnswer } from '../meta/graph-answer.js';
import { GraphClient } from '../meta/graph-client.js';
import { endedBy, hasEnded, rejectedFor, type Ended } from '../meta/graph-ended.js';
import { missingScopes } from '../meta/granted-scopes.js';
import { WHATSAPP_REQUIRED, type MetaApp } from '../meta/meta-app.js';
import { factsOf, reaches } from '../meta/token-facts.js';
import type { TestContext } from '../test-context.js';

const STEP = 'the token';
/** What Graph says when a proof by an app's secret is wanted, and when a token is another app's business. */
const NOT_OUR_APP = '100';

/** A living token with both permissions, and how to ask by it. */
export interface WhatsAppToken {
  readonly client: GraphClient;
  readonly scopes: readonly string[];
  /** Null: without an end, as tokens of system users are, or not told. */
  readonly expiresAt: Date | null;
  readonly holderId: string | null;
  /** Whether the account was chosen for it; true where Graph does not tell. */
  readonly mayReach: (wabaId: string) => boolean;
}

/**
 * Reads the token by our app. Customers may also give the token of an app of their own, of which our app is told
 * nothing: its permissions are asked of itself then, and what it reaches shows by reaching it (providers.md 5).
 */
export async function readToken(
  app: MetaApp,
  token: SecretText,
  ctx: TestContext,
): Promise<WhatsAppToken | Ended> {
  const client = new GraphClient(app, ctx);
  const facts = await factsOf(client, app, token, ctx.clock.now());
  if (hasEnded(facts)) return isOfTheirApp(facts) ? ofTheirApp(app, token, ctx) : facts;
  if (facts.type === 'PAGE' || facts.type === 'APP')
    return rejectedFor('wrong_account_type', STEP, { providerCode: facts.type });
  const missing = await missingScopes(client, token, facts, WHATSAPP_REQUIRED);
  if (missing) return missing;
  const { scopes, expiresAt, holderId } = facts;
  const mayReach = (wabaId: string) => WHATSAPP_REQUIRED.every((scope) => reaches(facts, scope, wabaId));
  return { client, scopes, expiresAt, holderId, mayReach };
}

const isOfTheirApp = ({ failure: { code, providerCode } }: Ended): boolean =>
  code === 'wrong_app' || providerCode === NOT_OUR_APP;

const permissions = z.looseObject({
  data: z.array(z.looseObject({ permission: z.string(), status: z.string() })),
});

async function ofTheirApp(app: MetaApp, token: SecretText, ctx: TestContext): Promise<WhatsAppToken | Ended> {
  const client = new GraphClient(app, ctx, { proves: false });
  const verdict = await client.get(token, '/me/permissions');
  if (verdict.kind !== 'success') {
    // It wants a proof by a secret that is not ours to have.
    return verdict.providerCode === NOT_OUR_APP
      ? rejectedFor('wrong_app', STEP, { providerCode: NOT_OUR_APP })
      : endedBy(verdict, 'the permissions');
  }
  const read = permissions.safeParse(verdict.body);
  if (!read.success) return endedBy(unexpectedAnswer, 'the permissions');
  const granted = read.data.data.filter(({ status }) => status === 'granted');
  const scopes = granted.map(({ permission }) => permission);
  const missing = WHATSAPP_REQUIRED.filter((scope) => !scopes.includes(scope));
  if (missing.length > 0) return rejectedFor('missing_permission', 'the permissions', { missing });
  return { client, scopes, expiresAt: null, holderId: null, mayReach: () => true };
}
