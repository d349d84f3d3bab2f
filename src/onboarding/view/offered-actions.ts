import { Injectable } from '@nestjs/common';
import type { CommandForm } from '../../platform/commands/command.js';
import { CommandDispatcher } from '../../platform/commands/command-dispatcher.js';
import { mayAct, type Actor } from '../../platform/unit-of-work/actor.js';
import type { Facts } from '../facts/facts.js';
import type { StepAction } from '../onboarding-view.js';
import type { StepCommand } from '../runbook/step.js';
import { actionOf } from './step-actions.js';

/** Buttons beside the runbook's steps: of the commands the reader may use, each with why it cannot be pressed. */
@Injectable()
export class OfferedActions {
  constructor(private readonly dispatcher: CommandDispatcher) {}

  async of(commands: readonly StepCommand[], facts: Facts, actor: Actor): Promise<StepAction[]> {
    const known = new Map(this.dispatcher.all().map((command) => [command.name, command]));
    const offers = commands.flatMap((offer) => {
      const command = known.get(offer.command);
      const id = offer.subject(facts);
      const open = command !== undefined && id !== undefined && mayAct(actor, command.roles);
      return open && (offer.offered?.(facts, false) ?? true) ? [{ stepId: '', offer, command, id }] : [];
    });
    const asked = offers.map(({ command, id }) => ({ command: command.name, id }));
    const refusals = await this.dispatcher.explain(asked, actor);
    const forms = await this.dispatcher.forms(asked, actor);
    return offers.map(({ offer, ...rest }, index) =>
      actionOf({ ...rest, offer: withForm(offer, forms[index]) }, facts, refusals[index]),
    );
  }
}

/** What the command itself asks of this record, where the offer does not say it. */
function withForm(offer: StepCommand, form: CommandForm | undefined): StepCommand {
  if (!form) return offer;
  const fields = offer.fields ?? (form.fields && (() => form.fields ?? {}));
  return {
    ...offer,
    ...(fields ? { fields } : {}),
    defaults: (facts) => ({ ...form.start, ...offer.defaults?.(facts) }),
  };
}
