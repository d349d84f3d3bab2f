import type { z } from 'zod';

import type { ProviderHttp } from '../../platform/http/provider-http.js';
import type { OfferedPlatform, SecretOf } from './platforms.js';
import type { SetupGuide } from './setup-guide.js';
import type { TestFailure, TestReport, WarningCode } from './test-report.js';

export interface TestContext {
  /** The end of the job: its abort rejects the test. */
  signal: AbortSignal;
  /** The system clock: signatures follow the real time, not the business clock. */
  clock: { now(): Date };
  http: ProviderHttp;
}

/** One input of the connect form. */
export interface SecretField {
  name: string;
  title: string;
  description: string;
}

export type ParsedSecret<S> =
  { ok: true; secret: S } | { ok: false; failure: TestFailure; problems: { field: string; text: string }[] };

/** What happened and what to do, in words for ops and customers. */
export interface Guidance {
  cause: string;
  remedy: string[];
}

/**
 * One platform's connection test. It changes nothing at the provider: it reads, and proves the right to act
 * by a request that can have no effect (see each tester).
 */
export interface ConnectionTester<P extends OfferedPlatform> {
  readonly platform: P;
  readonly required: readonly string[];
  readonly forbidden: readonly string[];
  readonly fields: readonly SecretField[];
  /** Limits given beside the secret, and what the form starts with. */
  readonly settings: z.ZodType<Record<string, unknown>>;
  readonly settingsDefaults: Readonly<Record<string, unknown>>;
  /** Which installation of the platform this is: `production`, `demo`, `sandbox`. */
  readonly environment: string;
  /** Tests a minute that stay well within the provider's limits. */
  readonly perMinute: number;
  /** Trims ends and refuses what cannot be a secret, before any call. Messages never quote the input. */
  parseSecret(input: unknown): ParsedSecret<SecretOf<P>>;
  /** @throws only the reason of `ctx.signal`; whatever the provider does is a report. */
  test(secret: SecretOf<P>, ctx: TestContext): Promise<TestReport>;
  /** @param ourAddresses where our requests come from, for the key's whitelist */
  guide(ourAddresses: readonly string[]): SetupGuide;
  explain(failure: TestFailure, ourAddresses: readonly string[]): Guidance;
  explainWarning(warning: WarningCode): Guidance;
}
