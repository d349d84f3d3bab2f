import type { PlatformName } from '../../../agents/platform-names.js';
import type { SecretText } from '../../../platform/vault/secret-text.js';
import type { TestContext } from '../test-context.js';
import type { LettingGo, RestingOn } from '../token-renewal.js';
import { GraphClient } from './graph-client.js';
import { hasEnded } from './graph-ended.js';
import { FACEBOOK_REQUIRED, INSTAGRAM_REQUIRED, type MetaApp, WHATSAPP_REQUIRED } from './meta-app.js';
import { factsOf } from './token-facts.js';

const NEEDED: Partial<Record<PlatformName, readonly string[]>> = {
  facebook: FACEBOOK_REQUIRED,
  instagram: INSTAGRAM_REQUIRED,
  whatsapp: WHATSAPP_REQUIRED,
};

export interface MetaLettingGo {
  readonly platform: 'facebook' | 'instagram';
  readonly token: SecretText;
  readonly restingOn: RestingOn;
}

/**
 * Gives back what a person permitted us. At Meta a permission is the person's to our app, whatever page it was
 * chosen for: taken back, it is gone for every connection of theirs, the other platform and other customers too.
 * So only what no other connection needs is taken back: all of it with the last one.
 */
export async function letGoOfMeta(
  app: MetaApp,
  ctx: TestContext,
  { platform, token, restingOn }: MetaLettingGo,
): Promise<LettingGo | 'shared'> {
  const client = new GraphClient(app, ctx);
  const facts = await factsOf(client, app, token, ctx.clock.now());
  if (hasEnded(facts) || facts.holderId === null) return 'not_told';
  const unneeded = unneededOf(platform, await restingOn(facts.holderId));
  if (unneeded?.length === 0) return 'shared';
  const permissions = unneeded ?? [undefined];
  const kinds: string[] = [];
  for (const permission of permissions) kinds.push((await client.takeBack(facts.holderId, permission)).kind);
  return kinds.every((kind) => kind === 'success') ? 'told' : 'not_told';
}

/** Null: all of them. */
function unneededOf(platform: 'facebook' | 'instagram', others: readonly PlatformName[]): string[] | null {
  if (others.length === 0) return null;
  const needed = others.flatMap((other) => NEEDED[other] ?? []);
  return (NEEDED[platform] ?? []).filter((scope) => !needed.includes(scope));
}
