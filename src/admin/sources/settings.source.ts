import type { SettingQueries } from '../../platform/settings/setting.queries.js';
import type { StaffRole } from '../../platform/unit-of-work/actor.js';
import type { StaffQueries } from '../../staff/staff.queries.js';
import type { PanelDataSource, PanelPage } from '../panel.ports.js';
import type { SettingRow, SettingsView } from './settings-view.js';

/** Everything that an admin can change, section by section. */
export const settingsSource = (
  settings: SettingQueries,
  staff: StaffQueries,
  roles: readonly StaffRole[],
): PanelDataSource => ({
  path: 'settings',
  roles,
  read: async (): Promise<SettingsView> => {
    const views = await settings.all();
    const names = await staff.names(views.flatMap(({ changedBy }) => changedBy ?? []));
    const rows = views.map((view): SettingRow => ({
      ...view,
      changedAt: view.changedAt?.toISOString() ?? null,
      changedBy: view.changedBy && (names.get(view.changedBy) ?? view.changedBy),
    }));
    const titles = [...new Set(rows.map(({ section }) => section))];
    return {
      sections: titles.map((title) => ({
        title,
        settings: rows.filter(({ section }) => section === title),
      })),
    };
  },
});

interface PagePlace {
  readonly order: number;
  readonly section: string;
  readonly roles: readonly StaffRole[];
}

export const settingsPage = ({ order, section, roles }: PagePlace): PanelPage => ({
  name: 'settings',
  title: 'Settings',
  component: 'Settings',
  navigation: { icon: 'Settings', section, order },
  roles,
});
