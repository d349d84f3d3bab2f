import { AGENT_TYPES, type AgentTypeName, type AnyAgentSettings } from '../../agents/types/agent-types.js';
import type { Bound } from '../../agents/types/agent-type.js';
import { rupees } from '../../agents/types/notional.js';

/** `Trading Agent`, as the runbook writes it. */
export const agentTitle = (type: AgentTypeName): string =>
  AGENT_TYPES[type].title.replace(/\bagent\b/, 'Agent');

/** The settings that keep an agent within its limits, one line each: `Max units per order: 1`. */
export function limitLines(type: AgentTypeName, settings: Readonly<Record<string, unknown>>): string[] {
  const { trial } = AGENT_TYPES[type].bounds as { trial: readonly Bound<AnyAgentSettings>[] };
  return trial.map(({ field, title, value }) => {
    const held = settings[field];
    const text = typeof held === 'boolean' ? (held ? 'on' : 'off') : value(settings as AnyAgentSettings);
    return `${title}: ${text}`;
  });
}

/** What the customer enters beside the key of a trading agent (Step 7). */
export function keyLimits(
  settings: Readonly<Record<string, unknown>> | null,
): { label: string; value: string }[] {
  const held = { ...AGENT_TYPES.trading.defaults, ...settings };
  return [
    { label: 'Default coin', value: held.defaultCoin },
    { label: 'Max units per order', value: String(held.maxUnitsPerOrder) },
    { label: 'Max notional', value: rupees(held.maxNotional.amount) },
  ];
}

/** The name the customer gave the agent; the type's title before that. */
export function nickname(type: AgentTypeName, settings: Readonly<Record<string, unknown>> | null): string {
  const given = settings?.['nickname'];
  return typeof given === 'string' && given !== '' ? given : agentTitle(type);
}
