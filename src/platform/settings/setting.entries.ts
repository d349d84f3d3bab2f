import { entryType, type EntryData } from '../history/entry-type.js';

/** Old and new value as JSON, but of settings with personal data the key alone. */
export interface SettingChange extends EntryData {
  readonly key: string;
}

export const settingChanged = entryType<SettingChange>(
  'setting.changed',
  ({ key }) => `Setting ${key} changed`,
);
export const settingReset = entryType<SettingChange>(
  'setting.reset',
  ({ key }) => `Setting ${key} set back to its default`,
);
