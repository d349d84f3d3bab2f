import { Injectable } from '@nestjs/common';

import { commonErrors } from '../../platform/errors/common-errors.js';
import { Links } from '../../platform/links/links.js';
import type { Tx } from '../../platform/unit-of-work/tx.js';
import { SecretText } from '../../platform/vault/secret-text.js';
import { Vault } from '../../platform/vault/vault.js';
import { CredentialService } from '../credential.service.js';
import type { AccountChoice } from '../providers/oauth-door.js';
import type { OAuthGrant } from './oauth-grant.entity.js';
import { OAuthGrantRepository } from './oauth-grant.repository.js';
import { oauthErrors } from './oauth.errors.js';
import { TokenLives } from './token-lives.js';

export interface GrantGiven {
  readonly grantId: string;
  readonly secret: Readonly<Record<string, string>>;
  readonly accounts: readonly AccountChoice[];
  readonly accessExpiresAt: Date | null;
}

/** Where an authorization stands: its test to watch, or accounts to choose from first. */
export interface GrantStanding {
  readonly grantId: string;
  readonly credentialId: string;
  readonly testId: string | null;
}

/** What became of an authorization, as commands. Callers hold the credential's lock. */
@Injectable()
export class GrantDesk {
  constructor(
    private readonly grants: OAuthGrantRepository,
    private readonly credentials: CredentialService,
    private readonly tokens: TokenLives,
    private readonly vault: Vault,
    private readonly links: Links,
  ) {}

  /**
   * Puts the tokens into the vault and spends the connect link. Where only one account is usable it is chosen.
   *
   * @throws AppError `authorization_not_valid`, `link_not_valid`
   */
  async keep(tx: Tx, credentialId: string, given: GrantGiven): Promise<GrantStanding> {
    const grant = await this.own(tx, credentialId, given.grantId);
    if (grant.status !== 'answered') throw oauthErrors.authorization_not_valid('It was used before.');
    if (grant.linkId) await this.links.spendById(tx, grant.linkId);
    const { customerId, platform } = grant;
    const secrets = Object.fromEntries(
      Object.entries(given.secret).map(([field, text]) => [field, new SecretText(text)]),
    );
    const { setId } = await this.credentials.keep(tx, { customerId, platform, secrets, door: 'oauth' });
    await this.tokens.keep(tx, { setId, credentialId }, given.accessExpiresAt);
    grant.setId = setId;
    grant.accounts = [...given.accounts];
    grant.status = 'open';
    await tx.em.flush();
    const usable = given.accounts.filter(({ unusable }) => unusable === null);
    const [only] = usable;
    return only && usable.length === 1 ? this.choose(tx, credentialId, grant.id, only.id) : standing(grant);
  }

  /** Chooses the account and asks for the test. Choosing the same again answers the same. */
  async choose(tx: Tx, credentialId: string, grantId: string, accountId: string): Promise<GrantStanding> {
    const grant = await this.own(tx, credentialId, grantId);
    if (grant.status === 'done') return standing(grant);
    if (grant.status !== 'open' || !grant.setId)
      throw oauthErrors.authorization_not_valid('It gave us no accounts to choose from.');
    const account = grant.accounts.find(({ id }) => id === accountId);
    if (!account) throw oauthErrors.account_not_offered('It is not one of those you authorized us for.');
    if (account.unusable !== null) throw oauthErrors.account_not_offered(account.unusable);
    await this.credentials.requireOpen(tx, grant);
    const added = await this.vault.addTo(tx, grant.setId, 'accountId', new SecretText(accountId));
    if (!added) throw oauthErrors.authorization_not_valid('A newer one has taken its place.');
    await this.vault.prune(tx, grant.setId, (field) => !isAnothers(field, accountId));
    grant.status = 'done';
    await tx.em.flush();
    grant.testId = await this.credentials.requestTest(tx, credentialId, 'connect');
    return standing(grant);
  }

  private async own({ em, actor }: Tx, credentialId: string, grantId: string): Promise<OAuthGrant> {
    const grant = await this.grants.find(em, grantId);
    if (grant?.credentialId === credentialId && actor.kind === 'customer' && actor.id === grant.customerId)
      return grant;
    throw commonErrors.not_found('There is no such authorization of yours.');
  }
}

/** `name@account`: what only one of the accounts needs. */
const isAnothers = (field: string, accountId: string): boolean =>
  field.includes('@') && !field.endsWith(`@${accountId}`);

const standing = ({ id, credentialId, testId }: OAuthGrant): GrantStanding => ({
  grantId: id,
  credentialId,
  testId: testId ?? null,
});
