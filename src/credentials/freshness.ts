import type { PlatformName } from '../agents/platform-names.js';
import type { Credential } from './credential.entity.js';

/** "Last validated: within last 5 minutes" (runbook, Step 8). */
export const FRESH_MS = 5 * 60_000;

/** How one required platform stands. Only `fresh` lets a trial start; `stale` needs another test first. */
export interface PlatformFreshness {
  platform: PlatformName;
  state: 'missing' | 'pending' | 'expired' | 'invalid' | 'stale' | 'fresh';
  credentialId: string | null;
  lastValidatedAt: Date | null;
  lastFailureCode: string | null;
}

/** How each platform stands at `now`, in the order asked. */
export function freshnessOf(
  platforms: readonly PlatformName[],
  credentials: readonly Credential[],
  now: Date,
): PlatformFreshness[] {
  return platforms.map((platform) => {
    const found = credentials.find((credential) => credential.platform === platform);
    return {
      platform,
      state: found ? stateOf(found, now) : 'missing',
      credentialId: found?.id ?? null,
      lastValidatedAt: found?.lastValidatedAt ?? null,
      lastFailureCode: found?.lastFailureCode ?? null,
    };
  });
}

function stateOf({ status, lastValidatedAt }: Credential, now: Date): PlatformFreshness['state'] {
  if (status === 'disconnected') return 'missing';
  if (status !== 'active') return status;
  const age = lastValidatedAt ? now.getTime() - lastValidatedAt.getTime() : Infinity;
  return age <= FRESH_MS ? 'fresh' : 'stale';
}
