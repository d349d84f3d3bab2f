import { Module } from '@nestjs/common';
import { AgentsModule } from '../agents/agents.module.js';
import { AppConfig } from '../config/app-config.js';
import { CredentialsModule } from '../credentials/credentials.module.js';
import { CustomersModule } from '../customers/customers.module.js';
import { EscalationsModule } from '../escalations/escalations.module.js';
import { MailModule } from '../mail/mail.module.js';
import { BusinessClock } from '../platform/clocks/business-clock.js';
import { SystemClock } from '../platform/clocks/system-clock.js';
import { ProviderHttp } from '../platform/http/provider-http.js';
import { StandIns } from '../platform/outside/stand-ins.js';
import { PublicHttp } from '../platform/http/public-http.js';
import { TrialsModule } from '../trials/trials.module.js';
import { DeliverableDesk } from './deliverables/deliverable-desk.js';
import { DeliverableQueries } from './deliverables/deliverable.queries.js';
import { DeliverableRepository } from './deliverables/deliverable.repository.js';
import { DeliverableService } from './deliverables/deliverable.service.js';
import { DeliverableDownloads } from './deliverables/downloads/deliverable-downloads.js';
import { DraftPageQueries } from './deliverables/draft-page.queries.js';
import { DraftRegeneration } from './deliverables/draft-regeneration.js';
import { DraftReminderMail } from './deliverables/draft-reminder-mail.js';
import { DraftReminderRepository } from './deliverables/draft-reminder.repository.js';
import { DraftRemindersTask } from './deliverables/draft-reminders.task.js';
import { DraftRevisions } from './deliverables/draft-revisions.js';
import { DraftReadyData, DraftReadyMail } from './deliverables/draft-ready-mail.js';
import { DueRuns } from './due-runs.js';
import { DeadRunsTask } from './dead-runs.task.js';
import { DueGoalsTask } from './due-goals.task.js';
import { GoalContainment } from './goal-containment.js';
import { GoalApproval } from './goal-approval.js';
import { GoalBulkApproval } from './goal-bulk-approval.js';
import { GoalMemory } from './goal-memory.js';
import { GoalMemoryRepository } from './goal-memory.repository.js';
import { SchedulePreviews } from './schedule-preview.js';
import { GoalZones } from './goal-zones.js';
import { GoalListeners } from './goal-listeners.js';
import { GoalPageQueries } from './goal-page.queries.js';
import { TrialPageQueries } from './trial-page.queries.js';
import { GoalQueries } from './goal.queries.js';
import { GoalRepository } from './goal.repository.js';
import { GoalReopening } from './goal-reopening.js';
import { GoalReview } from './goal-review.js';
import { GoalStandings } from './goal-standing.queries.js';
import { GoalResumption } from './goal-resumption.js';
import { GoalService } from './goal.service.js';
import { StuckRunsTask } from './stuck-runs.task.js';
import { ActionFailedMail } from './hand-over/action-failed-mail.js';
import { ActionResults } from './hand-over/action-results.js';
import { AgentPlatformClient } from './hand-over/agent-platform-client.js';
import { ApprovedActions } from './hand-over/approved-actions.js';
import { HandOverDeliveries } from './hand-over/hand-over-deliveries.js';
import { HandOverRepository } from './hand-over/hand-over.repository.js';
import { HandOver } from './hand-over/hand-over.service.js';
import { OverdueActionsTask } from './hand-over/overdue-actions.task.js';
import { HandOverActionJob } from './jobs/hand-over-action.job.js';
import { RunGoalJob } from './jobs/run-goal.job.js';
import { GoalRunRepository } from './runs/goal-run.repository.js';
import { RunEventStream } from './runs/run-event-stream.js';
import { RunInputs } from './runs/run-inputs.js';
import { RunProgress } from './runs/run-progress.js';
import { RunEscalation } from './runs/run-escalation.js';
import { RunQueries } from './runs/run.queries.js';
import { RunService } from './runs/run.service.js';
import { RunSettlement } from './runs/run-settlement.js';
import { AGENT_RUNTIME } from './runtimes/agent-runtime.js';
import { BuiltInRuntime } from './runtimes/built-in-runtime.js';
import { chooseRuntime } from './runtimes/choose-runtime.js';
import { ContractFigures } from './runtimes/market/contract-figures.js';
import { PublicPages } from './runtimes/competitors/public-pages.js';
import { DeltaMarketData } from './runtimes/market/delta-market-data.js';
import { MARKET_DATA, type MarketData } from './runtimes/market/market-data.js';

