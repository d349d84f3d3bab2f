import { Injectable } from '@nestjs/common';

import type { PlatformName } from '../../agents/platform-names.js';
import { newId } from '../../platform/ids/new-id.js';
import { Links } from '../../platform/links/links.js';
import type { Tx } from '../../platform/unit-of-work/tx.js';
import { credentialAggregate } from '../credential.aggregate.js';
import { CredentialRepository } from '../credential.repository.js';
import type { OAuthDoor } from '../providers/oauth-door.js';
import { OAuthDoors } from './oauth-doors.js';
import { OAuthGrantRepository } from './oauth-grant.repository.js';
import { oauthErrors } from './oauth.errors.js';
import { AUTHORIZATION_MS, OAuthStates } from './oauth-states.js';
import { RedirectAddresses } from './redirect-addresses.js';

/** The first half of the code flow: sends a customer to the platform. */
@Injectable()
export class AuthorizationRequests {
  constructor(
    private readonly links: Links,
    private readonly credentials: CredentialRepository,
    private readonly doors: OAuthDoors,
    private readonly grants: OAuthGrantRepository,
    private readonly states: OAuthStates,
    private readonly addresses: RedirectAddresses,
  ) {}

  /**
   * The platform's address to send the browser to. The connect link stays unspent: whoever says no there may try again.
   *
   * @param browser the random text of this browser's cookie
   * @throws AppError `link_not_valid`, `credential_disconnected`, `platform_takes_a_key`, `authorization_often`, `trial_over`
   */
  async begin(tx: Tx, { token, browser }: { token: string; browser: string }): Promise<{ url: string }> {
    const link = await this.links.peek('connect', token);
    await tx.lock(credentialAggregate, link.subjectId);
    return this.send(tx, { credentialId: link.subjectId, linkId: link.id, browser });
  }

  /**
   * The same once more after a refusal, while the link of the first time is good, in the browser of the first time.
   *
   * @throws AppError `authorization_not_valid`, and as `begin` does
   */
  async again(tx: Tx, { grantId, browser }: { grantId: string; browser: string }): Promise<{ url: string }> {
    const before = await this.grants.find(tx.em, grantId);
    if (!before?.linkId) throw oauthErrors.authorization_not_valid('It is over.');
    if (before.browserHash !== this.states.hash(browser))
      throw oauthErrors.authorization_not_valid('It was begun in another browser.');
    const { credentialId, linkId } = before;
    await tx.lock(credentialAggregate, credentialId);
    await this.links.requireById(tx, linkId);
    return this.send(tx, { credentialId, linkId, browser });
  }

  private async send(
    tx: Tx,
    { credentialId, linkId, browser }: { credentialId: string; linkId: string; browser: string },
  ): Promise<{ url: string }> {
    const credential = await this.credentials.get(tx.em, credentialId);
    const door = await this.doors.open(tx, credential);
    const { customerId, platform } = credential;
    const state = this.states.make();
    const now = this.states.clock.now();
    this.grants.add(tx.em, {
      id: newId(),
      customerId,
      credentialId,
      platform,
      status: 'asked',
      actorKind: tx.actor.kind,
      actorId: tx.actor.kind === 'system' ? tx.actor.job : tx.actor.id,
      linkId,
      stateHash: this.states.hash(state),
      browserHash: this.states.hash(browser),
      problem: null,
      accounts: [],
      setId: null,
      testId: null,
      createdAt: now,
      expiresAt: new Date(now.getTime() + AUTHORIZATION_MS),
    });
    return { url: await this.address(tx, platform, door, state) };
  }

  private async address(tx: Tx, platform: PlatformName, door: OAuthDoor, state: string): Promise<string> {
    const url = new URL(door.authorizationUrl);
    const pkce = { code_challenge: this.states.challenge(state), code_challenge_method: 'S256' };
    const parameters = {
      response_type: 'code',
      client_id: door.clientId,
      redirect_uri: await this.addresses.of(tx.em, platform),
      scope: door.scopes.join(door.separator),
      state,
      ...(door.pkce ? pkce : {}),
      ...door.parameters,
    };
    for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
    return url.href;
  }
}
