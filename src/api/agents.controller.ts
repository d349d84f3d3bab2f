import { Controller, Get, Param, UseGuards } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { AgentQueries, agentTypeViews, type AgentTypeView } from '../agents/agent.queries.js';
import type { AgentView } from '../agents/agent-view.js';
import { TrialQueries } from '../trials/trial.queries.js';
import type { TrialView } from '../trials/trial-view.js';
import { ApiKeyGuard, OutcomeRoute } from './api-key.guard.js';
import { CustomerPipe } from './customer.pipe.js';
import { IdPipe } from './id.pipe.js';

/** A whole, short list: all there is, so no cursor. */
interface Items<T> {
  readonly items: readonly T[];
  readonly nextCursor: null;
}

/** Reads of agents and trials. */
@ApiTags('agents')
@ApiBearerAuth()
@UseGuards(ApiKeyGuard)
@Controller('api/v1')
export class AgentsController {
  constructor(
    private readonly agents: AgentQueries,
    private readonly trials: TrialQueries,
  ) {}

  @Get('agent-types')
  @OutcomeRoute()
  @ApiOperation({ summary: 'Agent types with the JSON Schema of their settings, defaults and trial bounds' })
  types(): Items<AgentTypeView> {
    return { items: agentTypeViews(), nextCursor: null };
  }

  @Get('customers/:id/agents')
  @ApiOperation({ summary: 'Agents of a customer' })
  async agentsOf(@Param('id', CustomerPipe) id: string): Promise<Items<AgentView>> {
    return { items: await this.agents.ofCustomer(id), nextCursor: null };
  }

  @Get('agents/:id')
  @ApiOperation({ summary: 'An agent' })
  agent(@Param('id', IdPipe) id: string): Promise<AgentView> {
    return this.agents.view(id);
  }

  @Get('customers/:id/trials')
  @ApiOperation({ summary: 'Trials of a customer, newest first' })
  async trialsOf(@Param('id', CustomerPipe) id: string): Promise<Items<TrialView>> {
    return { items: await this.trials.ofCustomer(id), nextCursor: null };
  }

  @Get('trials/:id')
  @ApiOperation({ summary: 'A trial with what is used and left' })
  trial(@Param('id', IdPipe) id: string): Promise<TrialView> {
    return this.trials.view(id);
  }
}