const USER_AGENT = 'waooaw-onboarding/1';
/** The exchange itself, where no setting and no stand-in names another (provider notes 1.1). */
const DELTA_INDIA = 'https://api.india.delta.exchange';

type MarketSurroundings = [ProviderHttp, AppConfig, StandIns, SystemClock, BusinessClock];

const market = {
  provide: MARKET_DATA,
  useFactory: (...[http, config, standIns, system, business]: MarketSurroundings) => {
    const clock = standIns.playsMarket ? business : system;
    return new DeltaMarketData(http, config.delta.baseUrl ?? DELTA_INDIA, USER_AGENT, clock);
  },
  inject: [ProviderHttp, AppConfig, StandIns, SystemClock, BusinessClock],
};

type Outside = [MarketData, PublicHttp, ProviderHttp, AppConfig, SystemClock];

const runtime = {
  provide: AGENT_RUNTIME,
  useFactory: (...[data, pages, http, config, clock]: Outside) =>
    chooseRuntime(new BuiltInRuntime(data, new PublicPages(pages, USER_AGENT)), config.llm, { http, clock }),
  inject: [MARKET_DATA, PublicHttp, ProviderHttp, AppConfig, SystemClock],
};

@Module({
  imports: [CustomersModule, EscalationsModule, MailModule, AgentsModule, CredentialsModule, TrialsModule],
  providers: [
    market,
    runtime,
    ContractFigures,
    GoalRepository,
    GoalReview,
    GoalReopening,
    GoalResumption,
    GoalService,
    GoalApproval,
    GoalBulkApproval,
    GoalContainment,
    GoalMemoryRepository,
    GoalMemory,
    GoalZones,
    SchedulePreviews,
    GoalListeners,
    GoalQueries,
    GoalPageQueries,
    TrialPageQueries,
    GoalStandings,
    GoalRunRepository,
    RunInputs,
    RunService,
    RunEscalation,
    RunProgress,
    RunSettlement,
    RunEventStream,
    RunQueries,
    RunGoalJob,
    DueRuns,
    DueGoalsTask,
    StuckRunsTask,
    DeadRunsTask,
    HandOverRepository,
    AgentPlatformClient,
    HandOver,
    HandOverDeliveries,
    HandOverActionJob,
    ActionResults,
    OverdueActionsTask,
    ApprovedActions,
    DeliverableRepository,
    DeliverableService,
    DraftRevisions,
    DraftRegeneration,
    DraftPageQueries,
    DeliverableDownloads,
    DraftReminderRepository,
    DraftRemindersTask,
    DraftReminderMail,
    ActionFailedMail,
    DraftReadyMail,
    DraftReadyData,
    DeliverableDesk,
    DeliverableQueries,
  ],
  exports: [
    SchedulePreviews,
    DraftRemindersTask,
    HandOver,
    ActionResults,
    HandOverActionJob,
    OverdueActionsTask,
    ContractFigures,
    GoalService,
    GoalResumption,
    GoalContainment,
    GoalApproval,
    GoalBulkApproval,
    GoalQueries,
    GoalPageQueries,
    TrialPageQueries,
    GoalStandings,
    RunService,
    RunEventStream,
    RunQueries,
    RunGoalJob,
    DueGoalsTask,
    StuckRunsTask,
    DeadRunsTask,
    DeliverableDesk,
    DeliverableQueries,
    DraftPageQueries,
    DeliverableDownloads,
  ],
})
export class GoalsModule {}
