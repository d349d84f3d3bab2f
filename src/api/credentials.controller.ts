import { Body, Controller, Get, Param, Put, Req, Res, UseGuards } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';

import { storeCredential } from '../credentials/credential.commands.js';
import { CredentialQueries } from '../credentials/credential.queries.js';
import type { CredentialView, TestView } from '../credentials/credential.views.js';
import { CustomerQueries } from '../customers/customer.queries.js';
import type { ValidationView } from '../onboarding/validation-view.js';
import { ValidationQueries } from '../onboarding/validation/validation.queries.js';
import { CommandDispatcher } from '../platform/commands/command-dispatcher.js';
import { requestIdOf } from '../platform/process/request-id.js';
import { callerOf } from './api-caller.js';
import { ApiKeyGuard, OutcomeRoute } from './api-key.guard.js';

const KEY_BODY = {
  type: 'object',
  required: ['secret'],
  additionalProperties: false,
  properties: {
    secret: {
      type: 'object',
      description:
        'The fields of the platform; for delta: apiKey and apiSecret. Kept encrypted, never shown again.',
      additionalProperties: { type: 'string' },
    },
    settings: { type: 'object', description: 'Limits beside the key.' },
  },
};

/** Reads of credentials and their tests, and the one write whose address has two parameters. */
@ApiTags('credentials')
@ApiBearerAuth()
@UseGuards(ApiKeyGuard)
@Controller('api/v1')
export class CredentialsController {
  constructor(
    private readonly queries: CredentialQueries,
    private readonly dispatcher: CommandDispatcher,
    private readonly validations: ValidationQueries,
    private readonly customers: CustomerQueries,
  ) {}

  @Get('customers/:id/credentials')
  @ApiOperation({ summary: "A customer's credentials, newest first, each with its newest test" })
  async list(@Param('id') id: string): Promise<{ items: CredentialView[]; nextCursor: null }> {
    return { items: await this.queries.ofCustomerOr404(id), nextCursor: null };
  }

  @Get('customers/:id/validation')
  @ApiOperation({ summary: 'Step 8: required against present credentials, permissions, rotation, tests' })
  async validation(@Param('id') id: string, @Req() request: Request): Promise<ValidationView> {
    return this.validations.view(await this.customers.idOf(id), callerOf(request));
  }

  @Get('credential-tests/:id')
  @OutcomeRoute()
  @ApiOperation({ summary: 'A connection test with its cause and remedy' })
  test(@Param('id') id: string): Promise<TestView> {
    return this.queries.test(id);
  }

  @Put('customers/:id/credentials/:platform')
  @ApiOperation({ summary: 'Give a key; it is tested at once', operationId: storeCredential.name })
  @ApiBody({ schema: KEY_BODY })
  @ApiResponse({ status: 202, description: 'Stored; watch the test.' })
  async give(
    @Param('id') id: string,
    @Param('platform') platform: string,
    @Body() body: Record<string, unknown> | undefined,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const outcome = await this.dispatcher.dispatch(
      storeCredential.name,
      id,
      { ...body, platform },
      {
        actor: callerOf(request),
        requestId: requestIdOf(request),
        idempotencyKey: request.get('idempotency-key'),
      },
    );
    if (outcome.replayed) response.setHeader('Idempotency-Replayed', 'true');
    response.status(outcome.status).json(outcome.body);
  }
}
