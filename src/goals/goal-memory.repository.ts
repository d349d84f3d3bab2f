import { Injectable } from '@nestjs/common';
import type { EntityManager } from '../platform/database/database.js';
import { KeptMemory } from './goal-memory.entity.js';

@Injectable()
export class GoalMemoryRepository {
  find(em: EntityManager, goalId: string): Promise<KeptMemory | null> {
    return em.findOne(KeptMemory, { goalId });
  }

  async put(em: EntityManager, kept: KeptMemory): Promise<void> {
    await em.upsert(KeptMemory, { ...kept });
  }
}
