import { Injectable } from '@nestjs/common';
import type { EntityManager } from '../../platform/database/database.js';
import { newId } from '../../platform/ids/new-id.js';
import { ApiKey } from './api-key.entity.js';

@Injectable()
export class ApiKeyRepository {
  async get(em: EntityManager, id: string): Promise<ApiKey | null> {
    return em.findOne(ApiKey, { id });
  }

  /** A key that still opens. */
  async byHash(em: EntityManager, keyHash: string): Promise<ApiKey | null> {
    return em.findOne(ApiKey, { keyHash, revokedAt: null });
  }

  add(em: EntityManager, key: Pick<ApiKey, 'name' | 'role' | 'keyHash' | 'commands' | 'createdAt'>): ApiKey {
    return em.create(ApiKey, { id: newId(), revokedAt: null, ...key });
  }
}
