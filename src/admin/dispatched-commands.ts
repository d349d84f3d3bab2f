import { Injectable } from '@nestjs/common';
import { z } from 'zod';

import { CommandDispatcher } from '../platform/commands/command-dispatcher.js';
import { requestIdOf } from '../platform/process/request-id.js';
import { mayAct, type Actor } from '../platform/unit-of-work/actor.js';
import {
  PanelCommands,
  type CommandDescription,
  type CommandRequest,
  type PanelAdmin,
} from './panel.ports.js';

/** The panel's buttons on the one command dispatcher. */
@Injectable()
export class DispatchedCommands extends PanelCommands {
  constructor(private readonly dispatcher: CommandDispatcher) {
    super();
  }

  override knows(name: string): boolean {
    return this.dispatcher.all().some((command) => command.name === name);
  }

  override async describe(
    name: string,
    admin: PanelAdmin,
    subjectId: string | null,
  ): Promise<CommandDescription | null> {
    const command = this.dispatcher.named(name);
    const actor = actorOf(admin);
    if (!mayAct(actor, command.roles)) return null;
    const [refusal] = await this.dispatcher.explain([{ command: name, id: subjectId ?? '' }], actor);
    return {
      label: command.title,
      schema: inputSchema(command.input),
      ...(refusal ? { disabledReason: `${refusal.detail} ${refusal.hint}` } : {}),
    };
  }

  override dispatch(request: CommandRequest): Promise<{ readonly status: number; readonly body: unknown }> {
    const { name, subjectId, input, idempotencyKey, admin } = request;
    return this.dispatcher.dispatch(name, subjectId ?? '', input, {
      actor: actorOf(admin),
      requestId: requestIdOf(request.request),
      idempotencyKey: idempotencyKey ?? undefined,
    });
  }
}

const actorOf = ({ id, role }: PanelAdmin): Actor => ({ kind: 'staff', id, role });

/** What a form is drawn from: the input before defaults and transforms. */
export function inputSchema(input: z.ZodType): Readonly<Record<string, unknown>> {
  return z.toJSONSchema(input, { io: 'input', unrepresentable: 'any' });
}
