import type { MeetingPlaces } from '../../calls/meeting-place.queries.js';
import type { CallSessions } from '../../onboarding/call-page/call-page.queries.js';
import type { AbsenceCallsQueries } from '../../calls/absences/absence-calls.queries.js';
import { isId } from '../../platform/ids/new-id.js';
import type { StaffRole } from '../../platform/unit-of-work/actor.js';
import { actorOf } from '../dispatched-commands.js';
import type { PanelDataSource } from '../panel.ports.js';

/** The calls that fall into a manager's absence; 404 for an unknown one. */
export const absenceCallsSource = (
  absences: AbsenceCallsQueries,
  roles: readonly StaffRole[],
): PanelDataSource => ({
  path: 'csm-absences/:id/calls',
  roles,
  read: ({ params: { id = '' } }) => (isId(id) ? absences.view(id) : Promise.resolve(null)),
});

/** Where a customer's calls take place unless they are given a link; 404 for an unknown one. */
export const meetingPlaceSource = (places: MeetingPlaces, roles: readonly StaffRole[]): PanelDataSource => ({
  path: 'customers/:id/meeting-place',
  roles,
  read: ({ params: { id = '' } }) => (isId(id) ? places.usual(id) : Promise.resolve(null)),
});

/** A call's page, with its customer's runbook beside it; 404 for an unknown one. */
export const callSource = (calls: CallSessions, roles: readonly StaffRole[]): PanelDataSource => ({
  path: 'calls/:id',
  roles,
  read: ({ params, admin }) => calls.view(params['id'] ?? '', actorOf(admin)),
});
