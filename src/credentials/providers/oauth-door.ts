import type { HttpOutcome } from '../../platform/http/http-outcome.js';
import type { SecretText } from '../../platform/vault/secret-text.js';
import type { Guidance } from './guidance.js';
import type { TestContext } from './test-context.js';
import type { TestFailure } from './test-report.js';

/** What a token endpoint gave. */
export interface OAuthTokens {
  readonly accessToken: SecretText;
  readonly refreshToken: SecretText | null;
  /** When the access token ends, as the platform said; null where it said nothing. */
  readonly accessExpiresAt: Date | null;
  /** Scopes the answer names; null where it names none. */
  readonly scopes: readonly string[] | null;
}

/** A page, channel or organization that the customer's grant reaches. */
export interface AccountChoice {
  /** The platform's own id. */
  readonly id: string;
  readonly name: string;
  /** What tells two of the same name apart: a handle, a page. */
  readonly detail: string | null;
  /** Why it cannot be the one, in words; null: it can. */
  readonly unusable: string | null;
}

/** What a grant turned out to open. */
export type OpenedGrant =
  | {
      readonly ok: true;
      /**
       * The vault's fields of this platform, all but `accountId`. A field `name@account` belongs to one account; those
       * of the others are deleted once one is chosen.
       */
      readonly secret: Readonly<Record<string, SecretText>>;
      /** When the access token in it ends and has to be renewed; null where it does not. */
      readonly accessExpiresAt: Date | null;
      /** Never empty: nothing to choose from is a failure of its own. */
      readonly accounts: readonly AccountChoice[];
    }
  | { readonly ok: false; readonly failure: TestFailure };

/**
 * A platform's OAuth 2.0 code flow (RFC 6749, 4.1): the customer authorizes at the platform and comes back with a
 * code. Ids and secrets of our app there are configuration.
 */
export interface OAuthDoor {
  /** The button: "Authorize with Facebook". */
  readonly button: string;
  readonly authorizationUrl: string;
  readonly tokenUrl: string;
  readonly clientId: string;
  readonly clientSecret: SecretText;
  readonly scopes: readonly string[];
  /** Between scopes in the authorization request: a space by RFC 6749, a comma at Meta. */
  readonly separator: ' ' | ',';
  /** Whether the platform's web flow takes a code challenge (RFC 7636, S256). */
  readonly pkce: boolean;
  /** More parameters of the authorization request: `access_type=offline`. */
  readonly parameters: Readonly<Record<string, string>>;
  /** What it means when the customer comes back without a code; `error` is the platform's word. */
  explainDenial(error: string): Guidance;
  /** Why the token endpoint gave nothing, where it does not speak RFC 6749, 5.2; null: this answer does not tell. */
  readRefusal?(outcome: HttpOutcome): TestFailure | null;
  /**
   * Reads what the grant reaches, and makes its tokens last where the platform has a call for that.
   *
   * @throws only the reason of `ctx.signal`; whatever the platform does is an answer
   */
  open(tokens: OAuthTokens, ctx: TestContext): Promise<OpenedGrant>;
}
