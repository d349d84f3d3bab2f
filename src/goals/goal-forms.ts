import { z } from 'zod';
import type { Agent } from '../agents/agent.entity.js';
import { AGENT_TYPES } from '../agents/types/agent-types.js';
import type { CommandForm } from '../platform/commands/command.js';
import { inputSchema } from '../platform/commands/form-schema.js';
import { GOALS_KEPT, NO_GOALS } from './goal-caps.js';
import type { Goal } from './goal.entity.js';
import type { AgentGoals } from './goal.repository.js';
import { GOAL_TEMPLATES, goalTemplateName, templatesFor } from './templates/goal-templates.js';

/** A new goal: the customer's agents, the templates they can follow, and the fields of the one that is chosen. */
export function newGoalForm(agents: readonly Agent[], counted: ReadonlyMap<string, AgentGoals>): CommandForm {
  const templates = [...new Set(agents.flatMap(({ type }) => templatesFor(type)))];
  const [agent, another] = agents;
  // The runbook's example comes first: with one agent the form opens on it.
  const [example] = templates;
  return {
    fields: {
      agentId: z.uuid().meta({
        options: agents.map((each) => ({ value: each.id, label: agentLabel(each, counted.get(each.id)) })),
      }),
      template: goalTemplateName.meta({
        options: templates.map((name) => ({ value: name, label: GOAL_TEMPLATES[name].title })),
      }),
      parameters: z.record(z.string(), z.unknown()).meta({
        by: 'template',
        kinds: Object.fromEntries(
          templates.map((name) => {
            const { parameters, defaults } = GOAL_TEMPLATES[name];
            return [name, { schema: inputSchema(parameters as z.ZodType), start: defaults }];
          }),
        ),
      }),
    },
    start: {
      ...(agent && !another ? { agentId: agent.id } : {}),
      ...(example && !another ? { template: example } : {}),
    },
  };
}

/** A goal as it is, by its template. */
export const goalForm = ({ template, name, params, catchUp }: Goal): CommandForm => ({
  fields: { parameters: GOAL_TEMPLATES[template].parameters as z.ZodType },
  start: { name, catchUp, parameters: { ...GOAL_TEMPLATES[template].defaults, ...params } },
});

/** Staff may go on where the customer may not, and are told so. */
function agentLabel({ type, settings }: Agent, { kept } = NO_GOALS): string {
  const { title } = AGENT_TYPES[type];
  const name = settings ? `${settings.nickname} (${title})` : title;
  return kept < GOALS_KEPT ? name : `${name}: has ${kept} goals, its customer may add none`;
}
