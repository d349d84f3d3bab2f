import type { StaffRole } from '../platform/unit-of-work/actor.js';
import { panelErrors } from './panel.errors.js';
import { mayRead } from './shell/panel-catalog.js';

/** Something with an address of its own, open to some roles. */
export interface Addressed {
  /** `customers/:id/onboarding`. */
  readonly path: string;
  readonly roles: readonly StaffRole[];
}

export interface Found<T> {
  readonly source: T;
  readonly params: Readonly<Record<string, string>>;
}

/** What stands at an address, or null. Throws `page_forbidden` (403) when the role may not read it. */
export function addressed<T extends Addressed>(
  sources: readonly T[],
  path: string,
  role: StaffRole,
): Found<T> | null {
  for (const source of sources) {
    const params = matchPath(source.path, path);
    if (!params) continue;
    if (!mayRead(role, source.roles)) throw forbidden();
    return { source, params };
  }
  return null;
}

export const forbidden = (): Error =>
  panelErrors.page_forbidden('Your role does not open this part of the panel.');

export const nothingHere = (): Error =>
  panelErrors.page_not_found('Nothing of the panel is at this address.');

/** `customers/:id/onboarding` against `customers/42/onboarding`: `{ id: '42' }`, or null. */
export function matchPath(pattern: string, path: string): Record<string, string> | null {
  const wanted = pattern.split('/');
  const given = path.split('/').map(decode);
  if (wanted.length !== given.length) return null;
  const params: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    const value = given[index] ?? '';
    if (part.startsWith(':') && value !== '') params[part.slice(1)] = value;
    else if (part !== value) return null;
  }
  return params;
}

export function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
