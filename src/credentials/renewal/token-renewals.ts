import { Injectable } from '@nestjs/common';

import type { PlatformName } from '../../agents/platform-names.js';
import { newId } from '../../platform/ids/new-id.js';
import type { Tx } from '../../platform/unit-of-work/tx.js';
import { Vault } from '../../platform/vault/vault.js';
import { CredentialSettlement } from '../credential-settlement.js';
import { credentialRenewalRefused } from '../credential.entries.js';
import { CredentialRepository } from '../credential.repository.js';
import { CredentialTokens } from '../oauth/credential-tokens.repository.js';
import type { CredentialToken } from '../oauth/credential-token.entity.js';
import { TokenLives } from '../oauth/token-lives.js';
import type { TestFailure } from '../providers/test-report.js';
import type { RenewalReport } from '../providers/token-renewal.js';
import type { CredentialRenewal } from './credential-renewal.entity.js';
import { CredentialRenewals } from './credential-renewals.repository.js';
import { renewToken } from './credential-renewal.work.js';
import { askAgainWhen } from './renew-when.js';

/** The platform was never reached: there was no answer to lose. */
const NEVER_SENT: readonly (string | null)[] = ['dns', 'refused', 'tls'];

/** What a renewal sets out to do. */
export interface RenewalBegun {
  readonly platform: PlatformName;
  readonly setId: string;
}

/** Rows of renewals, and what they mean for token and credential. Callers hold the credential's lock. */
@Injectable()
export class TokenRenewals {
  constructor(
    private readonly renewals: CredentialRenewals,
    private readonly tokens: CredentialTokens,
    private readonly lives: TokenLives,
    private readonly credentials: CredentialRepository,
    private readonly vault: Vault,
    private readonly settlement: CredentialSettlement,
  ) {}

  /** A renewal that is due, with its job; the open one is answered again. Null: there is nothing to renew. */
  async ask(tx: Tx, setId: string): Promise<string | null> {
    const token = await this.tokens.find(tx.em, setId);
    if (!token || !this.lives.isDue(token, tx.now)) return null;
    const open = await this.renewals.open(tx.em, setId);
    if (open) return open.id;
    const id = newId();
    const { customerId } = await this.credentials.get(tx.em, token.credentialId);
    this.renewals.add(tx.em, {
      ...{ id, credentialId: token.credentialId, customerId, setId },
      ...{ status: 'queued', outcome: null, code: null, providerCode: null, httpStatus: null },
      ...{ afterLostAnswer: false, attempt: 0, leaseUntil: null, createdAt: tx.now, endedAt: null },
    });
    await tx.em.flush();
    tx.enqueue(renewToken, { id });
    return id;
  }

  /**
   * Before the platform is asked: looks again whether that is still needed, and writes down that it is asked, so
   * that an answer which never gets here is not forgotten. Null: nothing is to be done.
   */
  async begin(tx: Tx, id: string): Promise<RenewalBegun | null> {
    const renewal = await this.renewals.get(tx.em, id);
    const token = await this.tokens.find(tx.em, renewal.setId);
    const { platform, status } = await this.credentials.get(tx.em, renewal.credentialId);
    if (!token || status === 'disconnected' || !this.lives.isDue(token, tx.now)) {
      end(tx, renewal, 'cancelled');
      return null;
    }
    renewal.afterLostAnswer ||= Boolean(token.unansweredSince);
    token.unansweredSince ??= tx.now;
    return { platform, setId: renewal.setId };
  }

  /** Whether its token works no more. */
  async isOver(tx: Tx, setId: string): Promise<boolean> {
    return this.lives.isOver((await this.tokens.find(tx.em, setId))?.accessExpiresAt);
  }

  /** Nobody answered; another attempt follows. */
  async unanswered(tx: Tx, id: string, failure: TestFailure): Promise<void> {
    const { setId } = await this.renewals.get(tx.em, id);
    const token = await this.tokens.find(tx.em, setId);
    if (token) note(token, failure);
  }

  /** Writes the end. `gone`: the set was replaced meanwhile. Null: it holds nothing to renew it by. */
  async settle(tx: Tx, id: string, report: RenewalReport | 'gone' | null): Promise<void> {
    const renewal = await this.renewals.get(tx.em, id);
    const token = await this.tokens.find(tx.em, renewal.setId);
    if (report === 'gone' || !token) {
      end(tx, renewal, 'cancelled');
      return;
    }
    if (report === null) {
      Object.assign(token, { renewDueAt: null, unansweredSince: null });
      end(tx, renewal, 'cancelled');
      return;
    }
    end(tx, renewal, 'done');
    renewal.outcome = report.outcome;
    if (report.outcome === 'ok') {
      await this.renewed(tx, renewal, token, report);
      return;
    }
    const { code, providerCode, httpStatus } = report.failure;
    Object.assign(renewal, { code, providerCode, httpStatus });
    if (report.outcome === 'rejected') await this.refused(tx, renewal, token, code);
    else this.later(tx, token, report.failure);
  }

  private async renewed(
    tx: Tx,
    renewal: CredentialRenewal,
    token: CredentialToken,
    { secret, accessExpiresAt }: RenewalReport & { outcome: 'ok' },
  ): Promise<void> {
    if (await this.vault.renew(tx, renewal.setId, secret)) {
      await this.lives.renewed(tx, token, accessExpiresAt);
    } else {
      await this.tokens.remove(tx.em, renewal.setId);
      renewal.status = 'cancelled';
    }
  }

  /** The grant is over at the platform, so the access token will not last either: a person has to give a new one. */
  private async refused(
    tx: Tx,
    { id, credentialId, customerId, setId, afterLostAnswer }: CredentialRenewal,
    token: CredentialToken,
    code: TestFailure['code'],
  ): Promise<void> {
    Object.assign(token, { renewDueAt: null, unansweredSince: null });
    const { platform } = await this.credentials.get(tx.em, credentialId);
    const data = { platform, renewalId: id, code, afterLostAnswer };
    tx.record(credentialRenewalRefused, { subjectId: credentialId, customerId, data });
    await this.settlement.refuse(tx, { credentialId, setId }, code);
  }

  private later(tx: Tx, token: CredentialToken, failure: TestFailure): void {
    token.renewDueAt = askAgainWhen(token.endsAt ?? null, tx.now);
    note(token, failure);
  }
}

/** Where the platform answered, or was never reached, no answer is missing. */
function note(token: CredentialToken, { httpStatus, providerCode }: TestFailure): void {
  if (httpStatus !== null || NEVER_SENT.includes(providerCode)) token.unansweredSince = null;
}

function end(tx: Tx, renewal: CredentialRenewal, status: 'done' | 'cancelled'): void {
  Object.assign(renewal, { status, endedAt: tx.now, leaseUntil: null });
}
