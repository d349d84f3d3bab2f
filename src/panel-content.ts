import type { Abstract, Provider } from '@nestjs/common';
import {
  PanelContent,
  type PanelDataSource,
  type PanelDocument,
  type PanelList,
  type PanelPage,
} from './admin/panel.ports.js';
import { dashboardSource } from './admin/sources/dashboard.source.js';
import { agentSource, contractSource } from './admin/sources/agent.source.js';
import { AgentQueries } from './agents/agent.queries.js';
import { escalationSource } from './admin/sources/escalation.source.js';
import {
  lookAlikesSource,
  pulseSource,
  onboardingSource,
  timelineSource,
  goalTroubleSource,
  troublesSource,
  validationSource,
} from './admin/sources/customer.sources.js';
import { AbsenceCallsQueries } from './calls/absences/absence-calls.queries.js';
import { absenceCallsSource, callSource, meetingPlaceSource } from './admin/sources/call.source.js';
import { CallSessions } from './onboarding/call-page/call-page.queries.js';
import {
  draftSource,
  goalSource,
  historySource,
  mailDocument,
  reportSources,
  runSource,
  runStream,
  trialSource,
} from './admin/sources/record.sources.js';
import {
  mailPreviewDocument,
  mailPreviewSource,
  mailTemplatesPage,
  mailTemplatesSource,
} from './admin/sources/mail-template.sources.js';
import { MeetingPlaces } from './calls/meeting-place.queries.js';
import { CallQueries } from './calls/call.queries.js';
import { CredentialQueries } from './credentials/credential.queries.js';
import { LookAlikes } from './customers/look-alikes.queries.js';
import { CustomerLists } from './customers/customer-lists.js';
import { SignupQueries } from './customers/signup.queries.js';
import { EscalationQueries } from './escalations/escalation.queries.js';
import { SlackQueries } from './escalations/slack/slack.queries.js';
import { DeliverableQueries } from './goals/deliverables/deliverable.queries.js';
import { DraftPageQueries } from './goals/deliverables/draft-page.queries.js';
import { SchedulePreviews } from './goals/schedule-preview.js';
import { scheduleSources } from './admin/sources/schedule.source.js';
import { GoalPageQueries } from './goals/goal-page.queries.js';
import { TrialPageQueries } from './goals/trial-page.queries.js';
import { GoalQueries } from './goals/goal.queries.js';
import { RunEventStream } from './goals/runs/run-event-stream.js';
import { RunQueries } from './goals/runs/run.queries.js';
import { HealthQueries } from './health/health.queries.js';
import { MailQueries } from './mail/mail.queries.js';
import { ReportQueries } from './metrics/report/report.queries.js';
import { SurveyQueries } from './metrics/survey/survey.queries.js';
import { NoteQueries } from './notes/note.queries.js';
import { MailPreviews } from './onboarding/mails/mail-previews.service.js';
import { CsmListQueries } from './onboarding/people/csm-list.queries.js';
import { CustomerListQueries } from './onboarding/progress/customer-list.queries.js';
import { ContractFigures } from './goals/runtimes/market/contract-figures.js';
import { AgentPage } from './onboarding/agent-page/agent-page.queries.js';
import { EscalationPage } from './onboarding/escalation-page/escalation-page.queries.js';
import { OnboardingQueries } from './onboarding/onboarding.queries.js';
import { TroublesQueries } from './onboarding/diagnosis/troubles.queries.js';
import { ValidationQueries } from './onboarding/validation/validation.queries.js';
import { TimelineQueries } from './onboarding/view/timeline.queries.js';
import { DATA_ROLES, LIST_PLACES, PAGE_PLACES } from './panel-places.js';
import { PANEL_WORDS } from './panel-words.js';
import { BusinessClock } from './platform/clocks/business-clock.js';
import type { ListPort } from './platform/listing/list-port.js';
import { schedulerPage, schedulerSource } from './admin/sources/scheduler.source.js';
import { settingsPage, settingsSource } from './admin/sources/settings.source.js';
import { SettingQueries } from './platform/settings/setting.queries.js';
import { StaffQueries } from './staff/staff.queries.js';
import { TrialQueries } from './trials/trial.queries.js';

