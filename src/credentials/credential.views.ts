import { PLATFORM_TITLES } from '../agents/platform-names.js';
import type { CredentialTest } from './credential-test.entity.js';
import type { Credential } from './credential.entity.js';
import type { ConnectionTester } from './providers/connection-tester.js';
import type { Guidance } from './providers/guidance.js';
import type { OfferedPlatform } from './providers/platforms.js';
import type { FailureCode, TestFailure, WarningCode } from './providers/test-report.js';

/** The runbook's line for a passed test (Step 8). */
export const SUCCESS_LINE = '✓ Connection successful, permissions validated';

/** A test as pages and REST show it. */
export interface TestView {
  id: string;
  credentialId: string;
  customerId: string;
  platform: string;
  trigger: string;
  status: string;
  outcome: string | null;
  code: string | null;
  /** One line: the runbook's success line, or the cause. */
  message: string | null;
  /** What to do, in order. */
  remedy: string[];
  missing: string[];
  forbidden: string[];
  warnings: (Guidance & { code: string })[];
  observedAddress: string | null;
  attempt: number;
  createdAt: Date;
  startedAt: Date | null;
  endedAt: Date | null;
}

/** A credential as pages and REST show it; no field of it is secret. */
export interface CredentialView {
  id: string;
  customerId: string;
  platform: string;
  platformTitle: string;
  status: string;
  environment: string;
  accountId: string | null;
  accountName: string | null;
  scopes: string[];
  settings: Record<string, unknown>;
  setAt: Date | null;
  rotateBy: Date | null;
  expiresAt: Date | null;
  lastValidatedAt: Date | null;
  lastFailureCode: string | null;
  createdAt: Date;
  version: number;
  lastTest: TestView | null;
}

type Tester = ConnectionTester<OfferedPlatform>;

export function credentialView(credential: Credential, lastTest: TestView | null): CredentialView {
  return {
    id: credential.id,
    customerId: credential.customerId,
    platform: credential.platform,
    platformTitle: PLATFORM_TITLES[credential.platform],
    status: credential.status,
    environment: credential.environment,
    accountId: credential.accountId ?? null,
    accountName: credential.accountName ?? null,
    scopes: credential.scopes,
    settings: credential.settings,
    setAt: credential.setAt ?? null,
    rotateBy: credential.rotateBy ?? null,
    expiresAt: credential.expiresAt ?? null,
    lastValidatedAt: credential.lastValidatedAt ?? null,
    lastFailureCode: credential.lastFailureCode ?? null,
    createdAt: credential.createdAt,
    version: credential.version,
    lastTest,
  };
}

export function testView(
  test: CredentialTest,
  platform: string,
  tester: Tester,
  ourAddresses: readonly string[],
): TestView {
  const failed = failureOf(test);
  const guidance = failed === null ? null : tester.explain(failed, ourAddresses);
  return {
    id: test.id,
    credentialId: test.credentialId,
    customerId: test.customerId,
    platform,
    trigger: test.trigger,
    status: test.status,
    outcome: test.outcome ?? null,
    code: test.code ?? null,
    message: test.outcome === 'ok' ? SUCCESS_LINE : (guidance?.cause ?? null),
    remedy: guidance?.remedy ?? [],
    missing: test.missing,
    forbidden: test.forbidden,
    warnings: test.warnings.map((code) => ({ code, ...tester.explainWarning(code as WarningCode) })),
    observedAddress: test.observedAddress ?? null,
    attempt: test.attempt,
    createdAt: test.createdAt,
    startedAt: test.startedAt ?? null,
    endedAt: test.endedAt ?? null,
  };
}

/** The failure as the tester reported it, read back from the row. */
export function failureOf(test: CredentialTest): TestFailure | null {
  if (!test.code) return null;
  return {
    code: test.code as FailureCode,
    step: test.step ?? '',
    providerCode: test.providerCode ?? null,
    httpStatus: test.httpStatus ?? null,
    missing: test.missing,
    forbidden: test.forbidden,
    seenAddress: test.observedAddress ?? null,
    skewSeconds: test.skewSeconds ?? null,
    retryAfterMs: test.retryAfterMs ?? null,
  };
}
