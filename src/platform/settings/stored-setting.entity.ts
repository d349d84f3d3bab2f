import { defineEntity, p } from '@mikro-orm/core';

const StoredSettingSchema = defineEntity({
  name: 'StoredSetting',
  tableName: 'setting',
  properties: {
    id: p.uuid().primary(),
    key: p.text().unique('setting_key_key'),
    /** SQL null: set back to the default. */
    value: p.json<unknown>().nullable(),
    version: p.integer(),
    /** Business instant. */
    changedAt: p.datetime(),
    /** Id of the staff account or API key, or `shell`. */
    changedBy: p.text(),
  },
});

/** What somebody has changed in the settings; the others stand at their defaults. */
export class StoredSetting extends StoredSettingSchema.class {}
StoredSettingSchema.setClass(StoredSetting);
