import { lookAlikesQuery, type LookAlikes } from '../../customers/look-alikes.queries.js';
import type { OnboardingQueries } from '../../onboarding/onboarding.queries.js';
import type { TroublesQueries } from '../../onboarding/diagnosis/troubles.queries.js';
import type { ValidationQueries } from '../../onboarding/validation/validation.queries.js';
import type { TimelineQueries } from '../../onboarding/view/timeline.queries.js';
import { parseInput } from '../../platform/commands/parse-input.js';
import { isId } from '../../platform/ids/new-id.js';
import { keysetQuery } from '../../platform/listing/keyset-page.js';
import type { StaffRole } from '../../platform/unit-of-work/actor.js';
import { actorOf } from '../dispatched-commands.js';
import type { PanelDataSource } from '../panel.ports.js';

type Roles = readonly StaffRole[];

/** The Runbook page of a customer; 404 for an unknown one. */
export const onboardingSource = (onboarding: OnboardingQueries, roles: Roles): PanelDataSource => ({
  path: 'customers/:id/onboarding',
  roles,
  read: ({ params, admin }) => onboarding.view(params['id'] ?? '', actorOf(admin)),
});

/** The runbook's Common Issues, diagnosed for a customer; 404 for an unknown one. */
export const troublesSource = (troubles: TroublesQueries, roles: Roles): PanelDataSource => ({
  path: 'customers/:id/troubles',
  roles,
  read: ({ params, admin }) => troubles.view(params['id'] ?? '', actorOf(admin)),
});

/** "Why is this goal not running?": Issue 4 for one goal; 404 for an unknown one. */
export const goalTroubleSource = (troubles: TroublesQueries, roles: Roles): PanelDataSource => ({
  path: 'goals/:id/trouble',
  roles,
  read: async ({ params: { id = '' }, admin }) =>
    isId(id) ? await troubles.ofGoal(id, actorOf(admin)) : null,
});

/** Customers that may be the one being made: asked for while its form is filled. */
export const lookAlikesSource = (alike: LookAlikes, roles: Roles): PanelDataSource => ({
  path: 'customers/look-alikes',
  roles,
  read: async ({ query }) => ({ items: await alike.find(parseInput(lookAlikesQuery, query)) }),
});

/** Required against present credentials of a customer (Step 8); 404 for an unknown one. */
export const validationSource = (validation: ValidationQueries, roles: Roles): PanelDataSource => ({
  path: 'customers/:id/validation',
  roles,
  read: ({ params, admin }) => validation.view(params['id'] ?? '', actorOf(admin)),
});

const PAGE = 50;
const pageQuery = keysetQuery.extend({ limit: keysetQuery.shape.limit.default(PAGE) });

/** Whether anything has happened to a customer since. */
export const pulseSource = (timeline: TimelineQueries, roles: Roles): PanelDataSource => ({
  path: 'customers/:id/pulse',
  roles,
  read: async ({ params: { id = '' } }) => (isId(id) ? { newest: await timeline.newest(id) } : null),
});

/** Everything that happened to a customer, newest first; `?cursor=` goes on. */
export const timelineSource = (timeline: TimelineQueries, roles: Roles): PanelDataSource => ({
  path: 'customers/:id/timeline',
  roles,
  read: ({ params, query }) => timeline.page(params['id'] ?? '', parseInput(pageQuery, query)),
});
