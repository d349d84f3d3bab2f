import { z } from 'zod';

import type { SecretText } from '../../../platform/vault/secret-text.js';
import { refusalOf, unexpectedAnswer, type GraphRefusal } from './graph-answer.js';
import type { GraphClient } from './graph-client.js';
import { endedBy, rejectedFor, type Ended } from './graph-ended.js';
import type { MetaApp } from './meta-app.js';

/** What Meta says of a living token of our app. */
export interface TokenFacts {
  /** `USER`, `PAGE`, `APP`, `SYSTEM_USER`. */
  readonly type: string;
  readonly scopes: readonly string[];
  /** Ids that a scope was granted for; null: all of them. */
  readonly targets: ReadonlyMap<string, readonly string[] | null>;
  /** The nearer of the token's end and the end of access to data; null: neither ends. */
  readonly expiresAt: Date | null;
  /** The person on whose permission it rests, by their id for our app. */
  readonly holderId: string | null;
  /** Of a page's token: the page. */
  readonly profileId: string | null;
}

const ids = z.union([z.string(), z.number()]).transform(String);
const answer = z.looseObject({
  data: z.looseObject({
    app_id: ids.optional(),
    type: z.string().optional(),
    is_valid: z.boolean(),
    expires_at: z.number().optional(),
    data_access_expires_at: z.number().optional(),
    scopes: z.array(z.string()).catch([]),
    granular_scopes: z
      .array(z.looseObject({ scope: z.string(), target_ids: z.array(ids).optional() }))
      .catch([]),
    user_id: ids.optional(),
    profile_id: ids.optional(),
    // Here `subcode`, everywhere else `error_subcode`.
    error: z
      .looseObject({
        code: z.number().int(),
        subcode: z.number().int().optional(),
        message: z.string().optional(),
      })
      .optional(),
  }),
});
type TokenData = z.output<typeof answer>['data'];

const STEP = 'the token';

/** Reads a token by `debug_token`: valid, ours, not over. */
export async function factsOf(
  client: GraphClient,
  { clientId }: Pick<MetaApp, 'clientId'>,
  token: SecretText,
  now: Date,
): Promise<TokenFacts | Ended> {
  const verdict = await client.debug(token);
  if (verdict.kind !== 'success')
    return endedBy(verdict.kind === 'rejected' ? ourFault(verdict) : verdict, STEP);
  const read = answer.safeParse(verdict.body);
  if (!read.success) return endedBy(unexpectedAnswer, STEP);
  const { data } = read.data;
  return deadOf(data, clientId, now) ?? livingFacts(data);
}

/** It was asked by our app: a refusal is our fault and says nothing of the customer's token. */
const ourFault = (refusal: GraphRefusal): GraphRefusal => ({
  ...refusal,
  kind: 'unreachable',
  code: 'provider_unavailable',
  providerCode: 'our_app_refused',
});

function deadOf(data: TokenData, clientId: string, now: Date): Ended | null {
  const { app_id: app, error, is_valid: isValid, data_access_expires_at: access = 0 } = data;
  if (app !== undefined && app !== clientId) return rejectedFor('wrong_app', STEP);
  if (error?.code === 100 && /app_?id/i.test(error.message ?? ''))
    return rejectedFor('wrong_app', STEP, { providerCode: '100' });
  if (!isValid) {
    const refusal = error && refusalOf(error, 200);
    return refusal?.kind === 'rejected' ? endedBy(refusal, STEP) : rejectedFor('invalid_token', STEP);
  }
  const isOver = access > 0 && access * 1000 <= now.getTime();
  return isOver ? rejectedFor('expired', STEP, { providerCode: 'data_access_expired' }) : null;
}

function livingFacts(data: TokenData): TokenFacts {
  const ends = [data.expires_at, data.data_access_expires_at].filter((end) => end !== undefined && end > 0);
  return {
    type: data.type ?? '',
    scopes: data.scopes,
    targets: new Map(data.granular_scopes.map((one) => [one.scope, one.target_ids ?? null])),
    expiresAt: ends.length > 0 ? new Date(Math.min(...(ends as number[])) * 1000) : null,
    holderId: data.user_id ?? null,
    profileId: data.profile_id ?? null,
  };
}

/** Whether the scope was granted for this page or account too. */
export function reaches({ targets }: TokenFacts, scope: string, id: string): boolean {
  const chosen = targets.get(scope);
  return chosen === undefined || chosen === null || chosen.includes(id);
}
