import countries from 'i18n-iso-countries/index.js';

/** Kosovo's XK is in common use, but not in ISO 3166-1. */
const NOT_ISO = new Set(['XK']);
const CODES = new Set(Object.keys(countries.getAlpha2Codes()).filter((code) => !NOT_ISO.has(code)));
const NAMES = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'code' });

export function isCountry(code: string): boolean {
  return CODES.has(code);
}

/** English short name: `IN` → India. */
export function countryName(code: string): string {
  return NAMES.of(code) ?? code;
}

/** For the form: by name. */
export function countryChoices(): { value: string; label: string }[] {
  return [...CODES]
    .map((value) => ({ value, label: countryName(value) }))
    .sort((a, b) => a.label.localeCompare(b.label, 'en'));
}
