import type { Option, Schema } from './schema.js';
import { renamed } from './when.js';

/** What a text field offers while a person types; the server checks what was typed. */
export function suggestionsOf(widget: Schema['widget']): readonly Option[] {
  if (widget === 'country') return countries();
  return widget === 'timezone' ? timezones() : [];
}

let knownCountries: readonly Option[] | undefined;
let knownZones: readonly Option[] | undefined;
const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
/** Codes that browsers name and that are no countries. */
const others = new Set(['EU', 'EZ', 'QO', 'UN', 'XA', 'XB', 'ZZ']);

function countries(): readonly Option[] {
  const names = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
  knownCountries ??= letters
    .flatMap((first) => letters.map((second) => first + second))
    .flatMap((value) => {
      const label = others.has(value) ? undefined : names.of(value);
      return label === undefined ? [] : [{ value, label }];
    })
    .sort((one, other) => one.label.localeCompare(other.label));
  return knownCountries;
}

function timezones(): readonly Option[] {
  knownZones ??= Intl.supportedValuesOf('timeZone').map((name) => {
    const value = renamed[name] ?? name;
    return { value, label: value.replaceAll('_', ' ') };
  });
  return knownZones;
}
