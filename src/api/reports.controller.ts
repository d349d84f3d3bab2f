import { Body, Controller, Get, HttpCode, Param, Post, Query, Req, Res, UseGuards } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiOperation, ApiQuery, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { z } from 'zod';
import { CustomerQueries } from '../customers/customer.queries.js';
import { ReportQueries, type CustomerMeasure } from '../metrics/report/report.queries.js';
import type { ReportView } from '../metrics/report/report-view.js';
import type { MeasuredValue } from '../metrics/report/snapshot.js';
import { answerSurvey } from '../metrics/survey/survey.commands.js';
import { CommandDispatcher } from '../platform/commands/command-dispatcher.js';
import { parseInput } from '../platform/commands/parse-input.js';
import { isDated } from '../platform/time/dated.js';
import { requestIdOf } from '../platform/process/request-id.js';
import { callerOf } from './api-caller.js';
import { ApiKeyGuard, OpenRoute } from './api-key.guard.js';

const instant = z
  .union([z.iso.datetime({ offset: true }), z.iso.date()])
  .transform((text) => new Date(text))
  .refine(isDated, 'must be a day or instant of this time, such as 2026-02-09');
const period = z
  .strictObject({ from: instant, to: instant })
  .refine(({ from, to }) => from < to, { path: ['to'], message: 'must be later than from' });

const ANSWER = {
  type: 'object',
  required: ['score'],
  additionalProperties: false,
  properties: { score: { type: 'integer', minimum: 1, maximum: 5 }, comment: { type: 'string' } },
};

/** The success metrics, and the answer to a survey by its one-time link. */
@ApiTags('reports')
@ApiBearerAuth()
@UseGuards(ApiKeyGuard)
@Controller('api/v1')
export class ReportsController {
  constructor(
    private readonly reports: ReportQueries,
    private readonly customers: CustomerQueries,
    private readonly dispatcher: CommandDispatcher,
  ) {}

  @Get('reports/weekly/:isoWeek')
  @ApiOperation({ summary: 'The frozen report of a week, or a draft of this moment' })
  weekly(@Param('isoWeek') isoWeek: string): Promise<ReportView> {
    return this.reports.weekly(isoWeek);
  }

  @Get('metrics/onboarding')
  @ApiOperation({ summary: 'The five measures over any period' })
  @ApiQuery({ name: 'from', description: 'Instant or day, included' })
  @ApiQuery({ name: 'to', description: 'Instant or day, not included' })
  async measures(@Query() query: Record<string, string>): Promise<{ items: MeasuredValue[] }> {
    return { items: await this.reports.measures(parseInput(period, query)) };
  }

  @Get('customers/:id/measures')
  @ApiOperation({ summary: "A customer's own five: met, missed, not yet" })
  async ofCustomer(@Param('id') id: string): Promise<{ items: CustomerMeasure[] }> {
    return { items: await this.reports.ofCustomer(await this.customers.idOf(id)) };
  }

  @Post('surveys/:token')
  @HttpCode(200)
  @OpenRoute()
  @ApiOperation({ summary: 'Answer a survey by its one-time link', operationId: answerSurvey.name })
  @ApiBody({ schema: ANSWER })
  async answer(
    @Param('token') token: string,
    @Body() body: Record<string, unknown> | undefined,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const context = {
      actor: callerOf(request),
      requestId: requestIdOf(request),
      idempotencyKey: request.get('idempotency-key'),
    };
    const outcome = await this.dispatcher.dispatch(answerSurvey.name, '', { ...body, token }, context);
    if (outcome.replayed) response.setHeader('Idempotency-Replayed', 'true');
    response.status(outcome.status).json(outcome.body);
  }
}
