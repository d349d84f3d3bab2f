import { z } from 'zod';
import { setting } from '../platform/settings/setting.js';
import { countryName, isCountry } from './country.js';
import {
  AGENT_TYPE_NAMES,
  AGENT_TYPES,
  INDUSTRIES,
  INDUSTRY_TABLE,
  type AgentType,
  type IndustryTable,
} from './industries.js';

const SECTION = 'Customers';

/** Runbook Step 2, "industry matches available agents". */
export const industryTable = setting<IndustryTable>({
  key: 'customers.industry-table',
  title: 'Agent for each industry',
  help: 'Which agent suits an industry. Another choice is warned about, not forbidden.',
  section: SECTION,
  schema: z.strictObject({
    marketing: agentChoice('Marketing'),
    education: agentChoice('Education'),
    sales: agentChoice('Sales'),
    trading: agentChoice('Trading'),
  }),
  default: INDUSTRY_TABLE,
  say: (table) => INDUSTRIES.map((one) => `${capital(one)}: ${AGENT_TYPE_NAMES[table[one]]}`),
  defaultIsSafe: true,
});

/** Of one agent type: ISO 3166-1 codes. */
export interface CountryRule {
  /** Empty: every country that is neither blocked nor held. */
  readonly allowed: readonly string[];
  /** Refused by name. */
  readonly blocked: readonly string[];
  /** Their customers wait until ops have looked. */
  readonly held: readonly string[];
}
export type CountryRules = Readonly<Record<AgentType, CountryRule>>;

const countryRule = (title: string) =>
  z
    .strictObject({
      allowed: countryList('Allowed', 'Empty: every country that is neither blocked nor held.'),
      blocked: countryList('Blocked', 'Their signups are refused.'),
      held: countryList('Held', 'Their customers stay in review until somebody releases them.'),
    })
    .refine(({ allowed, blocked }) => !blocked.some((code) => allowed.includes(code)), {
      path: ['blocked'],
      message: 'must not name a country that is allowed as well',
    })
    .refine(({ allowed, blocked, held }) => !held.some((code) => [...allowed, ...blocked].includes(code)), {
      path: ['held'],
      message: 'must not name a country that is allowed or blocked as well',
    })
    .meta({ title });

/** No default stands in for it: it would let pass what was held. */
export const countryRules = setting<CountryRules>({
  key: 'customers.country-rules',
  title: 'Countries',
  help: 'From which countries each agent type may be hired, and which are held for a look.',
  section: SECTION,
  schema: z.strictObject({
    marketing: countryRule(AGENT_TYPE_NAMES.marketing),
    trading: countryRule(AGENT_TYPE_NAMES.trading),
  }),
  default: {
    marketing: { allowed: [], blocked: [], held: [] },
    trading: { allowed: [], blocked: [], held: [] },
  },
  say: (rules) => AGENT_TYPES.map((type) => `${AGENT_TYPE_NAMES[type]}: ${ruleInWords(rules[type])}`),
});

/** No default stands in for it: the form might have been closed. */
export const publicSignup = setting<boolean>({
  key: 'customers.public-signup',
  title: 'Public signup form',
  help: 'Whether visitors may sign up by themselves; integrations and ops may in any case.',
  section: SECTION,
  schema: z.boolean().meta({ title: 'Open' }),
  default: true,
  say: (open) => [open ? 'Open' : 'Closed'],
});

function agentChoice(title: string) {
  const options = AGENT_TYPES.map((value) => ({ value, label: AGENT_TYPE_NAMES[value] }));
  return z.enum(AGENT_TYPES).meta({ title, options });
}

function countryList(title: string, description: string) {
  return z
    .array(
      z
        .string()
        .trim()
        .toUpperCase()
        .refine(isCountry, 'must be a country code of ISO 3166-1, such as IN or US'),
    )
    .max(249)
    .overwrite((codes) => [...new Set(codes)].sort())
    .default([])
    .meta({ title, description: `${description} Two letters, one country a line.` });
}

function ruleInWords({ allowed, blocked, held }: CountryRule): string {
  const listed = (word: string, codes: readonly string[]) =>
    codes.length === 0 ? [] : [`${word}: ${codes.map(countryName).join(', ')}`];
  const rest = allowed.length === 0 ? 'every country' : allowed.map(countryName).join(', ');
  return [rest, ...listed('blocked', blocked), ...listed('held', held)].join('; ');
}

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);
