import { Injectable } from '@nestjs/common';

import type { PlatformName } from '../../agents/platform-names.js';
import { Links } from '../../platform/links/links.js';
import type { Tx } from '../../platform/unit-of-work/tx.js';
import { ConnectStops } from '../connect-stops.js';
import { OAuthGrantRepository } from './oauth-grant.repository.js';
import type { OAuthGrant } from './oauth-grant.entity.js';
import { oauthErrors } from './oauth.errors.js';
import { OAuthStates } from './oauth-states.js';

/** A customer who came back from a platform. */
export interface Returned {
  readonly platform: PlatformName;
  readonly parameters: URLSearchParams;
  /** Of the cookie; empty without one. */
  readonly browser: string;
}

/** The state that a platform sends back: good once, for ten minutes, in the browser that began, while its link lasts. */
@Injectable()
export class ReturnedStates {
  constructor(
    private readonly grants: OAuthGrantRepository,
    private readonly states: OAuthStates,
    private readonly links: Links,
    private readonly stops: ConnectStops,
  ) {}

  /** @throws AppError `authorization_not_valid` (410), `link_not_valid` (410), `trial_over` (409): nothing is spent then */
  async spend(tx: Tx, { platform, parameters, browser }: Returned): Promise<OAuthGrant> {
    const state = parameters.get('state') ?? '';
    const grant = await this.grants.lockedByState(tx.em, this.states.hash(state));
    if (grant?.platform !== platform) throw oauthErrors.authorization_not_valid('We did not begin it.');
    if (grant.status !== 'asked') throw oauthErrors.authorization_not_valid('It was used before.');
    if (grant.expiresAt <= this.states.clock.now())
      throw oauthErrors.authorization_not_valid('It took longer than ten minutes.');
    if (grant.browserHash !== this.states.hash(browser))
      throw oauthErrors.authorization_not_valid('It was begun in another browser.');
    // Before the platform is asked: tokens that nobody may keep are not to be made there.
    if (grant.linkId) await this.links.requireById(tx, grant.linkId);
    await this.stops.requireNone(tx, grant.customerId, platform);
    grant.status = 'answered';
    return grant;
  }
}
