import { Controller, Get, Param, Query, UseGuards } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CallQueries, callsQuery, type CallView } from '../calls/call.queries.js';
import { parseInput } from '../platform/commands/parse-input.js';
import type { KeysetPage } from '../platform/listing/keyset-page.js';
import { ApiKeyGuard } from './api-key.guard.js';
import { ApiListQuery } from './api-list-query.js';
import { CustomerPipe } from './customer.pipe.js';
import { IdPipe } from './id.pipe.js';

/** Reads of calls: when they were to be, when they really were, who took part. */
@ApiTags('calls')
@ApiBearerAuth()
@UseGuards(ApiKeyGuard)
@Controller('api/v1')
export class CallsController {
  constructor(private readonly calls: CallQueries) {}

  @Get('calls')
  @ApiOperation({ summary: 'Calls, newest first' })
  @ApiListQuery(callsQuery)
  page(@Query() query: unknown): Promise<KeysetPage<CallView>> {
    return this.calls.page(parseInput(callsQuery, query));
  }

  @Get('calls/:id')
  @ApiOperation({ summary: 'A call' })
  one(@Param('id', IdPipe) id: string): Promise<CallView> {
    return this.calls.one(id);
  }

  @Get('customers/:id/calls')
  @ApiOperation({ summary: 'Calls of a customer, newest first' })
  @ApiListQuery(callsQuery)
  ofCustomer(
    @Param('id', CustomerPipe) customerId: string,
    @Query() query: unknown,
  ): Promise<KeysetPage<CallView>> {
    return this.calls.page({ ...parseInput(callsQuery, query), customerId });
  }
}
