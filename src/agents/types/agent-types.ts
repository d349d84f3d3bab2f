import { z } from 'zod';
import { PLATFORM_TITLES, platformName, type PlatformName } from '../platform-names.js';
import { findingsOf, type AgentType, type BoundsFinding, type BoundsProfile } from './agent-type.js';
import { marketing, type MarketingSettings } from './marketing.js';
import { trading, type TradingSettings } from './trading.js';

/** Settings by agent type. */
export interface AgentSettings {
  marketing: MarketingSettings;
  trading: TradingSettings;
}
export type AgentTypeName = keyof AgentSettings;
export type AnyAgentSettings = AgentSettings[AgentTypeName];

/** Every agent type: a new one is one file and one line here. */
export const AGENT_TYPES: { [T in AgentTypeName]: AgentType<AgentSettings[T]> } = { marketing, trading };

export const agentTypeName = z.enum(Object.keys(AGENT_TYPES) as [AgentTypeName, ...AgentTypeName[]]);

/** Settings of a type, checked. Throws ZodError naming each field. */
export function parseSettings<T extends AgentTypeName>(type: T, settings: unknown): AgentSettings[T] {
  return AGENT_TYPES[type].settings.parse(settings);
}

/** Each setting outside the bounds of `profile` (design 5.5). */
export function boundsFindings<T extends AgentTypeName>(
  type: T,
  settings: AgentSettings[T],
  profile: BoundsProfile,
): BoundsFinding[] {
  return findingsOf(AGENT_TYPES[type].bounds[profile], settings);
}

/** The platforms an agent of `type` works on: a set of allowed ones with every required one among them. */
export function platformChoice(type: AgentTypeName) {
  const { allowed, required } = AGENT_TYPES[type].platforms;
  const titles = (names: readonly PlatformName[]) => names.map((name) => PLATFORM_TITLES[name]).join(', ');
  return z
    .array(platformName)
    .min(1, 'Choose at least one platform')
    .refine((chosen) => new Set(chosen).size === chosen.length, 'A platform is chosen twice')
    .refine(
      (chosen) => chosen.every((name) => allowed.includes(name)),
      `This agent can work on ${titles(allowed)}`,
    )
    .refine(
      (chosen) => required.every((name) => chosen.includes(name)),
      `This agent cannot work without ${titles(required)}`,
    )
    .meta({ title: 'Target platforms' });
}

/** A remark when the number of platforms is not the advised one (runbook Step 9: 2–3), else null. */
export function platformAdvice(type: AgentTypeName, chosen: readonly PlatformName[]): string | null {
  const { min, max } = AGENT_TYPES[type].platforms.advised;
  if (chosen.length >= min && chosen.length <= max) return null;
  const advised = min === max ? String(min) : `${min} or ${max}`;
  return `${chosen.length} chosen; ${advised} platforms are advised, so that nothing overwhelms.`;
}
