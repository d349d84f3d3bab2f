import { Injectable } from '@nestjs/common';

import { SystemClock } from '../../platform/clocks/system-clock.js';
import type { Tx } from '../../platform/unit-of-work/tx.js';
import { Vault } from '../../platform/vault/vault.js';
import { CredentialRepository } from '../credential.repository.js';
import { ConnectionTesters } from '../providers/connection-testers.js';
import { BY_REFRESH_TOKEN } from '../providers/token-renewal.js';
import { renewWhen } from '../renewal/renew-when.js';
import type { CredentialToken } from './credential-token.entity.js';
import { CredentialTokens } from './credential-tokens.repository.js';

/** Platforms tell an end in whole seconds, and by clocks of their own. */
const SAME_END_MS = 3_600_000;

export interface TokenOfSet {
  readonly setId: string;
  readonly credentialId: string;
}

/**
 * When tokens end, and when they are renewed. Platforms speak of real time; what we do about it is planned by the
 * business clock, which in the sandbox may be ahead: what is left of a token's life is the same by both.
 */
@Injectable()
export class TokenLives {
  constructor(
    private readonly tokens: CredentialTokens,
    private readonly credentials: CredentialRepository,
    private readonly testers: ConnectionTesters,
    private readonly vault: Vault,
    private readonly clock: SystemClock,
  ) {}

  /** A set of tokens that came in. */
  async keep(tx: Tx, of: TokenOfSet, accessExpiresAt: Date | null): Promise<CredentialToken> {
    return this.tokens.add(tx.em, {
      ...of,
      ...(await this.life(tx, of, accessExpiresAt)),
      unansweredSince: null,
    });
  }

  /** What a passing test said of its end. Null: nothing is known of one. */
  async tested(tx: Tx, of: TokenOfSet, said: Date | null): Promise<CredentialToken | null> {
    const known = await this.tokens.find(tx.em, of.setId);
    if (said === null) return known;
    if (!known) return this.keep(tx, of, said);
    if (isSame(known.accessExpiresAt ?? null, said)) return known;
    return Object.assign(known, await this.life(tx, of, said));
  }

  /** It was renewed. */
  async renewed(tx: Tx, token: CredentialToken, accessExpiresAt: Date | null): Promise<void> {
    Object.assign(token, await this.life(tx, token, accessExpiresAt), { unansweredSince: null });
  }

  /** Whether it is to be renewed before anything else is done with it. */
  isDue({ renewDueAt, accessExpiresAt }: CredentialToken, now: Date): boolean {
    if (!renewDueAt) return false;
    return renewDueAt <= now || this.isOver(accessExpiresAt);
  }

  /** Whether it works no more. */
  isOver(accessExpiresAt: Date | null | undefined): boolean {
    return accessExpiresAt !== null && accessExpiresAt !== undefined && accessExpiresAt <= this.clock.now();
  }

  private async life(tx: Tx, { setId, credentialId }: TokenOfSet, accessExpiresAt: Date | null) {
    if (accessExpiresAt === null) return { accessExpiresAt, endsAt: null, renewDueAt: null };
    const left = accessExpiresAt.getTime() - this.clock.now().getTime();
    const endsAt = new Date(tx.now.getTime() + left);
    const { platform } = await this.credentials.get(tx.em, credentialId);
    const { by, leadMs } = this.testers.for(platform).renewal ?? BY_REFRESH_TOKEN;
    const isRenewable = (await this.vault.fieldsOf(tx.em, setId)).includes(by);
    return { accessExpiresAt, endsAt, renewDueAt: isRenewable ? renewWhen(endsAt, tx.now, leadMs) : null };
  }
}

const isSame = (known: Date | null, said: Date): boolean =>
  known !== null && Math.abs(known.getTime() - said.getTime()) < SAME_END_MS;
