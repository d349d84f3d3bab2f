import { tzlib_get_ical_block, tzlib_get_timezones } from 'timezones-ical-library';

export interface TimezoneBlock {
  /** The name the block defines: for an alias such as `Asia/Calcutta` the canonical `Asia/Kolkata`. */
  readonly id: string;
  readonly block: string;
}

const known = new Set(tzlib_get_timezones(false));

/** The VTIMEZONE of an IANA zone; null for one the library does not carry. */
export function timezoneBlock(zone: string): TimezoneBlock | null {
  if (!known.has(zone)) return null;
  const found = tzlib_get_ical_block(zone);
  const [block, property] = typeof found === 'string' ? [] : found;
  if (!block || !property) return null;
  return { id: property.replace(/^TZID=/, ''), block };
}
