import { Module } from '@nestjs/common';
import { COMMANDS } from '../commands.js';
import { CredentialsModule } from '../credentials/credentials.module.js';
import { CustomersModule } from '../customers/customers.module.js';
import { MetricsModule } from '../metrics/metrics.module.js';
import { StaffModule } from '../staff/staff.module.js';
import { ApiAuthentication } from './api-caller.js';
import { ApiKeyGuard } from './api-key.guard.js';
import { COMMAND_ROUTES } from './command-routes.js';
import { commandController } from './command.controller.js';
import { CredentialsController } from './credentials.controller.js';
import { CustomersController } from './customers.controller.js';
import { ReportsController } from './reports.controller.js';
import { StaffKeyAuthentication } from './staff-key-authentication.js';

/** REST, version 1: every command route from the table, and the reads beside it. */
@Module({
  imports: [StaffModule, CredentialsModule, CustomersModule, MetricsModule],
  controllers: [
    commandController(COMMAND_ROUTES, (name) => COMMANDS[name as keyof typeof COMMANDS]),
    CredentialsController,
    CustomersController,
    ReportsController,
  ],
  providers: [ApiKeyGuard, { provide: ApiAuthentication, useClass: StaffKeyAuthentication }],
})
export class ApiModule {}
