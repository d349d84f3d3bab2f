import { z } from 'zod';
import { customerAggregate } from '../customers/customer.aggregate.js';
import { command } from '../platform/commands/command.js';
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
  input: z.strictObject({
    version,
    settings: z
      .record(z.string(), z.unknown())
      .meta({ title: 'Configuration', description: 'By the agent type: see GET /agent-types.' }),
  }),
  service: AgentService,
  form: (agents, tx, id) => agents.settingsForm(tx, id),
  run: async (agents, tx, { id, input }) => viewOf(await agents.configure(tx, id, input)),
});
