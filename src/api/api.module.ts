import { Module } from '@nestjs/common';
import { AgentsModule } from '../agents/agents.module.js';
import { CallsModule } from '../calls/calls.module.js';
import { COMMANDS } from '../commands.js';
import { CredentialsModule } from '../credentials/credentials.module.js';
import { CustomersModule } from '../customers/customers.module.js';
import { GoalsModule } from '../goals/goals.module.js';
import { HealthModule } from '../health/health.module.js';
import { MetricsModule } from '../metrics/metrics.module.js';
import { OnboardingModule } from '../onboarding/onboarding.module.js';
import { StaffModule } from '../staff/staff.module.js';
import { TrialsModule } from '../trials/trials.module.js';
import { AgentsController } from './agents.controller.js';
import { ApiAuthentication } from './api-caller.js';
import { ApiKeyGuard } from './api-key.guard.js';
import { CallsController } from './calls.controller.js';
import { COMMAND_ROUTES } from './command-routes.js';
import { commandController } from './command.controller.js';
import { CredentialsController } from './credentials.controller.js';
import { CustomersController } from './customers.controller.js';
import { DownloadsController } from './downloads.controller.js';
import { GoalsController } from './goals.controller.js';
import { SchedulerController } from './scheduler.controller.js';
import { RecordingsController } from './recordings.controller.js';
import { ReportsController } from './reports.controller.js';
import { OnboardingController } from './onboarding.controller.js';
import { SettingsController } from './settings.controller.js';
import { SettingsVersionsController } from './settings-versions.controller.js';
import { StaffKeyAuthentication } from './staff-key-authentication.js';

/** REST, version 1: every command route from the table, and the reads beside it. */
@Module({
  imports: [
    StaffModule,
    AgentsModule,
    CallsModule,
    CredentialsModule,
    CustomersModule,
    GoalsModule,
    HealthModule,
    MetricsModule,
    OnboardingModule,
    TrialsModule,
  ],
  controllers: [
    commandController(COMMAND_ROUTES, (name) => COMMANDS[name as keyof typeof COMMANDS]),
    AgentsController,
    CallsController,
    CredentialsController,
    CustomersController,
    DownloadsController,
    GoalsController,
    RecordingsController,
    ReportsController,
    SchedulerController,
    SettingsController,
    SettingsVersionsController,
    OnboardingController,
  ],
  providers: [ApiKeyGuard, { provide: ApiAuthentication, useClass: StaffKeyAuthentication }],
})
export class ApiModule {}
