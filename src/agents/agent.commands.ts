import { z } from 'zod';
import { customerAggregate } from '../customers/customer.aggregate.js';
import { command } from '../platform/commands/command.js';
import { ESCALATORS, escalationOpening } from '../escalations/opening.js';
import { AgentConfiguration } from './agent-configuration.service.js';
import { AgentEscalation } from './agent-escalation.js';
import { agentAggregate } from './agent.aggregate.js';
import { viewOf } from './agent-view.js';
import { AgentService } from './agent.service.js';
import { platformName } from './platform-names.js';
import { agentTypeName } from './types/agent-types.js';

const WHO = ['ops', 'csm', 'customer', 'integration'] as const;
const version = z.int().positive().meta({ title: 'Version' });
const platforms = z.array(platformName).meta({ title: 'Target platforms', widget: 'platforms' });

export const draftAgent = command({
  name: 'agent.draft',
  title: 'Draft Agent',
  roles: WHO,
  aggregate: customerAggregate,
  input: z.strictObject({
    type: agentTypeName.meta({ title: 'Agent type' }),
    platforms: platforms.optional(),
  }),
  status: 201,
  service: AgentService,
  run: async (agents, tx, { id, input }) => {
    const agent = await agents.draft(tx, id, input.type, input.platforms);
    await tx.em.flush();
    return viewOf(agent);
  },
});

export const setAgentPlatforms = command({
  name: 'agent.set-platforms',
  title: 'Choose Platforms',
  roles: WHO,
  aggregate: agentAggregate,
  input: z.strictObject({ version, platforms }),
  service: AgentService,
  run: async (agents, tx, { id, input }) =>
    viewOf(await agents.setPlatforms(tx, id, input.version, input.platforms)),
});

export const configureAgent = command({
  name: 'agent.configure',
  title: 'Configure Agent',
  roles: WHO,
  aggregate: agentAggregate,
  input: z
    .strictObject({
      version,
      platforms: platforms.optional(),
      settings: z
        .record(z.string(), z.unknown())
        .optional()
        .meta({ title: 'Configuration', description: 'By the agent type: see GET /agent-types.' }),
      settingsJson: z.string().max(20_000).optional().meta({
        title: 'Configuration as JSON',
        description: 'The same as text, in place of `settings`: faults are named by line and column.',
        widget: 'hidden',
      }),
      limitsConfirmed: z.boolean().optional().meta({
        title: 'Limits confirmed',
        description: 'The risk limits of a trading agent were read back to the customer, who confirmed them.',
        widget: 'hidden',
      }),
    })
    .refine(({ settings, settingsJson }) => (settings === undefined) !== (settingsJson === undefined), {
      path: ['settings'],
      message: 'Give the configuration once: as `settings`, or as text in `settingsJson`',
    }),
  service: AgentConfiguration,
  form: (configuration, tx, id) => configuration.form(tx, id),
  run: async (configuration, tx, { id, input }) => viewOf(await configuration.configure(tx, id, input)),
});

/** Escalate from an agent's page: how its last saves went goes along. */
export const escalateAgent = command({
  name: 'agent.escalate',
  title: 'Escalate',
  roles: ESCALATORS,
  aggregate: agentAggregate,
  input: escalationOpening,
  status: 201,
  service: AgentEscalation,
  form: (escalation, tx, id) => escalation.form(tx, id),
  run: (escalation, tx, { id, input }) => escalation.raise(tx, id, input),
});
