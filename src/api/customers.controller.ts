import { Controller, Get, Param, Query, UseGuards } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CustomerQueries, customersQuery } from '../customers/customer.queries.js';
import { SignupQueries, signupsQuery } from '../customers/signup.queries.js';
import { parseInput } from '../platform/commands/parse-input.js';
import { ApiKeyGuard } from './api-key.guard.js';
import { ApiListQuery } from './api-list-query.js';

/** Reads of signups and customers. `:id` is a UUID or a C-number. */
@ApiTags('customers')
@ApiBearerAuth()
@UseGuards(ApiKeyGuard)
@Controller('api/v1')
export class CustomersController {
  constructor(
    private readonly customers: CustomerQueries,
    private readonly signups: SignupQueries,
  ) {}

  @Get('signups')
  @ApiOperation({ summary: 'Signups, newest first' })
  @ApiListQuery(signupsQuery)
  async listSignups(@Query() query: unknown): Promise<object> {
    return this.signups.page(parseInput(signupsQuery, query));
  }

  @Get('customers')
  @ApiOperation({ summary: 'Customers, newest first' })
  @ApiListQuery(customersQuery)
  async listCustomers(@Query() query: unknown): Promise<object> {
    return this.customers.page(parseInput(customersQuery, query));
  }

  @Get('customers/:id')
  @ApiOperation({ summary: 'A customer, with contacts, CSM, newest domain check and what is missing' })
  async customer(@Param('id') id: string): Promise<object> {
    return this.customers.one(await this.customers.idOf(id));
  }
}
