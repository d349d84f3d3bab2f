import type { Attendee } from './call.entity.js';

/** Each address once, the first mention counts. */
export function uniquePeople(people: readonly Attendee[]): Attendee[] {
  const seen = new Set<string>();
  return people.filter(({ email }) => {
    const known = seen.has(email.toLowerCase());
    seen.add(email.toLowerCase());
    return !known;
  });
}

export const has = (people: readonly Attendee[], email: string): boolean =>
  people.some((one) => one.email.toLowerCase() === email.toLowerCase());