interface Source<T> {
  readonly of: Abstract<unknown>;
  readonly give: (queries: unknown, lists: readonly PanelList[]) => readonly T[];
}

/** What a room's queries hold for the panel; some of it stands on the lists. */
const from = <Q, T>(
  of: Abstract<Q>,
  give: (queries: Q, lists: readonly PanelList[]) => readonly T[],
): Source<T> => ({ of, give: give as Source<T>['give'] });

/** Every list of the panel. */
const LISTS: readonly Source<ListPort>[] = [
  from(AgentQueries, ({ list }) => [list]),
  from(CallQueries, ({ list }) => [list]),
  from(CredentialQueries, ({ list, testList }) => [list, testList]),
  from(CustomerListQueries, ({ list }) => [list]),
  from(CsmListQueries, ({ list }) => [list]),
  from(CustomerLists, ({ contacts, domainChecks, domainRules, absences }) => [
    contacts,
    domainChecks,
    domainRules,
    absences,
  ]),
  from(DeliverableQueries, ({ list }) => [list]),
  from(EscalationQueries, ({ list }) => [list]),
  from(SlackQueries, ({ list }) => [list]),
  from(GoalQueries, ({ list, approvals, runList }) => [list, approvals, runList]),
  from(MailQueries, ({ list }) => [list]),
  from(ReportQueries, ({ list }) => [list]),
  from(SurveyQueries, ({ list }) => [list]),
  from(TrialQueries, ({ list }) => [list]),
  from(NoteQueries, ({ list }) => [list]),
  from(SignupQueries, ({ list }) => [list]),
  from(StaffQueries, ({ staff, apiKeys }) => [staff, apiKeys]),
];

/** Addresses under `/admin/data/`, beside the dashboard. */
const DATA: readonly Source<PanelDataSource>[] = [
  from(HealthQueries, (health) => [schedulerSource(health, DATA_ROLES.scheduler)]),
  from(MailPreviews, (previews) => [
    mailTemplatesSource(previews, DATA_ROLES.mailTemplates),
    mailPreviewSource(previews, DATA_ROLES.mailTemplates),
  ]),
  from(OnboardingQueries, (onboarding) => [onboardingSource(onboarding, DATA_ROLES.onboarding)]),
  from(CallSessions, (calls) => [callSource(calls, DATA_ROLES.call)]),
  from(AbsenceCallsQueries, (absences) => [absenceCallsSource(absences, DATA_ROLES.absenceCalls)]),
  from(MeetingPlaces, (places) => [meetingPlaceSource(places, DATA_ROLES.meetingPlace)]),
  from(LookAlikes, (alike) => [lookAlikesSource(alike, DATA_ROLES.lookAlikes)]),
  from(AgentPage, (page) => [agentSource(page, DATA_ROLES.agent)]),
  from(ContractFigures, (figures) => [contractSource(figures, DATA_ROLES.market)]),
  from(EscalationPage, (page) => [escalationSource(page, DATA_ROLES.escalation)]),
  from(TroublesQueries, (troubles) => [
    troublesSource(troubles, DATA_ROLES.troubles),
    goalTroubleSource(troubles, DATA_ROLES.goal),
  ]),
  from(ValidationQueries, (validation) => [validationSource(validation, DATA_ROLES.validation)]),
  from(TimelineQueries, (timeline, lists) => [
    pulseSource(timeline, DATA_ROLES.onboarding),
    timelineSource(timeline, DATA_ROLES.timeline),
    historySource(timeline, lists, DATA_ROLES.history),
  ]),
  from(RunQueries, (runs) => [runSource(runs, DATA_ROLES.run)]),
  from(DraftPageQueries, (drafts) => [draftSource(drafts, DATA_ROLES.draft)]),
  from(TrialPageQueries, (trials) => [trialSource(trials, DATA_ROLES.trial)]),
  from(GoalPageQueries, (goals) => [goalSource(goals, DATA_ROLES.goal)]),
  from(SchedulePreviews, (previews) => scheduleSources(previews, DATA_ROLES.goal)),
  from(ReportQueries, (reports) => reportSources(reports, DATA_ROLES.report)),
];

