import { TEAM_NAMES, type Team } from '../../escalations/triggers.js';
import type { EscalationPage } from '../../onboarding/escalation-page/escalation-page.queries.js';
import type { StaffRole } from '../../platform/unit-of-work/actor.js';
import type { PanelDataSource } from '../panel.ports.js';

/** An escalation's page; to a team, others' escalations do not exist. */
export const escalationSource = (page: EscalationPage, roles: readonly StaffRole[]): PanelDataSource => ({
  path: 'escalations/:id',
  roles,
  read: ({ params, admin }) => page.view(params['id'] ?? '', teamOf(admin.role)),
});

const teamOf = (role: StaffRole): Team | undefined => TEAM_NAMES.find((team) => team === role);
