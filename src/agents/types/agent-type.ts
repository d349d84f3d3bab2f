import type { z } from 'zod';
import type { PlatformName } from '../platform-names.js';

/** While on trial the runbook's bounds hold; a hired agent has only those of its settings form. */
export type BoundsProfile = 'trial' | 'hired';

/** One setting outside the bounds of a profile. */
export interface BoundsFinding {
  /** Path in the settings, such as `maxNotional.amount`. */
  readonly field: string;
  readonly title: string;
  /** As people read it: what is set, and what is allowed. */
  readonly value: string;
  readonly bound: string;
  readonly text: string;
}

/** One rule of a profile over a type's settings. */
export interface Bound<S> {
  readonly field: string;
  readonly title: string;
  readonly holds: (settings: S) => boolean;
  readonly value: (settings: S) => string;
  readonly bound: string;
}

/** Which platforms an agent of a type may and must work on (runbook Steps 6 and 9). */
export interface PlatformRule {
  readonly allowed: readonly PlatformName[];
  readonly required: readonly PlatformName[];
  /** How many are advised, both ends included; more or fewer is a remark, never a refusal. */
  readonly advised: { readonly min: number; readonly max: number };
}

/** A kind of agent: what is asked in Step 9, what it starts with, and how far it may go. */
export interface AgentType<S> {
  readonly title: string;
  readonly settings: z.ZodType<S>;
  /** The same, to draw a form from while a profile holds: what the profile fixes is locked. */
  readonly formFor: (profile: BoundsProfile) => z.ZodType;
  /** Its limits are read back and confirmed before they are saved (runbook Step 9, "Critical"). */
  readonly confirmsLimits: boolean;
  /** The runbook's values; name and theme are the customer's to write. */
  readonly defaults: Omit<S, 'nickname' | 'theme'>;
  readonly platforms: PlatformRule;
  readonly bounds: Record<BoundsProfile, readonly Bound<S>[]>;
}

/** Names each field that lies outside the bounds; an empty list means all is well. */
export function findingsOf<S>(bounds: readonly Bound<S>[], settings: S): BoundsFinding[] {
  return bounds
    .filter((bound) => !bound.holds(settings))
    .map(({ field, title, value, bound }) => ({
      field,
      title,
      value: value(settings),
      bound,
      text: `${title} is ${value(settings)}; the limit is ${bound}.`,
    }));
}
