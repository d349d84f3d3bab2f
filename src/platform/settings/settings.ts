import { Inject, Injectable, Logger } from '@nestjs/common';
import { AppConfig } from '../../config/app-config.js';
import type { EntityManager } from '../database/database.js';
import { commonErrors } from '../errors/common-errors.js';
import { defaultOf, SETTINGS, type AnySetting, type Setting, type SettingTable } from './setting.js';
import { settingErrors } from './setting.errors.js';
import { StoredSettings, type StoredValue } from './stored-setting.repository.js';

export interface SettingChoice {
  readonly value: string;
  readonly label: string;
}
type Choices = (em: EntityManager) => Promise<readonly SettingChoice[]>;

/**
 * What an admin can change without a new version. Read anew each time, in the transaction given: web and
 * workers agree, and no change is missed.
 */
@Injectable()
export class Settings {
  private readonly log = new Logger('Settings');
  private readonly choices = new Map<string, Choices>();

  constructor(
    @Inject(SETTINGS) private readonly table: SettingTable,
    private readonly config: AppConfig,
    private readonly stored: StoredSettings,
  ) {}

  /** The value in force. @throws setting_unreadable (503) for a stored value that fits no more, unless the default is safe */
  async get<T>(em: EntityManager, setting: Setting<T>): Promise<T> {
    if (this.table.get(setting.key) !== (setting as AnySetting))
      throw new Error(`The setting ${setting.key} is not listed in settings.ts`);
    return this.inForce(setting, await this.stored.find(em, setting.key));
  }

  all(): readonly AnySetting[] {
    return [...this.table.values()];
  }

  /** 404 for an unknown key. */
  named(key: string): AnySetting {
    const found = this.table.get(key);
    if (!found) throw commonErrors.not_found(`There is no setting ${key}.`);
    return found;
  }

  /** Call in `onModuleInit`: the value is one of these records' ids. */
  offer(setting: Setting<string>, choices: Choices): void {
    this.choices.set(setting.key, choices);
  }

  choicesOf(em: EntityManager, key: string): Promise<readonly SettingChoice[]> | undefined {
    return this.choices.get(key)?.(em);
  }

  default<T>(setting: Setting<T>): T {
    return defaultOf(setting, this.config);
  }

  /** Why this installation cannot have a value of the right shape. */
  refusal<T>(setting: Setting<T>, value: T): string | null {
    return setting.refuse?.(value, this.config) ?? null;
  }

  /** What is wrong with a stored value, or null. */
  misfit(setting: AnySetting, row: StoredValue): string | null {
    const parsed = setting.schema.safeParse(row.value);
    if (parsed.success) return null;
    const places = parsed.error.issues.map(({ path, message }) => `${path.join('.') || 'value'}: ${message}`);
    return places.join('; ');
  }

  inForce<T>(setting: Setting<T>, row: StoredValue | undefined): T {
    if (!row?.isSet) return this.default(setting);
    const parsed = setting.schema.safeParse(row.value);
    if (parsed.success) return parsed.data;
    const { key, defaultIsSafe = false } = setting;
    this.log.error(
      { setting: key, misfit: this.misfit(setting, row) },
      `the stored setting ${key} cannot be read; ${defaultIsSafe ? 'its default is used' : 'asking for it is refused'}`,
    );
    if (defaultIsSafe) return this.default(setting);
    throw settingErrors.setting_unreadable(
      `The stored value of "${setting.title}" does not fit this version.`,
      {
        facts: { setting: key },
      },
    );
  }
}
