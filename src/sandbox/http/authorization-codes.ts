import { createHash, randomBytes } from 'node:crypto';

/** What a code was given for; all of it is compared when it is exchanged. */
export interface CodeGrant {
  readonly clientId: string;
  readonly redirectUri: string;
  readonly scenario: string;
  readonly scopes: readonly string[];
  /** S256 challenge (RFC 7636); null where none was sent. */
  readonly challenge: string | null;
  /** Whether a refresh token was asked for in a way that gives one. */
  readonly lasting?: boolean;
}

const LIVES_MS = 10 * 60_000;

/** Authorization codes of a stand-in: each is exchanged once, by whom and for what it was given (RFC 6749, 4.1.3). */
export class AuthorizationCodes {
  private readonly codes = new Map<string, CodeGrant & { readonly until: number }>();

  constructor(private readonly clock: { now(): Date }) {}

  issue(grant: CodeGrant): string {
    const code = `code_${randomBytes(24).toString('base64url')}`;
    this.codes.set(code, { ...grant, until: this.clock.now().getTime() + LIVES_MS });
    return code;
  }

  /** Null for a code that is unknown, used, over, another app's or address's, or without its verifier. */
  redeem(form: URLSearchParams): CodeGrant | null {
    const code = form.get('code') ?? '';
    const grant = this.codes.get(code);
    this.codes.delete(code);
    if (!grant || grant.until < this.clock.now().getTime()) return null;
    if (form.get('client_id') !== grant.clientId || form.get('redirect_uri') !== grant.redirectUri)
      return null;
    const verifier = form.get('code_verifier');
    if (grant.challenge === null) return grant;
    const proven =
      createHash('sha256')
        .update(verifier ?? '')
        .digest('base64url') === grant.challenge;
    return proven ? grant : null;
  }
}
