import type { AnyCommand } from '../../platform/commands/command.js';
import { formSchema, inputSchema, propertiesOf } from '../../platform/commands/form-schema.js';
import type { AppError } from '../../platform/errors/app-error.js';
import type { Facts } from '../facts/facts.js';
import type { InputSchema, StepAction } from '../onboarding-view.js';
import type { Standing } from '../progress/standing.js';
import type { StepCommand } from '../runbook/step.js';

/** A button that a step offers now, before it is known whether it may be pressed. */
export interface Offer {
  readonly stepId: string;
  readonly offer: StepCommand;
  readonly command: AnyCommand;
  readonly id: string;
}

/** The buttons that these steps offer by the facts, of commands that `open` finds for this reader. */
export function offersOf(
  all: readonly Standing[],
  facts: Facts,
  open: (name: string) => AnyCommand | undefined,
): Offer[] {
  return all.flatMap(({ step, state }) => {
    const done = state === 'done';
    return step.commands.flatMap((offer) => {
      const id = offer.subject(facts);
      const command = open(offer.command);
      const offered = offer.offered ? offer.offered(facts, done) : !done;
      return id === undefined || !command || !offered ? [] : [{ stepId: step.id, offer, command, id }];
    });
  });
}

/** The button as the page draws it. */
export function actionOf(
  { offer, command, id }: Offer,
  facts: Facts,
  refusal: AppError | undefined,
  drafted: Readonly<Record<string, unknown>> = {},
): StepAction {
  const defaults = accepted(command, { ...offer.defaults?.(facts), ...drafted });
  const schema = stepSchema(command, offer, facts, defaults);
  const { label } = offer;
  return {
    command: command.name,
    subjectId: id,
    label: (typeof label === 'function' ? label(facts) : label) ?? command.title,
    ...(refusal ? { disabledReason: `${refusal.detail} ${refusal.hint}` } : {}),
    ...(schema && (offer.confirm !== undefined || hasVisible(schema)) ? { schema } : {}),
    ...(Object.keys(defaults).length > 0 ? { defaults } : {}),
    ...(offer.confirm === undefined ? {} : { confirm: offer.confirm }),
    ...(offer.tone === undefined ? {} : { tone: offer.tone }),
  };
}

/** What the command takes of these values: a version, say, where it asks for one. */
function accepted(command: AnyCommand, values: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const own = propertiesOf(inputSchema(command.input));
  return Object.fromEntries(
    Object.entries(values).filter(([name, value]) => Object.hasOwn(own, name) && value !== undefined),
  );
}

type Property = Readonly<Record<string, unknown>>;

const hidden = (name: string, property: Property): boolean =>
  name === 'version' || property['readOnly'] === true || property['widget'] === 'hidden';

const hasVisible = (schema: InputSchema): boolean =>
  Object.entries(propertiesOf(schema)).some(([name, property]) => !hidden(name, property));

/** The command's own schema; what the step fixes is hidden, what depends on the customer's agent is put in. */
function stepSchema(
  command: AnyCommand,
  { fixed = [], fields }: StepCommand,
  facts: Facts,
  defaults: Readonly<Record<string, unknown>>,
): InputSchema | undefined {
  const schema = formSchema(command.input, fields?.(facts));
  const own = propertiesOf(schema);
  if (Object.keys(own).length === 0) return undefined;
  const held = fixed
    .filter((name) => own[name] && defaults[name] !== undefined)
    .map((name) => [name, { ...own[name], readOnly: true }]);
  return { ...schema, properties: { ...own, ...Object.fromEntries(held) } };
}
