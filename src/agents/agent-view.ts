import type { Agent } from './agent.entity.js';
import type { AgentStatus } from './agent.states.js';
import type { BoundsProfile } from './types/agent-type.js';
import { platformAdvice, type AgentTypeName, type AnyAgentSettings } from './types/agent-types.js';
import type { PlatformName } from './platform-names.js';

/** An agent as REST, panel and portal show it. */
export interface AgentView {
  readonly id: string;
  readonly customerId: string;
  readonly type: AgentTypeName;
  readonly status: AgentStatus;
  readonly platforms: readonly PlatformName[];
  readonly settings: AnyAgentSettings | null;
  readonly boundsProfile: BoundsProfile;
  /** A remark on the number of platforms, which forbids nothing. */
  readonly advice: string | null;
  readonly configuredAt: string | null;
  readonly version: number;
}

export function viewOf(agent: Agent): AgentView {
  const { id, customerId, type, status, platforms, settings, boundsProfile, configuredAt, version } = agent;
  return {
    id,
    customerId,
    type,
    status,
    platforms,
    settings: settings ?? null,
    boundsProfile,
    advice: platformAdvice(type, platforms),
    configuredAt: configuredAt?.toISOString() ?? null,
    version,
  };
}
