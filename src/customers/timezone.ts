import { isZone } from '../platform/time/wall-clock.js';

/** `Area/City` or UTC. Abbreviations such as EST mean several things and hide daylight saving time. */
const NAME =
  /^(UTC|(Africa|America|Antarctica|Arctic|Asia|Atlantic|Australia|Europe|Indian|Pacific)\/[\w+/-]+)$/;

/** V8 lists some zones by names that IANA has retired. */
const RENAMED: Readonly<Record<string, string>> = {
  'America/Buenos_Aires': 'America/Argentina/Buenos_Aires',
  'Asia/Calcutta': 'Asia/Kolkata',
  'Asia/Katmandu': 'Asia/Kathmandu',
  'Asia/Rangoon': 'Asia/Yangon',
  'Asia/Saigon': 'Asia/Ho_Chi_Minh',
  'Atlantic/Faeroe': 'Atlantic/Faroe',
  'Europe/Kiev': 'Europe/Kyiv',
};

export function isCustomerTimezone(name: string): boolean {
  return NAME.test(name) && isZone(name);
}

/** For the form. */
export function timezoneChoices(): string[] {
  const names = Intl.supportedValuesOf('timeZone').map((name) => RENAMED[name] ?? name);
  return [...new Set([...names, 'UTC'])].filter(isCustomerTimezone).sort();
}
