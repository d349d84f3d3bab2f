import { Injectable } from '@nestjs/common';
import type { EntityManager } from '../../platform/database/database.js';
import { Database } from '../../platform/database/database.js';
import { systemActor } from '../../platform/unit-of-work/actor.js';
import { UnitOfWork } from '../../platform/unit-of-work/unit-of-work.js';
import type { UpkeepTask } from '../../platform/upkeep/upkeep-task.js';
import { ProgressRepository } from './progress.repository.js';
import { ProgressService } from './progress.service.js';

const BATCH = 100;
const HOUR = 60 * 60 * 1000;

/**
 * Rebuilds progress from the facts. Upkeep looks once an hour for customers without a progress row (brought in
 * by an import, or emptied on purpose to have all rebuilt); `all` judges every customer anew.
 */
@Injectable()
export class ReconcileProgress implements UpkeepTask {
  readonly name = 'onboarding.reconcile';
  private lookedAt = -Infinity;

  constructor(
    private readonly database: Database,
    private readonly unitOfWork: UnitOfWork,
    private readonly repository: ProgressRepository,
    private readonly progress: ProgressService,
  ) {}

  /** Nothing here waits for an hour of business. */
  async nextDue(_em: EntityManager): Promise<Date | undefined> {
    return undefined;
  }

  async run(now: Date): Promise<number> {
    if (Math.abs(now.getTime() - this.lookedAt) < HOUR) return 0;
    const ids = await this.repository.withoutProgress(this.database.em(), BATCH);
    if (ids.length < BATCH) this.lookedAt = now.getTime();
    return this.rebuild(ids);
  }

  /** Every customer, in batches of short transactions; answers how many. */
  async all(): Promise<number> {
    let done = 0;
    let last: string | null = null;
    for (;;) {
      const ids: string[] = await this.repository.after(this.database.em(), last, BATCH);
      if (ids.length === 0) return done;
      done += await this.rebuild(ids);
      last = ids.at(-1) ?? null;
    }
  }

  private async rebuild(ids: readonly string[]): Promise<number> {
    if (ids.length === 0) return 0;
    await this.unitOfWork.run(systemActor(this.name), (tx) => this.progress.keep(tx, ids));
    return ids.length;
  }
}
