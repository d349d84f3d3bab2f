import type { SettingView } from '../../platform/settings/setting-view.js';

/** A setting with the name of whoever changed it last. */
export interface SettingRow extends Omit<SettingView, 'changedAt'> {
  readonly changedAt: string | null;
}

export interface SettingsView {
  readonly sections: readonly { readonly title: string; readonly settings: readonly SettingRow[] }[];
}
