import { FRESH_MS } from '../../credentials/freshness.js';
import type { CredentialView, TestView } from '../../credentials/credential.views.js';
import { platformTitle } from '../runbook/credential-steps.js';
import type { PlatformValidation, ScopeStanding, TestLine } from '../validation-view.js';

/** What a platform asks for: from its tester, empty where it is not offered here. */
export interface PlatformRules {
  readonly required: readonly string[];
  readonly forbidden: readonly string[];
}

export interface Standing {
  readonly platform: string;
  readonly required: boolean;
  readonly rules: PlatformRules;
  /** The live one; none while the platform is not connected. */
  readonly credential: CredentialView | undefined;
  /** Newest first. */
  readonly tests: readonly TestView[];
}

/** One platform's line of the validation page, judged at `now`. */
export function validationOf(
  { platform, required, rules, credential, tests }: Standing,
  now: Date,
): Omit<PlatformValidation, 'actions'> {
  const last = tests.find(({ status }) => status === 'done');
  const failed = last !== undefined && last.outcome !== 'ok';
  return {
    platform,
    title: platformTitle(platform),
    required,
    status: credential?.status ?? 'missing',
    environment: credential?.environment ?? null,
    testing: tests.some(({ status }) => status === 'queued' || status === 'running'),
    lastValidatedAt: iso(credential?.lastValidatedAt),
    fresh: isFresh(credential, now),
    scopes: scopesOf(rules, credential, last),
    account: credential ? accountOf(credential) : null,
    setAt: iso(credential?.setAt),
    rotateBy: iso(credential?.rotateBy),
    expiresAt: iso(credential?.expiresAt),
    cause: failed ? last.message : null,
    remedy: failed ? last.remedy : [],
    warnings: last?.warnings.map(({ cause }) => cause) ?? [],
    tests: tests.map(lineOf),
  };
}

function isFresh(credential: CredentialView | undefined, now: Date): boolean {
  const at = credential?.status === 'active' ? credential.lastValidatedAt : null;
  return at !== null && at !== undefined && now.getTime() - at.getTime() <= FRESH_MS;
}

/** A refused test names what is missing; a passed one proved what the credential holds. */
function scopesOf(
  { required, forbidden }: PlatformRules,
  credential: CredentialView | undefined,
  last: TestView | undefined,
): ScopeStanding[] {
  const granted = credential?.scopes ?? [];
  const missing = last?.missing ?? [];
  const standing = (name: string): ScopeStanding['standing'] => {
    if (missing.includes(name)) return 'missing';
    if (granted.includes(name)) return 'granted';
    return granted.length > 0 ? 'missing' : 'unknown';
  };
  const given = (last?.forbidden ?? []).filter((name) => forbidden.includes(name));
  return [
    ...required.map((name) => ({ name, standing: standing(name) })),
    ...given.map((name) => ({ name, standing: 'forbidden' as const })),
  ];
}

function accountOf({ accountId, accountName }: CredentialView): string | null {
  if (accountName && accountId) return `${accountName} (${accountId})`;
  return accountName ?? accountId;
}

function lineOf({
  id,
  createdAt,
  startedAt,
  endedAt,
  trigger,
  status,
  outcome,
  ...test
}: TestView): TestLine {
  return {
    id,
    at: createdAt.toISOString(),
    trigger,
    outcome: outcome ?? status,
    code: test.code,
    tookMs: startedAt && endedAt ? endedAt.getTime() - startedAt.getTime() : null,
    seenAddress: test.observedAddress,
  };
}

const iso = (at: Date | null | undefined): string | null => at?.toISOString() ?? null;
