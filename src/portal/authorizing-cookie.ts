import type { CookieOptions } from 'express';
import { AUTHORIZATION_MS } from '../credentials/oauth/oauth-states.js';

/**
 * Binds the state of an authorization to the browser that began it. Where we speak TLS browsers take it from this very
 * host only, and over TLS only: `__Host-` (RFC 6265bis, 4.1.3.2), which wants the path `/`.
 */
export interface AuthorizingCookie {
  readonly name: string;
  readonly options: CookieOptions;
  /** What the browser sent; empty without it. */
  readonly read: (header: string | undefined) => string;
}

export function authorizingCookie(secure: boolean): AuthorizingCookie {
  const name = secure ? '__Host-authorizing' : 'authorizing';
  const path = secure ? '/' : '/connect';
  const sent = new RegExp(`(?:^|;\\s*)${name}=([\\w-]{20,100})(?:;|$)`);
  return {
    name,
    options: { path, httpOnly: true, sameSite: 'lax', secure, maxAge: AUTHORIZATION_MS },
    read: (header = '') => sent.exec(header)?.[1] ?? '',
  };
}
