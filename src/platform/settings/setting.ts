import type { z } from 'zod';
import type { AppConfig } from '../../config/app-config.js';

/** One thing that an admin may change in the panel. Declared in the room that uses it (`x.settings.ts`). */
export interface Setting<T> {
  /** `mail.rules`; stable: it stands in the database and in addresses. */
  readonly key: string;
  readonly title: string;
  /** What it decides, and where it shows. */
  readonly help: string;
  /** The heading it stands under on the page. */
  readonly section: string;
  /** The value's shape; parsing what it gave once more must give the same. */
  readonly schema: z.ZodType<T>;
  /** In force until somebody changes it; may follow from the environment (`HELP_URL`). */
  readonly default: T | ((config: AppConfig) => T);
  /** The value in words, a line each; else it is read out field by field. */
  say?(value: T): readonly string[];
  /** Why this installation cannot have this value, though it has the right shape; null when it can. */
  refuse?(value: T, config: AppConfig): string | null;
  /**
   * Whether the default may stand in for a stored value that this version cannot read. Where it might allow
   * more than was set, leave it out: asking is then refused until an admin sets the value anew.
   */
  readonly defaultIsSafe?: boolean;
  /** Holds personal data: history then names the key only, not the values. */
  readonly personal?: boolean;
}

export type AnySetting = Setting<unknown>;

/** Declare a setting (keeps the type of its value). */
export const setting = <T>(spec: Setting<T>): Setting<T> => spec;

export function defaultOf<T>(spec: Setting<T>, config: AppConfig): T {
  const given = spec.default;
  return typeof given === 'function' ? (given as (config: AppConfig) => T)(config) : given;
}

/** The settings by key; two of one key stop the boot. */
export function settingTable(...settings: readonly AnySetting[]): SettingTable {
  const table = new Map<string, AnySetting>();
  for (const one of settings) {
    if (table.has(one.key)) throw new Error(`Setting ${one.key} is declared twice`);
    table.set(one.key, one);
  }
  return table;
}

/** In the order of the page. */
export type SettingTable = ReadonlyMap<string, AnySetting>;
export const SETTINGS = Symbol('settings');
