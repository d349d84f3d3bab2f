import { z } from 'zod';
import { parseInput } from '../platform/commands/parse-input.js';
import { AppError } from '../platform/errors/app-error.js';
import { agentErrors } from './agent.errors.js';
import { placeInWords, readSettingsJson } from './settings-json.js';
import { AGENT_TYPES, type AgentTypeName, type AnyAgentSettings } from './types/agent-types.js';

/** Settings as a form gives them, or the text that somebody typed as JSON: one of the two. */
export interface GivenSettings {
  readonly settings?: unknown;
  readonly settingsJson?: string | undefined;
}

/** Checked by the type's schema. Refusals name the field as the caller sent it: `settings.nickname`. */
export function givenSettings(
  type: AgentTypeName,
  { settings: given, settingsJson }: GivenSettings,
): AnyAgentSettings {
  const settings = settingsJson === undefined ? given : fromJson(settingsJson);
  const schema = AGENT_TYPES[type].settings as z.ZodType<AnyAgentSettings>;
  try {
    return parseInput(z.strictObject({ settings: schema }), { settings }).settings;
  } catch (error) {
    throw error instanceof AppError ? incomplete(type, settings, error) : error;
  }
}

function fromJson(text: string): unknown {
  const read = readSettingsJson(text);
  if (read.ok) return read.value;
  const faults = read.faults.slice(0, 20).map((fault) => `${placeInWords(fault)}: ${fault.message}`);
  throw agentErrors.settings_json_invalid(`${faults[0] ?? ''}.`, {
    fields: faults.map((message) => ({ field: 'settingsJson', message })),
  });
}

/** Required fields that hold nothing are told apart from wrong ones: the runbook's first cause of Issue 3. */
function incomplete(type: AgentTypeName, settings: unknown, refusal: AppError): AppError {
  const given = (typeof settings === 'object' && settings !== null ? settings : {}) as Record<
    string,
    unknown
  >;
  const { properties = {}, required = [] } = z.toJSONSchema(AGENT_TYPES[type].settings as z.ZodType, {
    io: 'input',
  });
  const missing = required.filter((name) => holdsNothing(given[name], properties[name]));
  if (missing.length === 0) return refusal;
  const needed = missing.map((name) => {
    const property = properties[name];
    const title = (typeof property === 'object' && property.title) || name;
    return { field: `settings.${name}`, title, message: `${title} is needed.` };
  });
  const isNeeded = (field: string): boolean =>
    field === 'settings' || needed.some((one) => field === one.field || field.startsWith(`${one.field}.`));
  return agentErrors.settings_incomplete(`Missing: ${needed.map(({ title }) => title).join(', ')}.`, {
    fields: [
      ...needed.map(({ field, message }) => ({ field, message })),
      ...refusal.fields.filter(({ field }) => !isNeeded(field)),
    ],
  });
}

function holdsNothing(value: unknown, property: z.core.JSONSchema._JSONSchema | undefined): boolean {
  if (value === undefined || value === null) return true;
  if (typeof value === 'string') return value.trim() === '';
  const least = typeof property === 'object' ? (property.minItems ?? 0) : 0;
  return Array.isArray(value) && value.length === 0 && least > 0;
}
