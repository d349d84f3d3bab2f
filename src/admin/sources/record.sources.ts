import { map } from 'rxjs';
import type { DraftPageQueries } from '../../goals/deliverables/draft-page.queries.js';
import type { GoalPageQueries } from '../../goals/goal-page.queries.js';
import type { TrialPageQueries } from '../../goals/trial-page.queries.js';
import type { RunEventStream } from '../../goals/runs/run-event-stream.js';
import type { RunQueries } from '../../goals/runs/run.queries.js';
import type { MailQueries } from '../../mail/mail.queries.js';
import type { ReportQueries } from '../../metrics/report/report.queries.js';
import type { TimelineQueries } from '../../onboarding/view/timeline.queries.js';
import { isId } from '../../platform/ids/new-id.js';
import type { StaffRole } from '../../platform/unit-of-work/actor.js';
import { forbidden } from '../addressed.js';
import type { PanelDataSource, PanelDocument, PanelList, PanelStream } from '../panel.ports.js';
import { mayRead } from '../shell/panel-catalog.js';
import { listOf } from '../shell/scoped-list.js';

type Roles = readonly StaffRole[];
type Read = (id: string, query: Readonly<Record<string, unknown>>) => Promise<object | null>;

/** Data of one record; what is no id is nothing. Its queries answer 404 for an unknown one. */
const ofRecord = (path: string, roles: Roles, read: Read): PanelDataSource => ({
  path,
  roles,
  read: ({ params: { id = '' }, query }) => (isId(id) ? read(id, query) : Promise.resolve(null)),
});

/** A goal run: its stages so far, how it ended, what it delivered. */
export const runSource = (runs: RunQueries, roles: Roles): PanelDataSource =>
  ofRecord('goal-runs/:id/progress', roles, (id) => runs.page(id));

/** The same run, live. */
export const runStream = (runs: RunQueries, events: RunEventStream, roles: Roles): PanelStream => ({
  path: 'goal-runs/:id',
  roles,
  open: async ({ id = '' }, after) => {
    if (!isId(id)) return null;
    await runs.page(id);
    const seen = after !== undefined && isId(after) ? after : undefined;
    return events
      .watch(id, seen)
      .pipe(map(({ id: eventId, type, ...data }) => ({ id: eventId, type, data, retry: RETRY_MS })));
  },
});

/** A browser comes back after so long when a stream ended in the middle of a run. */
const RETRY_MS = 1000;

/** A draft as it will be, the action it proposes, its revisions. */
export const draftSource = (drafts: DraftPageQueries, roles: Roles): PanelDataSource =>
  ofRecord('deliverables/:id/draft', roles, (id) => drafts.page(id));

/** A goal: safety review, schedule, newest runs. */
export const goalSource = (goals: GoalPageQueries, roles: Roles): PanelDataSource =>
  ofRecord('goals/:id/review', roles, (id) => goals.page(id));

/** A trial: usage, forecast, refusals with their proof. */
export const trialSource = (trials: TrialPageQueries, roles: Roles): PanelDataSource =>
  ofRecord('trials/:id/usage', roles, (id) => trials.page(id));

/** A weekly report as the mail tells it; `?after=` asks for further records of one measure. */
export const reportSources = (reports: ReportQueries, roles: Roles): PanelDataSource[] => [
  ofRecord('weekly-reports/:id/report', roles, (id) => reports.page(id)),
  {
    path: 'weekly-reports/:id/records/:measure',
    roles,
    read: ({ params: { id = '', measure = '' }, query: { after } }) =>
      isId(id) ? reports.records(id, measure, whole(after)) : Promise.resolve(null),
  },
];

/** A mail's redacted copy. */
export const mailDocument = (mails: MailQueries, roles: Roles): PanelDocument => ({
  path: 'mails/:id',
  roles,
  read: ({ id = '' }) => (isId(id) ? mails.html(id) : Promise.resolve(null)),
});

/** Lists whose records tell their history; who reads the record reads it. */
const TOLD = ['agents', 'deliverables', 'escalations', 'goal-runs', 'goals', 'notes', 'weekly-reports'];

/** What happened to one record, by whom, oldest first. */
export function historySource(
  timeline: TimelineQueries,
  lists: readonly PanelList[],
  roles: Roles,
): PanelDataSource {
  return {
    path: 'history/:list/:id',
    roles,
    read: async ({ params: { list: name, id = '' }, admin }) => {
      const list = lists.find((one) => one.id === name && TOLD.includes(one.id));
      if (!list) return null;
      if (!mayRead(admin.role, list.roles)) throw forbidden();
      const row = isId(id) ? await listOf(list, admin.role).findOne(id) : null;
      return row && { items: await timeline.ofSubject(row.id) };
    },
  };
}

const whole = (text: unknown): number =>
  typeof text === 'string' && /^\d{1,9}$/.test(text) ? Number(text) : 0;
