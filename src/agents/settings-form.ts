import { z } from 'zod';
import { platformName } from './platform-names.js';
import type { BoundsProfile } from './types/agent-type.js';
import { AGENT_TYPES, type AgentTypeName } from './types/agent-types.js';

/** What the form of Step 9 asks of an agent: its type's settings, and the platforms where there is a choice. */
export function settingsFields({
  type,
  boundsProfile,
}: {
  readonly type: AgentTypeName;
  readonly boundsProfile: BoundsProfile;
}): { readonly settings: z.ZodType; readonly platforms: z.ZodType } {
  const { formFor, platforms } = AGENT_TYPES[type];
  const { min, max } = platforms.advised;
  const choice = z.array(platformName.extract([...platforms.allowed]));
  return {
    settings: formFor(boundsProfile),
    platforms:
      platforms.allowed.length > 1
        ? choice.meta({
            title: 'Target platforms',
            widget: 'platforms',
            advised: platforms.advised,
            description: `${min} or ${max} are advised: don’t overwhelm with all ${platforms.allowed.length}.`,
          })
        : choice.meta({ widget: 'hidden' }),
  };
}
