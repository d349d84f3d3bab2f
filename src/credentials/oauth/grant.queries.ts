import { Injectable } from '@nestjs/common';

import { Database } from '../../platform/database/database.js';
import { CredentialRepository } from '../credential.repository.js';
import type { OAuthGrant } from './oauth-grant.entity.js';
import { OAuthGrantRepository } from './oauth-grant.repository.js';

/** Reads for the page on which a customer chooses an account. */
@Injectable()
export class GrantQueries {
  constructor(
    private readonly database: Database,
    private readonly grants: OAuthGrantRepository,
    private readonly credentials: CredentialRepository,
  ) {}

  find(id: string): Promise<OAuthGrant | null> {
    return this.grants.find(this.database.em(), id);
  }

  /** For whom the account is chosen. */
  companyOf({ customerId }: OAuthGrant): Promise<string> {
    return this.credentials.companyName(this.database.em(), customerId);
  }
}
