import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { expectVersion } from '../commands/expect-version.js';
import { parseInput } from '../commands/parse-input.js';
import { commonErrors } from '../errors/common-errors.js';
import type { EntryType } from '../history/entry-type.js';
import { actorId } from '../unit-of-work/actor.js';
import type { Tx } from '../unit-of-work/tx.js';
import type { AnySetting } from './setting.js';
import { settingChanged, settingReset, type SettingChange } from './setting.entries.js';
import { settingErrors } from './setting.errors.js';
import { Settings } from './settings.js';
import { StoredSettings, type StoredValue } from './stored-setting.repository.js';

export interface SettingResult {
  readonly key: string;
  readonly value: unknown;
  readonly version: number;
}

/** Changes settings. */
@Injectable()
export class SettingDesk {
  constructor(
    private readonly settings: Settings,
    private readonly stored: StoredSettings,
  ) {}

  /** @throws validation_failed (400) with fields under `value`, version_conflict (409), not_found (404) */
  async change(tx: Tx, key: string, version: number, raw: unknown): Promise<SettingResult> {
    const setting = this.settings.named(key);
    const value = await this.accepted(tx, setting, raw);
    const row = await this.locked(tx, key, version);
    await this.stored.write(tx.em, row.id, JSON.stringify(value), tx.now, actorId(tx.actor));
    this.record(tx, settingChanged, setting, row, value);
    return { key, value, version: version + 1 };
  }

  async reset(tx: Tx, key: string, version: number): Promise<SettingResult> {
    const setting = this.settings.named(key);
    const row = await this.locked(tx, key, version);
    if (!row.isSet) throw settingErrors.setting_is_default(`"${setting.title}" was not changed.`);
    const value = this.settings.default(setting);
    await this.stored.write(tx.em, row.id, null, tx.now, actorId(tx.actor));
    this.record(tx, settingReset, setting, row, value);
    return { key, value, version: version + 1 };
  }

  private async accepted(tx: Tx, setting: AnySetting, raw: unknown): Promise<unknown> {
    const { value } = parseInput(z.strictObject({ value: setting.schema }), { value: raw });
    const choices = await this.settings.choicesOf(tx.em, setting.key);
    const reason = this.settings.refusal(setting, value);
    if (reason !== null) throw refused(reason);
    if (choices && !choices.some((one) => one.value === value)) throw refused('must be one of the choices');
    return value;
  }

  private async locked(tx: Tx, key: string, version: number): Promise<StoredValue> {
    const row = await this.stored.lock(tx.em, key, tx.now, actorId(tx.actor));
    expectVersion(row, version);
    return row;
  }

  private record(
    tx: Tx,
    type: EntryType<SettingChange>,
    setting: AnySetting,
    row: StoredValue,
    value: unknown,
  ): void {
    const before = row.isSet ? row.value : this.settings.default(setting);
    const values = setting.personal ? {} : { from: JSON.stringify(before), to: JSON.stringify(value) };
    tx.record(type, { subjectId: row.id, customerId: null, data: { key: setting.key, ...values } });
  }
}

const refused = (message: string): Error =>
  commonErrors.validation_failed('Not accepted: value.', { fields: [{ field: 'value', message }] });
