import type { HealthQueries } from '../../health/health.queries.js';
import type { StaffRole } from '../../platform/unit-of-work/actor.js';
import type { PanelDataSource, PanelPage } from '../panel.ports.js';

/** Health > Scheduler: what should have run against what did, and who works. */
export const schedulerSource = (health: HealthQueries, roles: readonly StaffRole[]): PanelDataSource => ({
  path: 'health/scheduler',
  roles,
  read: () => health.scheduler(),
});

interface PagePlace {
  readonly order: number;
  readonly section: string;
  readonly roles: readonly StaffRole[];
}

export const schedulerPage = ({ order, section, roles }: PagePlace): PanelPage => ({
  name: 'scheduler',
  title: 'Scheduler',
  component: 'Scheduler',
  navigation: { icon: 'Activity', section, order },
  roles,
});
