import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Database } from '../database/database.js';
import type { AnySetting } from './setting.js';
import type { SettingView } from './setting-view.js';
import { valueInWords } from './setting-words.js';
import { Settings, type SettingChoice } from './settings.js';
import { StoredSettings, type StoredValue } from './stored-setting.repository.js';

/** The settings as people see them. */
@Injectable()
export class SettingQueries {
  constructor(
    private readonly database: Database,
    private readonly settings: Settings,
    private readonly stored: StoredSettings,
  ) {}

  async all(): Promise<SettingView[]> {
    const em = this.database.em();
    const rows = new Map((await this.stored.all(em)).map((row) => [row.key, row]));
    const views: SettingView[] = [];
    for (const setting of this.settings.all())
      views.push(this.view(setting, rows.get(setting.key), await this.settings.choicesOf(em, setting.key)));
    return views;
  }

  /** @throws not_found (404) */
  async one(key: string): Promise<SettingView> {
    const em = this.database.em();
    const setting = this.settings.named(key);
    const choices = await this.settings.choicesOf(em, key);
    return this.view(setting, await this.stored.find(em, key), choices);
  }

  private view(
    setting: AnySetting,
    row: StoredValue | undefined,
    choices: readonly SettingChoice[] = [],
  ): SettingView {
    const { key, title, help, section } = setting;
    const misfit = row?.isSet ? this.settings.misfit(setting, row) : null;
    const value = misfit === null ? this.settings.inForce(setting, row) : this.settings.default(setting);
    const chosen = choices.find((one) => one.value === value);
    return {
      ...{ key, title, help, section, value },
      words: chosen ? [chosen.label] : (setting.say?.(value) ?? valueInWords(value)),
      isDefault: !row?.isSet,
      version: row?.version ?? 0,
      changedAt: row?.changedAt ?? null,
      changedBy: row?.changedBy ?? null,
      problem: misfit === null ? null : unreadable(setting, misfit),
      schema: formSchema(setting, choices),
    };
  }
}

const unreadable = ({ defaultIsSafe }: AnySetting, misfit: string): string =>
  `The stored value cannot be read (${misfit}). ${
    defaultIsSafe ? 'The default is used' : 'What depends on it is refused'
  } until it is set anew.`;

function formSchema(setting: AnySetting, choices: readonly SettingChoice[]): Record<string, unknown> {
  const { title } = setting.schema.meta() ?? {};
  const named = setting.schema.meta({ ...setting.schema.meta(), title: title ?? setting.title });
  const value = choices.length > 0 ? named.meta({ ...named.meta(), options: [...choices] }) : named;
  const input = z.strictObject({ key: z.literal(setting.key), version: z.int().min(0), value });
  return z.toJSONSchema(input, { io: 'input', unrepresentable: 'any' });
}
