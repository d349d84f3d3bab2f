import { Injectable } from '@nestjs/common';

import type { Tx } from '../../platform/unit-of-work/tx.js';
import { ConnectStops } from '../connect-stops.js';
import type { Credential } from '../credential.entity.js';
import { credentialErrors } from '../credential.errors.js';
import { ConnectionTesters } from '../providers/connection-testers.js';
import type { OAuthDoor } from '../providers/oauth-door.js';
import { OAuthGrantRepository } from './oauth-grant.repository.js';
import { oauthErrors } from './oauth.errors.js';
import { AUTHORIZATION_MS, OAuthStates } from './oauth-states.js';

/** A person has no use for more within the ten minutes that one lasts. */
const MOST = 20;

/** A platform's page of authorization, for a connection that may be made now. */
@Injectable()
export class OAuthDoors {
  constructor(
    private readonly testers: ConnectionTesters,
    private readonly grants: OAuthGrantRepository,
    private readonly states: OAuthStates,
    private readonly stops: ConnectStops,
  ) {}

  /** @throws AppError `credential_disconnected`, `trial_over`, `platform_takes_a_key`, `authorization_often` */
  async open(tx: Tx, { id, customerId, platform, status }: Credential): Promise<OAuthDoor> {
    if (status === 'disconnected')
      throw credentialErrors.credential_disconnected(
        'The connection this link was made for was disconnected.',
      );
    await this.stops.requireNone(tx, customerId, platform);
    const { oauth } = this.testers.for(platform);
    if (!oauth) throw oauthErrors.platform_takes_a_key('It has no page on which to authorize us.');
    const since = this.states.clock.in(-AUTHORIZATION_MS);
    const lately = await this.grants.countSince(tx.em, id, since);
    if (lately < MOST) return oauth;
    throw oauthErrors.authorization_often(`${lately} authorizations were begun within ten minutes.`);
  }
}
