import { defineErrors } from '../platform/errors/app-error.js';

export const agentErrors = defineErrors({
  agent_exists: {
    status: 409,
    title: 'The customer has such an agent already',
    hint: 'Open that agent and change its platforms or its configuration.',
  },
  agent_not_drafted: {
    status: 409,
    title: 'The customer has no such agent yet',
    hint: 'Draft the agent with its platforms first (Step 6).',
  },
  agent_not_configured: {
    status: 409,
    title: 'The agent is not configured',
    hint: 'Fill in its configuration and save it (Step 9).',
  },
  settings_out_of_bounds: {
    status: 422,
    title: 'The configuration leaves the bounds of a trial',
    hint: 'Lower the named limits; they can be raised once the agent is hired.',
  },
});
