import { placeInWords, placeOf, readSettingsJson, type JsonFault } from '../../agents/settings-json.js';
import { pick, startDraft, type Draft, type Values } from './form-draft.js';
import { toInput } from './form-values.js';
import type { Field } from './schema.js';

/** The field of an agent's form that is typed as JSON, too. */
const SETTINGS = 'settings';
const inside = (fields: readonly Field[]): Field[] => fields.filter(({ path }) => path === SETTINGS);

/** The configuration as a form holds it, as JSON; what is half typed stands there as text. */
export function settingsText(fields: readonly Field[], draft: Draft, defaults: Values): string {
  const value = pick(toInput(inside(fields), draft, defaults), SETTINGS);
  return JSON.stringify(value ?? {}, null, 2);
}

export type Taken = { readonly draft: Draft } | { readonly faults: readonly JsonFault[] };

/** A configuration typed as JSON, back in the form; with faults where the form could not hold it whole. */
export function draftOfText(fields: readonly Field[], draft: Draft, text: string): Taken {
  const read = readSettingsJson(text);
  if (!read.ok) return { faults: read.faults };
  const own = inside(fields);
  const typed = startDraft(own, { [SETTINGS]: read.value });
  const again = pick(toInput(own, typed, {}), SETTINGS) ?? {};
  const lost = differing(read.value, again, '').filter((path, at, all) => all.indexOf(path) === at);
  if (lost.length === 0) return { draft: { ...draft, ...typed } };
  return {
    faults: lost.map((path) => ({
      ...placeOf(text, path),
      message: `the form has no place for ${path} as it stands here; change it, or save it from here`,
    })),
  };
}

/** Paths whose value the form would not give back; blanks around a text are no loss. */
function differing(given: unknown, back: unknown, path: string): string[] {
  if (typeof given === 'string' && typeof back === 'string')
    return given.trim() === back.trim() ? [] : [path];
  if (given === '' && back === undefined) return [];
  if (!isObject(given) || !isObject(back)) return given === back ? [] : [path];
  const [one, other] = [given as Values, back as Values];
  return Object.keys(one).flatMap((key) =>
    differing(one[key], other[key], path === '' ? key : `${path}.${key}`),
  );
}

const isObject = (value: unknown): boolean => typeof value === 'object' && value !== null;

export interface Line extends JsonFault {
  /** "Line 3, column 14" */
  readonly where: string;
}

/** What is wrong with a text: what the parser finds, else what the server refused, at the lines of its fields. */
export function linesOf(text: string, refused: Readonly<Record<string, string>>): Line[] {
  const read = readSettingsJson(text);
  const faults = read.ok
    ? Object.entries(refused)
        .filter(([path]) => path.startsWith(`${SETTINGS}.`))
        .map(([path, message]) => {
          const field = path.slice(SETTINGS.length + 1);
          return { ...placeOf(text, field), message: `${field}: ${message}` };
        })
    : read.faults;
  return faults.map((fault) => ({ ...fault, where: placeInWords(fault) }));
}
