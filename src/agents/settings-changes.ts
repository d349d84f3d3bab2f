import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { isMoney, moneyText } from '../platform/money/money.js';
import { hoursInWords } from './limits-in-words.js';
import { AGENT_TYPES, type AgentTypeName, type AnyAgentSettings } from './types/agent-types.js';

/** One field of the settings that another save changed, in words. */
export interface FieldChange {
  readonly field: string;
  readonly title: string;
  /** Null where nothing was set. */
  readonly from: string | null;
  readonly to: string;
}

type Values = Readonly<Record<string, unknown>>;

/** Names of the fields whose value is another than before. */
export const changedFields = (before: object, after: object): string[] =>
  Object.entries(after)
    .filter(([field, value]) => !isDeepStrictEqual((before as Values)[field], value))
    .map(([field]) => field);

/** What differs between two saved configurations, field by field in the form's order. */
export function settingsChanges(
  type: AgentTypeName,
  before: AnyAgentSettings | null,
  after: AnyAgentSettings,
): FieldChange[] {
  const titles = titlesOf(type);
  const changed = changedFields(before ?? {}, after);
  return Object.keys(titles)
    .filter((field) => changed.includes(field))
    .map((field) => ({
      field,
      title: titles[field] ?? field,
      from: before ? inWords((before as unknown as Values)[field]) : null,
      to: inWords((after as unknown as Values)[field]),
    }));
}

/** `Daily trade limit: 5 → 2` */
export const changeInWords = ({ title, from, to }: FieldChange): string =>
  from === null ? `${title}: ${to}` : `${title}: ${from} → ${to}`;

function titlesOf(type: AgentTypeName): Record<string, string> {
  const schema = z.toJSONSchema(AGENT_TYPES[type].settings as z.ZodType, { io: 'input' });
  return Object.fromEntries(
    Object.entries(schema.properties ?? {}).map(([name, property]) => [
      name,
      (typeof property === 'object' && property.title) || name,
    ]),
  );
}

function inWords(value: unknown): string {
  if (value === undefined || value === null || value === '') return 'nothing';
  if (typeof value === 'boolean') return value ? 'on' : 'off';
  if (isMoney(value)) return moneyText(value);
  if (Array.isArray(value)) return value.length === 0 ? 'none' : value.map(String).join(', ');
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' ? value : hoursInWords(value);
}
