import { Injectable } from '@nestjs/common';
import { GOAL_TEMPLATES, type GoalTemplateName } from '../goals/templates/goal-templates.js';
import { SchedulePreviews } from '../goals/schedule-preview.js';
import type { SchedulePreview } from '../goals/goal-page.js';
import { CommandDispatcher } from '../platform/commands/command-dispatcher.js';
import { formSchema } from '../platform/commands/form-schema.js';
import { newId } from '../platform/ids/new-id.js';
import type { Page } from '../platform/pages/pages.js';
import type { OwnAgent } from './portal-agents.js';
import { actorOf } from './portal-door.js';
import { PortalGoals } from './portal-goals.js';
import { portalPage } from './portal-page.js';
import type { PortalAccount } from './portal.queries.js';
import { readInputs } from './schema-form-read.js';
import { drawInputs, textsOf, type FormSchema, type Posted, type Values } from './schema-form.js';

const COMMAND = 'goal.create';
const AT = { name: 'parameters', path: 'parameters' };

interface Kinds extends FormSchema {
  readonly kinds?: Readonly<Record<string, { readonly schema: FormSchema; readonly start: Values }>>;
}

/** A goal to propose (runbook Step 10): the template's own schema, as the panel's form has it. */
@Injectable()
export class GoalForm {
  constructor(
    private readonly dispatcher: CommandDispatcher,
    private readonly previews: SchedulePreviews,
    private readonly goals: PortalGoals,
  ) {}

  /** @param typed a form that was posted: it is shown as it was typed */
  async page(
    account: PortalAccount,
    own: OwnAgent,
    template: GoalTemplateName,
    typed?: Posted,
  ): Promise<Page> {
    const { schema, start } = await this.asked(account, own, template);
    const { title, description } = GOAL_TEMPLATES[template];
    const { left } = await this.goals.opening(account, own);
    const data = {
      ...{ left, account, template, title, description, agent: own.name, agentId: own.agent.id },
      inputs: drawInputs(schema, start, AT, typed),
      name: textsOf(typed?.['name'])[0] ?? '',
      preview: await this.preview(account, typed ? readInputs(schema, typed, AT.name, start) : start),
      once: newId(),
    };
    return portalPage('goal-new', `New goal: ${title}`, data, { who: account.email, wide: true });
  }

  /** The command's input as it was typed. */
  async input(account: PortalAccount, own: OwnAgent, template: GoalTemplateName, posted: Posted) {
    const { schema, start } = await this.asked(account, own, template);
    const name = (textsOf(posted['name'])[0] ?? '').trim();
    return {
      ...{ agentId: own.agent.id, template },
      ...(name === '' ? {} : { name }),
      parameters: readInputs(schema, posted, AT.name, start),
    };
  }

  private preview({ id }: PortalAccount, parameters: Values): Promise<SchedulePreview | null> {
    return this.previews.of({ kind: 'customer', id }, parameters['frequency']);
  }

  /** Where a platform is asked for, it is one of the agent's. */
  private async asked(account: PortalAccount, { agent }: OwnAgent, template: GoalTemplateName) {
    const [form] = await this.dispatcher.forms([{ command: COMMAND, id: account.id }], actorOf(account));
    const whole = formSchema(this.dispatcher.named(COMMAND).input, form?.fields) as FormSchema;
    const kind = (whole.properties?.['parameters'] as Kinds | undefined)?.kinds?.[template];
    if (!kind) throw new Error(`${COMMAND} asks nothing of a goal of the template ${template}`);
    const { properties = {} } = kind.schema;
    const { platform } = properties;
    if (!platform?.enum) return kind;
    const theirs = {
      ...platform,
      enum: platform.enum.filter((name) => agent.platforms.some((own) => own === name)),
    };
    const suggested = theirs.enum.includes(kind.start['platform'] as string)
      ? kind.start
      : { ...kind.start, platform: theirs.enum[0] };
    return { schema: { ...kind.schema, properties: { ...properties, platform: theirs } }, start: suggested };
  }
}
