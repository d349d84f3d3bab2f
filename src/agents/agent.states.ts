import { defineStates } from '../platform/state-machine/states.js';

export const AGENT_STATES = ['draft', 'configured'] as const;
export type AgentStatus = (typeof AGENT_STATES)[number];

/** Platforms are chosen at Step 6; Step 9 makes it configured, once and for all. */
export const agentStates = defineStates<AgentStatus>('agent', 'draft', {
  draft: ['configured'],
  configured: [],
});
