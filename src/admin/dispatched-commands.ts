import { Injectable } from '@nestjs/common';

import type { AnyCommand, CommandForm } from '../platform/commands/command.js';
import { CommandDispatcher } from '../platform/commands/command-dispatcher.js';
import { formSchema, inputSchema, referencesIn } from '../platform/commands/form-schema.js';
import type { AppError } from '../platform/errors/app-error.js';
import { requestIdOf } from '../platform/process/request-id.js';
import { mayAct, type Actor } from '../platform/unit-of-work/actor.js';
import {
  PanelCommands,
  type CommandDescription,
  type CommandReferences,
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

  override references(name: string): CommandReferences | null {
    const command = this.dispatcher.all().find((one) => one.name === name);
    if (!command) return null;
    const lists = referencesIn(inputSchema(command.input));
    return { lists, open: (admin) => mayAct(actorOf(admin), command.roles) };
  }

  override async describe(
    names: readonly string[],
    admin: PanelAdmin,
    subjectId: string | null,
  ): Promise<readonly CommandDescription[]> {
    const actor = actorOf(admin);
    const open = names
      .map((name) => this.dispatcher.named(name))
      .filter((command) => mayAct(actor, command.roles));
    const asked = open.map(({ name }) => ({ command: name, id: subjectId ?? '' }));
    if (open.length === 0) return [];
    const refusals = await this.dispatcher.explain(asked, actor);
    const forms = subjectId === null ? [] : await this.dispatcher.forms(asked, actor);
    return open.map((command, index) => described(command, refusals[index], forms[index]));
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

/** The runbook's words, the form, and why it cannot be pressed now. */
function described(
  { name, title, input }: AnyCommand,
  refusal: AppError | undefined,
  form: CommandForm | undefined,
): CommandDescription {
  const grave = GRAVE.test(name);
  const schema = formSchema(input, form?.fields);
  const asks = grave && Object.keys(schema['properties'] ?? {}).length === 0;
  return {
    command: name,
    label: title,
    schema,
    ...(form?.start ? { defaults: form.start } : {}),
    ...(refusal ? { disabledReason: `${refusal.detail} ${refusal.hint}` } : {}),
    ...(grave ? { tone: 'danger' } : {}),
    ...(asks ? { confirm: `Really: ${title}?` } : {}),
  };
}

/** What takes something away from somebody is red, and never done by one press. */
const GRAVE =
  /\.(archive|cancel|close|contain|deactivate|disconnect|reject|remove|revoke|suspend|undo-activation|uphold-flags|delete-recording|recording-deleted)$/;

export const actorOf = ({ id, role }: PanelAdmin): Actor => ({ kind: 'staff', id, role });
