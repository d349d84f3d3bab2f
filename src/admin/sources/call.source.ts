import type { CallSessions } from '../../onboarding/call-page/call-page.queries.js';
import type { StaffRole } from '../../platform/unit-of-work/actor.js';
import { actorOf } from '../dispatched-commands.js';
import type { PanelDataSource } from '../panel.ports.js';

/** A call's page, with its customer's runbook beside it; 404 for an unknown one. */
export const callSource = (calls: CallSessions, roles: readonly StaffRole[]): PanelDataSource => ({
  path: 'calls/:id',
  roles,
  read: ({ params, admin }) => calls.view(params['id'] ?? '', actorOf(admin)),
});
