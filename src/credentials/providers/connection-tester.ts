import type { z } from 'zod';

import type { Guidance } from './guidance.js';
import type { OAuthDoor } from './oauth-door.js';
import type { OfferedPlatform, SecretOf } from './platforms.js';
import type { SetupGuide } from './setup-guide.js';
import type { TestContext } from './test-context.js';
import type { LettingGo, RenewalReport, RenewalTerms, RestingOn } from './token-renewal.js';
import type { TestFailure, TestReport, WarningCode } from './test-report.js';

/** One input of the connect form. */
export interface SecretField {
  name: string;
  title: string;
  description: string;
}

export type ParsedSecret<S> =
  { ok: true; secret: S } | { ok: false; failure: TestFailure; problems: { field: string; text: string }[] };

/**
 * One platform's connection test. It changes nothing at the provider: it reads, and proves the right to act
 * by a request that can have no effect (see each tester).
 */
export interface ConnectionTester<P extends OfferedPlatform> {
  readonly platform: P;
  readonly required: readonly string[];
  readonly forbidden: readonly string[];
  readonly fields: readonly SecretField[];
  /** Fields of the secret that only name an account, and may be spoken of. */
  readonly identifiers: readonly string[];
  /** How the customer lets us in without pasting anything; null where they paste a key. */
  readonly oauth: OAuthDoor | null;
  /** Limits given beside the secret, and what the form starts with. */
  readonly settings: z.ZodType<Record<string, unknown>>;
  readonly settingsDefaults: Readonly<Record<string, unknown>>;
  /** Which installation of the platform this is: `production`, `demo`, `sandbox`. */
  readonly environment: string;
  /** Tests a minute that stay well within the provider's limits. */
  readonly perMinute: number;
  /** Unless given: by a refresh token, 15 minutes before the end. */
  readonly renewal?: RenewalTerms;
  /** Trims ends and refuses what cannot be a secret, before any call. Messages never quote the input. */
  parseSecret(input: unknown): ParsedSecret<SecretOf<P>>;
  /** @throws only the reason of `ctx.signal`; whatever the provider does is a report. */
  test(secret: SecretOf<P>, ctx: TestContext): Promise<TestReport>;
  /**
   * Gets a new access token before the old one ends (RFC 6749, 6). Null: this secret holds nothing to renew it by,
   * so a person has to give a new one. What it renews by is said by `renewal`: a set without that field is not asked.
   */
  renew(secret: SecretOf<P>, ctx: TestContext): Promise<RenewalReport> | null;
  /**
   * Tells the platform that we let go (RFC 7009 where it has it). Our copy is gone whatever it answers.
   *
   * @param restingOn who else would lose the permission, where it is a person's and not a connection's
   * @returns `shared`: nothing was taken back, since others need all of it
   */
  letGo(secret: SecretOf<P>, ctx: TestContext, restingOn: RestingOn): Promise<LettingGo | 'shared'>;
  /** @param ourAddresses where our requests come from, for the key's whitelist */
  guide(ourAddresses: readonly string[]): SetupGuide;
  explain(failure: TestFailure, ourAddresses: readonly string[]): Guidance;
  explainWarning(warning: WarningCode): Guidance;
}
