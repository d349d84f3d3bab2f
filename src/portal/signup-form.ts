import { countryChoices } from '../customers/country.js';
import { AGENT_TYPE_NAMES, AGENT_TYPES, INDUSTRIES } from '../customers/industries.js';
import { timezoneChoices } from '../customers/timezone.js';

/** Fields of the form that are one line or one text, by their names in the command. */
const TEXTS = [
  'email',
  'companyName',
  'website',
  'industry',
  'country',
  'timezone',
  'contactName',
  'phone',
  'chat',
  'businessCase',
] as const;
const OPTIONAL: readonly string[] = ['website', 'chat'];

/** Nobody sees this field, so whoever fills it in is a program. */
export const TRAP = 'fax';

export type TypedSignup = Readonly<Record<(typeof TEXTS)[number], string>> & {
  readonly agentInterest: readonly string[];
};

/** What was typed, whatever it was: an odd body is an empty field. */
export function typedSignup(body: Readonly<Record<string, unknown>>): TypedSignup {
  const texts = TEXTS.map((name) => [name, textOf(body[name])]);
  return {
    ...(Object.fromEntries(texts) as Record<(typeof TEXTS)[number], string>),
    agentInterest: [body['agentInterest']].flat().filter((type) => typeof type === 'string'),
  };
}

/** The command's input: optional fields left empty are absent. */
export function signupInputOf({ agentInterest, ...texts }: TypedSignup): Record<string, unknown> {
  const filled = Object.entries(texts).filter(([name, value]) => value !== '' || !OPTIONAL.includes(name));
  return { ...Object.fromEntries(filled), agentInterest };
}

interface Choice {
  readonly value: string;
  readonly label: string;
  readonly chosen: boolean;
}

/** The lists of the form, with what was chosen before. */
export function signupChoices(typed: TypedSignup): Readonly<Record<string, readonly Choice[]>> {
  const one = (value: string, label: string, held: string): Choice => ({
    value,
    label,
    chosen: value === held,
  });
  return {
    industries: INDUSTRIES.map((value) => one(value, capital(value), typed.industry)),
    countries: countryChoices().map(({ value, label }) => one(value, label, typed.country)),
    timezones: timezoneChoices().map((value) => one(value, value.replaceAll('_', ' '), typed.timezone)),
    agents: AGENT_TYPES.map((value) => ({
      value,
      label: AGENT_TYPE_NAMES[value],
      chosen: typed.agentInterest.includes(value),
    })),
  };
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value.trim() : '');
const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);
