import { Module } from '@nestjs/common';
import { CallsModule } from '../calls/calls.module.js';
import { AgentsModule } from '../agents/agents.module.js';
import { CredentialsModule } from '../credentials/credentials.module.js';
import { CustomersModule } from '../customers/customers.module.js';
import { EscalationsModule } from '../escalations/escalations.module.js';
import { HealthModule } from '../health/health.module.js';
import { GoalsModule } from '../goals/goals.module.js';
import { MailModule } from '../mail/mail.module.js';
import { NotesModule } from '../notes/notes.module.js';
import { AccountChanges } from './accounts/account-changes.service.js';
import { MergeQueries } from './accounts/merge.queries.js';
import { ContainedMail } from './containment/contained.mail.js';
import { Containing } from './containment/containing.service.js';
import { ContainmentDesk } from './containment/containment-desk.js';
import { ContainmentQueries } from './containment/containment.queries.js';
import { CustomerErasure } from './erasure/customer-erasure.service.js';
import { ErasedStays } from './erasure/erased-stays.js';
import { ErasureRepository } from './erasure/erasure.repository.js';
import { AgentPage } from './agent-page/agent-page.queries.js';
import { CallSessions } from './call-page/call-page.queries.js';
import { EscalationPage } from './escalation-page/escalation-page.queries.js';
import { EscalationRecords } from './escalation-page/escalation-records.queries.js';
import { ConnectionTroubleQueries } from './diagnosis/connection-trouble.queries.js';
import { GoalTroubleQueries } from './diagnosis/goal-trouble.queries.js';
import { LoginTroubleQueries } from './diagnosis/login-trouble.queries.js';
import { SavingTroubleQueries } from './diagnosis/saving-trouble.queries.js';
import { TroubleReadings } from './diagnosis/trouble-readings.js';
import { TroublesQueries } from './diagnosis/troubles.queries.js';
import { ValidationQueries } from './validation/validation.queries.js';
import { OfferedActions } from './view/offered-actions.js';
import { FactsQueries } from './facts/facts.queries.js';
import { HelpLinks } from './mails/help-links.js';
import { MailPreviews } from './mails/mail-previews.service.js';
import { MailSubjects } from './mails/mail-subjects.queries.js';
import { MailingQueries } from './mails/mailing.queries.js';
import { OnboardingMails } from './mails/onboarding-mails.service.js';
import { SetupGuideMail } from './mails/setup-guide.mail.js';
import { SummaryMail } from './mails/summary.mail.js';
import { WelcomeMail } from './mails/welcome.mail.js';
import { OnboardingQueries } from './onboarding.queries.js';
import { CsmListQueries } from './people/csm-list.queries.js';
import { CustomerListQueries } from './progress/customer-list.queries.js';
import { ProgressRepository } from './progress/progress.repository.js';
import { ProgressService } from './progress/progress.service.js';
import { ReconcileProgress } from './progress/reconcile-progress.js';
import { TickService } from './progress/tick.service.js';
import { SessionIssues } from './session-note/session-issues.queries.js';
import { SessionNotes } from './session-note/session-note.queries.js';
import { NoticeListeners } from './staff-notices/notice-listeners.js';
import { NoticeQueries } from './staff-notices/notice.queries.js';
import { DraftNoticeTexts } from './staff-notices/draft-notice-texts.js';
import { NoticeTexts } from './staff-notices/notice-texts.js';
import { TrialNoticeTexts } from './staff-notices/trial-notice-texts.js';
import { StaffNotices } from './staff-notices/staff-notices.service.js';
import { CustomerActs } from './waiting/customer-acts.js';
import { FollowUpNotice } from './waiting/follow-up.notice.js';
import { NudgeMail } from './waiting/nudge.mail.js';
import { ActorNames } from './view/actor-names.queries.js';
import { TimelineQueries } from './view/timeline.queries.js';

@Module({
  imports: [
    CallsModule,
    AgentsModule,
    CredentialsModule,
    CustomersModule,
    EscalationsModule,
    GoalsModule,
    HealthModule,
    MailModule,
    NotesModule,
  ],
  providers: [
    AccountChanges,
    ContainedMail,
    Containing,
    ContainmentDesk,
    ContainmentQueries,
    MergeQueries,
    CustomerErasure,
    ErasedStays,
    ErasureRepository,
    CsmListQueries,
    CustomerListQueries,
    AgentPage,
    EscalationPage,
    CallSessions,
    EscalationRecords,
    FactsQueries,
    HelpLinks,
    ConnectionTroubleQueries,
    GoalTroubleQueries,
    LoginTroubleQueries,
    MailingQueries,
    MailPreviews,
    MailSubjects,
    OnboardingMails,
    SetupGuideMail,
    SummaryMail,
    WelcomeMail,
    ProgressRepository,
    ProgressService,
    ReconcileProgress,
    TickService,
    NoticeListeners,
    NoticeQueries,
    NoticeTexts,
    DraftNoticeTexts,
    TrialNoticeTexts,
    StaffNotices,
    CustomerActs,
    FollowUpNotice,
    NudgeMail,
    ActorNames,
    SessionIssues,
    SessionNotes,
    OnboardingQueries,
    TimelineQueries,
    SavingTroubleQueries,
    TroubleReadings,
    TroublesQueries,
    OfferedActions,
    ValidationQueries,
  ],
  exports: [
    CsmListQueries,
    CustomerListQueries,
    AgentPage,
    EscalationPage,
    CallSessions,
    FactsQueries,
    MailPreviews,
    OnboardingQueries,
    ReconcileProgress,
    SessionNotes,
    StaffNotices,
    TimelineQueries,
    TroublesQueries,
    ValidationQueries,
  ],
})
export class OnboardingModule {}
