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
  platform_not_offered: {
    status: 422,
    title: 'This platform cannot be connected here',
    hint: 'Choose a platform that is offered.',
  },
  settings_incomplete: {
    status: 400,
    title: 'A required field of the configuration is missing',
    hint: 'Fill in the named fields, marked with *, and save again; nothing was changed.',
  },
  settings_json_invalid: {
    status: 400,
    title: 'The configuration is not valid JSON',
    hint: 'Correct the named lines, or go on in the form; nothing was changed.',
  },
  limits_not_confirmed: {
    status: 422,
    title: 'The risk limits were not confirmed',
    hint: 'Read the limits back to the customer, then save again with `limitsConfirmed: true`.',
  },
  settings_out_of_bounds: {
    status: 422,
    title: 'The configuration leaves the bounds of a trial',
    hint: 'Lower the named limits; they can be raised once the agent is hired.',
  },
});
