import { Global, Module } from '@nestjs/common';
import { CallsModule } from '../calls/calls.module.js';
import { CredentialsModule } from '../credentials/credentials.module.js';
import { CustomersModule } from '../customers/customers.module.js';
import { GoalsModule } from '../goals/goals.module.js';
import { MetricsModule } from '../metrics/metrics.module.js';
import { OnboardingModule } from '../onboarding/onboarding.module.js';
import { AgentsModule } from '../agents/agents.module.js';
import { PortalAgentsController } from './agents.controller.js';
import { ApprovalsController } from './approvals.controller.js';
import { AuthorizeController } from './authorize.controller.js';
import { CallController } from './call.controller.js';
import { ConnectController } from './connect.controller.js';
import { DownloadsController } from './downloads.controller.js';
import { GoalForm } from './goal-form.js';
import { PortalGoalsController } from './goals.controller.js';
import { GuidesController } from './guides.controller.js';
import { HelpController } from './help.controller.js';
import { TrialsModule } from '../trials/trials.module.js';
import { PortalHomeController } from './home.controller.js';
import { LinkPages } from './link-pages.js';
import { OwnCallController } from './own-call.controller.js';
import { PortalLoginController } from './login.controller.js';
import { PlatformCallbacksController } from './platform-callbacks.controller.js';
import { PortalAgents } from './portal-agents.js';
import { PortalDoor } from './portal-door.js';
import { PortalGoals } from './portal-goals.js';
import { PortalPlatforms } from './portal-platforms.js';
import { PortalSessions } from './portal-sessions.js';
import { PortalPlatformsController } from './platforms.controller.js';
import { PortalQueries } from './portal.queries.js';
import { ReviewController } from './review.controller.js';
import { SignupController } from './signup.controller.js';
import { SurveyController } from './survey.controller.js';
import { TodaysFigures } from './todays-figure.js';
import { VerifyController } from './verify.controller.js';

/** The customer's pages; web role only. */
@Global()
@Module({
  imports: [
    AgentsModule,
    CallsModule,
    CredentialsModule,
    CustomersModule,
    GoalsModule,
    MetricsModule,
    OnboardingModule,
    TrialsModule,
  ],
  controllers: [
    ApprovalsController,
    AuthorizeController,
    CallController,
    ConnectController,
    DownloadsController,
    GuidesController,
    HelpController,
    OwnCallController,
    PlatformCallbacksController,
    PortalAgentsController,
    PortalGoalsController,
    PortalHomeController,
    PortalLoginController,
    PortalPlatformsController,
    ReviewController,
    SignupController,
    SurveyController,
    VerifyController,
  ],
  providers: [
    GoalForm,
    LinkPages,
    PortalAgents,
    PortalDoor,
    PortalGoals,
    PortalPlatforms,
    PortalQueries,
    PortalSessions,
    TodaysFigures,
  ],
  exports: [PortalSessions],
})
export class PortalModule {}
