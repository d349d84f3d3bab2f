import { createRequire } from 'node:module';

import { type CountryCode, type MetadataJson, parsePhoneNumberFromString } from 'libphonenumber-js/core';

const NUMBERING = createRequire(import.meta.url)('libphonenumber-js/metadata.min.json') as MetadataJson;

/**
 * E.164 (`+919876543210`) of a number as people write it; a number without `+` is read as one of the
 * country. Null when no such number can exist.
 */
export function normalisePhone(text: string, country: string): string | null {
  const options = { defaultCountry: country as CountryCode, extract: false };
  const parsed = parsePhoneNumberFromString(text, options, NUMBERING);
  return parsed?.isValid() === true ? parsed.number : null;
}

/** `+91 98765 43210`, as it is read out. */
export function readablePhone(e164: string): string {
  return parsePhoneNumberFromString(e164, NUMBERING)?.formatInternational() ?? e164;
}
