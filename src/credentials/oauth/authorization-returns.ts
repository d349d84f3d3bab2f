import { Injectable } from '@nestjs/common';

import { PUBLIC } from '../../platform/unit-of-work/actor.js';
import { UnitOfWork } from '../../platform/unit-of-work/unit-of-work.js';
import { ConnectionTesters } from '../providers/connection-testers.js';
import { forCustomerRefused } from '../providers/customer-guidance.js';
import type { Guidance } from '../providers/guidance.js';
import type { OpenedGrant } from '../providers/oauth-door.js';
import { OAuthGrantRepository } from './oauth-grant.repository.js';
import type { OAuthGrant } from './oauth-grant.entity.js';
import { oauthErrors } from './oauth.errors.js';
import { RedirectAddresses } from './redirect-addresses.js';
import { ReturnedStates, type Returned } from './returned-states.js';
import { TokenExchange, type CodeReturned, type Exchanged } from './token-exchange.js';

export type ReturnEnd =
  | {
      readonly kind: 'opened';
      readonly grant: OAuthGrant;
      readonly opened: OpenedGrant & { readonly ok: true };
    }
  | {
      readonly kind: 'refused';
      readonly grant: OAuthGrant;
      readonly guidance: Guidance;
      /** Where another try leads. */
      readonly origin: string;
    };

/** The way back: the state is spent, then the platform is asked, outside any transaction. */
@Injectable()
export class AuthorizationReturns {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly grants: OAuthGrantRepository,
    private readonly states: ReturnedStates,
    private readonly testers: ConnectionTesters,
    private readonly exchange: TokenExchange,
    private readonly addresses: RedirectAddresses,
  ) {}

  /**
   * @throws AppError `authorization_not_valid` (410): used, over, another browser's, another platform's;
   *   `link_not_valid` (410): its connect link was replaced or ended meanwhile
   */
  async receive(returned: Returned, signal: AbortSignal): Promise<ReturnEnd> {
    const { platform, parameters } = returned;
    const { grant, redirectUri } = await this.unitOfWork.run(PUBLIC, async (tx) => ({
      grant: await this.states.spend(tx, returned),
      redirectUri: await this.addresses.of(tx.em, platform),
    }));
    const tester = this.testers.for(platform);
    if (!tester.oauth) throw oauthErrors.platform_takes_a_key('It has no page on which to authorize us.');
    const code: CodeReturned = { parameters, state: parameters.get('state') ?? '', redirectUri };
    const end = await this.exchange.exchange(tester.oauth, code, signal);
    if (end.kind === 'opened') return { kind: 'opened', grant, opened: end.grant };
    await this.close(grant.id, end);
    const guidance =
      end.kind === 'denied' ? tester.oauth.explainDenial(end.error) : tester.explain(end.failure, []);
    const { origin } = new URL(tester.oauth.authorizationUrl);
    return { kind: 'refused', grant, guidance: forCustomerRefused(guidance), origin };
  }

  private async close(id: string, end: Exclude<Exchanged, { kind: 'opened' }>): Promise<void> {
    await this.unitOfWork.run(PUBLIC, async (tx) => {
      const grant = await this.grants.find(tx.em, id);
      if (!grant) return;
      grant.status = end.kind;
      grant.problem = end.kind === 'denied' ? wordOf(end.error) : end.failure.code;
    });
  }
}

/** A platform's word as RFC 6749 has it (4.1.2.1); the address is the browser's to write, so anything may stand there. */
const wordOf = (error: string): string => (/^[\x20-\x7e]{1,100}$/.test(error) ? error : 'unreadable');
