import { Injectable } from '@nestjs/common';
import { actorId } from '../../platform/unit-of-work/actor.js';
import type { Tx } from '../../platform/unit-of-work/tx.js';
import { ProgressRepository } from './progress.repository.js';
import { tickSet } from './step.entries.js';

/** The runbook's spoken lines: who said them, when. */
@Injectable()
export class TickService {
  constructor(private readonly repository: ProgressRepository) {}

  /** Tick or untick lines; a line that is as asked stays with its first who and when. */
  async set(
    tx: Tx,
    customerId: string,
    lines: readonly string[],
    done: boolean,
  ): Promise<{ changed: readonly string[] }> {
    const asked = [...new Set(lines)];
    const by = { at: tx.now, kind: tx.actor.kind, id: actorId(tx.actor) };
    const changed = done
      ? await this.repository.tick(tx.em, customerId, asked, by)
      : await this.repository.untick(tx.em, customerId, asked);
    if (changed.length > 0)
      tx.record(tickSet, { subjectId: customerId, customerId, data: { lines: changed, done } });
    return { changed };
  }
}
