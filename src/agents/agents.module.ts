import { Module } from '@nestjs/common';
import { CustomersModule } from '../customers/customers.module.js';
import { EscalationsModule } from '../escalations/escalations.module.js';
import { AgentConfiguration } from './agent-configuration.service.js';
import { AgentConflict } from './agent-conflict.js';
import { AgentEscalation } from './agent-escalation.js';
import { AgentQueries } from './agent.queries.js';
import { AgentRepository } from './agent.repository.js';
import { AgentService } from './agent.service.js';
import { AgentSettingsVersions } from './agent-settings-version.repository.js';
import { SettingsVersionQueries } from './settings-versions.queries.js';
import { OfferedPlatforms } from './offered-platforms.js';

@Module({
  imports: [CustomersModule, EscalationsModule],
  providers: [
    AgentRepository,
    AgentSettingsVersions,
    AgentConflict,
    AgentService,
    AgentConfiguration,
    AgentEscalation,
    AgentQueries,
    SettingsVersionQueries,
    OfferedPlatforms,
  ],
  exports: [AgentService, AgentQueries, SettingsVersionQueries, AgentConfiguration, AgentEscalation],
})
export class AgentsModule {}
