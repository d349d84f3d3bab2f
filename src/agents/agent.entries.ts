import { fieldWords } from '../platform/history/field-words.js';
import { entryType } from '../platform/history/entry-type.js';
import { AGENT_TYPES, type AgentTypeName } from './types/agent-types.js';
import { PLATFORM_TITLES, type PlatformName } from './platform-names.js';

const titles = (platforms: readonly string[]) =>
  platforms.map((name) => PLATFORM_TITLES[name as PlatformName]).join(', ');
const titleOf = (type: string) => AGENT_TYPES[type as AgentTypeName].title;

export const agentDrafted = entryType<{ agentType: string; platforms: readonly string[] }>(
  'agent.drafted',
  ({ agentType, platforms }) => `${titleOf(agentType)} drafted for ${titles(platforms)}`,
);

export const agentPlatformsSet = entryType<{ agentType: string; platforms: readonly string[] }>(
  'agent.platforms_set',
  ({ agentType, platforms }) => `${titleOf(agentType)} works on ${titles(platforms)}`,
);

/** `changed` names settings fields; the first configuration changes all of them. */
export const agentConfigured = entryType<{ agentType: string; first: boolean; changed: readonly string[] }>(
  'agent.configured',
  ({ agentType, first, changed }) =>
    first
      ? `${titleOf(agentType)} configured`
      : `${titleOf(agentType)} changed: ${fieldWords(changed) || 'nothing'}`,
);
