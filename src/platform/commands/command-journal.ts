import { Injectable, Logger } from '@nestjs/common';
import { BusinessClock } from '../clocks/business-clock.js';
import { Database } from '../database/database.js';
import { AppError } from '../errors/app-error.js';
import { newId } from '../ids/new-id.js';
import { actorId } from '../unit-of-work/actor.js';
import { writeClosing } from '../unit-of-work/closing-statement.js';
import type { CallContext } from './command.js';
import type { CommandLog } from './command-log.entity.js';
import { Refusals } from './refusals.js';

/** Writes `command_log`: a success in its own transaction, a refusal after the rollback. */
@Injectable()
export class CommandJournal {
  private readonly log = new Logger('Commands');

  constructor(
    private readonly database: Database,
    private readonly clock: BusinessClock,
    private readonly refusals: Refusals,
  ) {}

  /** A line that cannot be written must not hide the refusal itself: it goes to the process log instead. */
  async refused(command: string, id: string, context: CallContext, error: unknown): Promise<void> {
    const [outcome, code] =
      error instanceof AppError
        ? ([error.kind === 'user' ? 'refused' : 'failed', error.code] as const)
        : (['failed', 'internal'] as const);
    try {
      const em = this.database.em();
      await writeClosing(em, {
        history: [],
        log: [this.line(await this.clock.now(em), command, id, context, { outcome, code })],
        jobs: [],
      });
      if (error instanceof AppError) await this.refusals.tell(em, error);
    } catch (failure) {
      this.log.error({ err: failure, command, code }, 'a refused command could not be logged');
    }
  }

  /** @param at the business instant of the attempt, as its history has it */
  line(
    at: Date,
    command: string,
    id: string,
    { actor, requestId }: CallContext,
    { outcome, code = null }: { outcome: CommandLog['outcome']; code?: string | null },
  ): CommandLog {
    return {
      id: newId(),
      at,
      command,
      actorKind: actor.kind,
      actorId: actorId(actor),
      subjectId: id === '' ? null : storable(id.slice(0, 64)),
      outcome,
      code,
      requestId,
    };
  }
}

/** An id that nobody gave out may hold what no text column takes. */
const storable = (text: string): string => text.replaceAll('\0', '\uFFFD');
