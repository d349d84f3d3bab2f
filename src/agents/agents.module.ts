import { Module } from '@nestjs/common';
import { CustomersModule } from '../customers/customers.module.js';
import { AgentQueries } from './agent.queries.js';
import { AgentRepository } from './agent.repository.js';
import { AgentService } from './agent.service.js';

@Module({
  imports: [CustomersModule],
  providers: [AgentRepository, AgentService, AgentQueries],
  exports: [AgentService, AgentQueries],
})
export class AgentsModule {}
