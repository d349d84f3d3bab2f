import { Injectable } from '@nestjs/common';
import type { EntityManager } from '../database/database.js';
import { CommandLog } from './command-log.entity.js';

/** How a try went; what was sent with it is kept nowhere. */
export interface CommandAttempt {
  readonly at: Date;
  readonly outcome: CommandLog['outcome'];
  /** The refusal's code. */
  readonly code: string | null;
  readonly actorKind: string;
  readonly actorId: string;
}

/** Reads `command_log`: what became of the tries to do something with a record. */
@Injectable()
export class CommandAttempts {
  /** The newest tries since a business instant, newest first. */
  async of(
    em: EntityManager,
    { command, subjectId, since, limit }: { command: string; subjectId: string; since: Date; limit: number },
  ): Promise<CommandAttempt[]> {
    const rows = await em.find(
      CommandLog,
      { command, subjectId, at: { $gte: since } },
      { orderBy: { at: 'desc', id: 'desc' }, limit },
    );
    return rows.map(({ at, outcome, code, actorKind, actorId }) => ({
      at,
      outcome,
      code: code ?? null,
      actorKind,
      actorId,
    }));
  }
}
