import { countryName } from './country.js';
import type { CountryRules } from './customer.settings.js';
import { AGENT_TYPE_NAMES, type AgentType, type Industry, type IndustryTable } from './industries.js';

export type CountryVerdict = 'allowed' | 'held' | 'blocked';

/** Whether an agent type may be hired from a country (ISO 3166-1). */
export function judgeCountry(rules: CountryRules, type: AgentType, country: string): CountryVerdict {
  const { allowed, blocked, held } = rules[type];
  if (blocked.includes(country)) return 'blocked';
  if (held.includes(country)) return 'held';
  return allowed.length === 0 || allowed.includes(country) ? 'allowed' : 'blocked';
}

/** Of these agent types, those with this verdict. */
export const agentsWith = (
  verdict: CountryVerdict,
  rules: CountryRules,
  types: readonly AgentType[],
  country: string,
): AgentType[] => types.filter((type) => judgeCountry(rules, type, country) === verdict);

/** What the inquiry names, else what suits the industry. */
export const wantedAgents = (
  interest: readonly AgentType[],
  industry: Industry,
  table: IndustryTable,
): readonly AgentType[] => (interest.length > 0 ? interest : [table[industry]]);

/** "The Trading Agent cannot be hired from Nepal." */
export const blockedInWords = (types: readonly AgentType[], country: string): string =>
  `The ${names(types)} cannot be hired from ${countryName(country)}.`;

/** "The Trading Agent is held for customers from Nepal." */
export const heldInWords = (types: readonly AgentType[], country: string): string =>
  `The ${names(types)} ${types.length === 1 ? 'is' : 'are'} held for customers from ${countryName(country)}.`;

const names = (types: readonly AgentType[]): string =>
  types.map((type) => AGENT_TYPE_NAMES[type]).join(' and the ');
