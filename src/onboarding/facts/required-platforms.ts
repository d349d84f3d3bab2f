import type { AgentFact, Facts } from './facts.js';

/** The customer's agents, the one this onboarding is for first. */
export const agentsOf = ({ agent, otherAgents }: Pick<Facts, 'agent' | 'otherAgents'>): AgentFact[] =>
  agent ? [agent, ...otherAgents] : [];

/** Whose credentials are required (Step 6): what all the customer's agents work on, as `AgentService.requiredPlatforms`. */
export const requiredPlatforms = (facts: Pick<Facts, 'agent' | 'otherAgents'>): string[] => [
  ...new Set(agentsOf(facts).flatMap(({ platforms }) => platforms)),
];
