import { Injectable } from '@nestjs/common';
import type { Tx } from '../platform/unit-of-work/tx.js';
import { GoalMemoryRepository } from './goal-memory.repository.js';
import type { GoalRun } from './runs/goal-run.entity.js';
import { runMemory, type RunMemory } from './runtimes/run-memory.js';

/** What one run of a goal leaves for the next: apart from the goal, whose version it does not move. */
@Injectable()
export class GoalMemory {
  constructor(private readonly kept: GoalMemoryRepository) {}

  /** Null before the first, and where what was kept is of another form than today's. */
  async of(tx: Tx, goalId: string): Promise<RunMemory | null> {
    const kept = await this.kept.find(tx.em, goalId);
    return runMemory.safeParse(kept?.content).data ?? null;
  }

  /** In the transaction that settles the run. */
  async keep(tx: Tx, { id, goalId }: GoalRun, content: RunMemory): Promise<void> {
    await this.kept.put(tx.em, { goalId, runId: id, content, keptAt: tx.now });
  }
}
