import { Injectable } from '@nestjs/common';

import type { EntityManager } from '../../platform/database/database.js';
import { CredentialToken } from './credential-token.entity.js';

@Injectable()
export class CredentialTokens {
  add(em: EntityManager, token: CredentialToken): void {
    em.persist(em.create(CredentialToken, token));
  }
}
