import { randomBytes } from 'node:crypto';
import type { CodeGrant } from '../http/authorization-codes.js';
import { STAND_IN_APP } from '../http/stand-in-app.js';
import type { StandInReply } from '../http/stand-in-server.js';
import {
  accessTokenOf,
  GOOGLE_SCENARIOS,
  readAccessToken,
  readRefreshToken,
  refreshTokenOf,
  type GoogleToken,
} from './google-scenarios.js';

const HOUR = 3_600;

/** Tokens of the stand-in: given, renewed, looked at, taken back. */
export class GoogleTokens {
  private readonly revoked = new Set<string>();
  private readonly usedOnce = new Set<string>();

  constructor(private readonly clock: { now(): Date }) {}

  /** Null for a customer that the stand-in does not know. */
  give({ scenario, scopes, lasting = false }: CodeGrant): StandInReply | null {
    const known = GOOGLE_SCENARIOS.find(({ name }) => name === scenario);
    if (!known) return null;
    const token: GoogleToken = {
      scenario: known.name,
      scopes,
      grant: nonce(),
      from: 'code',
      issuedAt: this.seconds(),
    };
    return this.answer(token, lasting ? { refresh_token: refreshTokenOf(token) } : {});
  }

  /** Null for a refresh token that is dead or never was; Google does not tell which. */
  renew(refresh: string): StandInReply | null {
    const found = readRefreshToken(refresh);
    if (!found || found.scenario === 'refresh_dead' || this.revoked.has(found.grant)) return null;
    return this.answer({ ...found, from: 'renewal', issuedAt: this.seconds() }, {});
  }

  info(access: string): StandInReply {
    const found = this.alive(access);
    if (!found) return invalidToken;
    const aud = found.scenario === 'other_aud' ? 'another-app' : STAND_IN_APP.clientId;
    const end = found.issuedAt + HOUR;
    const body = {
      azp: aud,
      aud,
      scope: found.scopes.join(' '),
      exp: String(end),
      expires_in: String(end - this.seconds()),
      access_type: 'offline',
    };
    return { status: 200, body };
  }

  /** The whole grant goes, whichever of its tokens is named. */
  revoke(token: string): StandInReply {
    const found = readAccessToken(token) ?? readRefreshToken(token);
    if (!found || this.revoked.has(found.grant)) return invalidToken;
    this.revoked.add(found.grant);
    return { status: 200, body: {} };
  }

  /** The token behind a request to an API; null for one that is no good. */
  use(access: string): GoogleToken | null {
    const found = this.alive(access);
    if (found?.scenario === 'access_expired_refresh_ok' && found.from === 'code') this.usedOnce.add(access);
    return found;
  }

  private alive(access: string): GoogleToken | null {
    const found = readAccessToken(access);
    if (!found || this.revoked.has(found.grant) || this.usedOnce.has(access)) return null;
    const issuedAt = found.issuedAt || this.seconds() - 60;
    const isOver = found.scenario === 'access_expired_refresh_ok' && found.issuedAt === 0;
    return isOver || issuedAt + HOUR <= this.seconds() ? null : { ...found, issuedAt };
  }

  private answer(token: GoogleToken, more: object): StandInReply {
    return {
      status: 200,
      body: {
        access_token: accessTokenOf(token, nonce()),
        expires_in: HOUR - 1,
        scope: token.scopes.join(' '),
        token_type: 'Bearer',
        ...more,
      },
    };
  }

  private seconds(): number {
    return Math.floor(this.clock.now().getTime() / 1000);
  }
}

const nonce = (): string => randomBytes(12).toString('base64url');

const invalidToken: StandInReply = {
  status: 400,
  body: { error: 'invalid_token', error_description: 'Invalid Value' },
};
