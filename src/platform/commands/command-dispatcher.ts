import { Inject, Injectable, Logger } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { AppError } from '../errors/app-error.js';
import { commonErrors } from '../errors/common-errors.js';
import { FreeTextGuard } from '../free-text/free-text-guard.js';
import { mayAct, type Actor } from '../unit-of-work/actor.js';
import type { Tx } from '../unit-of-work/tx.js';
import { UnitOfWork } from '../unit-of-work/unit-of-work.js';
import { isConnectionLoss } from '../process/connection-loss.js';
import {
  Accepted,
  ShownOnce,
  type AnyCommand,
  type CallContext,
  type CommandForm,
  type CommandOutcome,
} from './command.js';
import { CommandJournal } from './command-journal.js';
import { Idempotency } from './idempotency.js';
import { parseInput } from './parse-input.js';

export const COMMANDS = Symbol('commands');
export type CommandTable = Readonly<Record<string, AnyCommand>>;

/** The one door through which people change things. Every attempt leaves a line in `command_log`. */
@Injectable()
export class CommandDispatcher {
  private readonly log = new Logger('Commands');

  constructor(
    @Inject(COMMANDS) private readonly commands: CommandTable,
    private readonly modules: ModuleRef,
    private readonly unitOfWork: UnitOfWork,
    private readonly idempotency: Idempotency,
    private readonly journal: CommandJournal,
    private readonly texts: FreeTextGuard,
  ) {}

  /** The body that a call with this key was answered with; undefined for a key that is not kept. */
  kept(actor: Actor, key: string): Promise<unknown> {
    return this.unitOfWork.look(actor, (tx) => this.idempotency.kept(tx.em, actor, key));
  }

  /** The command of this name; 404 for an unknown one. */
  named(name: string): AnyCommand {
    const command = Object.hasOwn(this.commands, name) ? this.commands[name] : undefined;
    if (!command) throw commonErrors.not_found(`There is no command ${name}.`);
    return command;
  }

  all(): readonly AnyCommand[] {
    return Object.values(this.commands);
  }

  /**
   * Run a command. Throws AppError for every refusal (role, input, precondition, conflict): nothing is changed then.
   * @param id the record it aims at, or '' where it makes a new one
   */
  async dispatch(name: string, id: string, raw: unknown, context: CallContext): Promise<CommandOutcome> {
    const command = this.named(name);
    try {
      return await this.attempt(command, id, raw, context);
    } catch (error) {
      await this.journal.refused(command.name, id, context, error);
      if (!(error instanceof AppError) && !isConnectionLoss(error))
        this.log.error({ err: error, command: name, requestId: context.requestId }, 'command failed');
      throw error;
    }
  }

  /** What the forms of these calls ask by their records; nothing for commands whose input says it all. */
  async forms(
    calls: readonly { command: string; id: string }[],
    actor: Actor,
  ): Promise<(CommandForm | undefined)[]> {
    if (!calls.some(({ command }) => this.named(command).form)) return calls.map(() => undefined);
    return this.unitOfWork.look(actor, async (tx) => {
      const answers: (CommandForm | undefined)[] = [];
      for (const { command: name, id } of calls) {
        const command = this.named(name);
        answers.push(await command.form?.(this.serviceOf(command), tx, id));
      }
      return answers;
    });
  }

  /** Why a person may not do this now, without doing it: a role they lack, or a precondition not met. */
  async explain(
    calls: readonly { command: string; id: string }[],
    actor: Actor,
  ): Promise<(AppError | undefined)[]> {
    return this.unitOfWork.look(actor, async (tx) => {
      const answers: (AppError | undefined)[] = [];
      for (const { command, id } of calls) answers.push(await this.refusal(this.named(command), tx, id));
      return answers;
    });
  }

  private async attempt(
    command: AnyCommand,
    id: string,
    raw: unknown,
    context: CallContext,
  ): Promise<CommandOutcome> {
    const forbidden = this.roleRefusal(command, context.actor);
    if (forbidden) throw forbidden;
    const input = parseInput(command.input, raw);
    let outcome: 'done' | 'replayed';
    return this.unitOfWork.run(
      context.actor,
      async (tx) => {
        const once = await this.idempotency.begin(tx, command.name, id, raw, context.idempotencyKey);
        outcome = once.answer ? 'replayed' : 'done';
        if (once.answer) return { ...once.answer, replayed: true };
        const unkept = await this.texts.refusal(tx.em, raw, command.unscanned ?? []);
        if (unkept) throw unkept;
        const result = await this.perform(command, tx, id, input);
        await once.keep(outcomeOf(command, result instanceof ShownOnce ? result.kept : result));
        return outcomeOf(command, result);
      },
      (at) => this.journal.line(at, command.name, id, context, { outcome }),
    );
  }

  private async perform(command: AnyCommand, tx: Tx, id: string, input: unknown): Promise<unknown> {
    if (command.aggregate) await tx.lock(command.aggregate, id);
    const refusal = await this.refusal(command, tx, id);
    if (refusal) throw refusal;
    const result = await command.run(this.serviceOf(command), tx, { id, input });
    await tx.em.flush();
    return result;
  }

  private async refusal(command: AnyCommand, tx: Tx, id: string): Promise<AppError | undefined> {
    return this.roleRefusal(command, tx.actor) ?? (await command.check?.(this.serviceOf(command), tx, id));
  }

  private roleRefusal(command: AnyCommand, actor: Actor): AppError | undefined {
    if (!mayAct(actor, command.roles)) {
      return commonErrors.forbidden(`"${command.title}" is not open to this role.`, {
        facts: { roles: command.roles },
      });
    }
    if (actor.kind === 'integration' && actor.commands && !actor.commands.includes(command.name)) {
      return commonErrors.forbidden(`This API key may not call ${command.name}.`);
    }
    return undefined;
  }

  private serviceOf(command: AnyCommand): unknown {
    return this.modules.get(command.service, { strict: false });
  }
}

function outcomeOf(command: AnyCommand, result: unknown): CommandOutcome {
  if (result instanceof Accepted) return { status: 202, body: result.body, replayed: false };
  const body: unknown = result instanceof ShownOnce ? result.body : result;
  return { status: command.status ?? 200, body: body ?? null, replayed: false };
}