/** Addresses under `/admin/documents/`. */
const DOCUMENTS: readonly Source<PanelDocument>[] = [
  from(MailQueries, (mails) => [mailDocument(mails, DATA_ROLES.mail)]),
  from(MailPreviews, (previews) => [mailPreviewDocument(previews, DATA_ROLES.mailTemplates)]),
];

/** Pages that are no lists. */
const PAGES: readonly PanelPage[] = [
  schedulerPage(PAGE_PLACES.scheduler),
  settingsPage(PAGE_PLACES.settings),
  mailTemplatesPage(PAGE_PLACES.mailTemplates),
];

const RECORD_PARTS: PanelContent['recordParts'] = {
  customers: [
    { title: 'Runbook', component: 'Runbook' },
    { title: 'Validation', component: 'Validation' },
    { title: 'Timeline', component: 'Timeline' },
    { title: 'Troubles', component: 'Troubles' },
  ],
  'csm-absences': [{ title: 'Calls', component: 'AbsenceCalls' }],
  agents: [{ title: 'Configuration', component: 'AgentPage' }],
  calls: [{ title: 'Call', component: 'CallSession' }],
  trials: [{ title: 'Usage', component: 'TrialPage' }],
  goals: [{ title: 'Safety review', component: 'GoalPage' }],
  'goal-approvals': [{ title: 'Safety review', component: 'GoalPage' }],
  'goal-runs': [{ title: 'Progress', component: 'RunPage' }],
  deliverables: [{ title: 'Draft', component: 'DraftPage' }],
  'weekly-reports': [{ title: 'Report', component: 'ReportPage' }],
  mails: [{ title: 'Mail', component: 'MailPage' }],
  notes: [{ title: 'Note', component: 'NotePage' }],
  escalations: [{ title: 'Escalation', component: 'Escalation' }],
};

/** Everything that rooms give the panel to show. */
export const panelContent: Provider<PanelContent> = {
  provide: PanelContent,
  inject: [
    BusinessClock,
    SettingQueries,
    StaffQueries,
    RunQueries,
    RunEventStream,
    ...[...LISTS, ...DATA, ...DOCUMENTS].map(({ of }) => of),
  ],
  useFactory: (
    clock: BusinessClock,
    settings: SettingQueries,
    staff: StaffQueries,
    runs: RunQueries,
    events: RunEventStream,
    ...queries: unknown[]
  ): PanelContent => {
    const given = <T>(sources: readonly Source<T>[], first: number, over: readonly PanelList[] = []): T[] =>
      sources.flatMap(({ give }, index) => give(queries[first + index], over));
    const lists = placed(given(LISTS, 0));
    const dashboard = dashboardSource(lists, DATA_ROLES.dashboard, () => clock.now(), PANEL_WORDS);
    return {
      lists,
      data: [
        dashboard,
        settingsSource(settings, staff, DATA_ROLES.settings),
        ...given(DATA, LISTS.length, lists),
      ],
      streams: [runStream(runs, events, DATA_ROLES.run)],
      documents: given(DOCUMENTS, LISTS.length + DATA.length),
      pages: PAGES,
      recordParts: RECORD_PARTS,
    };
  },
};

/**
 * The rooms' lists in their places; who reads them is said by the places alone.
 * @throws Error for a list that has none: nothing is shown to anyone by oversight
 */
function placed(lists: readonly ListPort[]): PanelList[] {
  const known = new Set(lists.map(({ id }) => id));
  return lists.map((list) => {
    const place = LIST_PLACES[list.id];
    if (!place)
      throw new Error(`The list ${list.id} has no place in the panel: give it one in panel-places.ts`);
    const { roles, parts = {}, order, section, hidden = false } = place;
    const { title = list.title, icon = list.navigation.icon, related = list.related ?? [] } = place;
    return {
      ...list,
      title,
      roles,
      parts,
      navigation: { icon, order, hidden, ...(section ? { section } : {}) },
      related: related.filter((one) => known.has(one.list)),
    };
  });
}
