import { Body, Controller, Get, HttpCode, Param, Post, Put, Req, Res, UseGuards } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { CommandDispatcher } from '../platform/commands/command-dispatcher.js';
import { commonErrors } from '../platform/errors/common-errors.js';
import { requestIdOf } from '../platform/process/request-id.js';
import { changeSetting, resetSetting } from '../platform/settings/setting.commands.js';
import { SettingQueries } from '../platform/settings/setting.queries.js';
import type { SettingView } from '../platform/settings/setting-view.js';
import { mayAct } from '../platform/unit-of-work/actor.js';
import { callerOf } from './api-caller.js';
import { ApiKeyGuard } from './api-key.guard.js';

const VERSION = { type: 'integer', minimum: 0, description: 'As read; 0 until it is first changed.' };
const CHANGE = {
  type: 'object',
  required: ['version', 'value'],
  additionalProperties: false,
  properties: { version: VERSION, value: { description: 'By the schema that GET /settings/:key shows.' } },
};
const RESET = {
  type: 'object',
  required: ['version'],
  additionalProperties: false,
  properties: { version: VERSION },
};

/** What an admin can change without a new version. */
@ApiTags('settings')
@ApiBearerAuth()
@UseGuards(ApiKeyGuard)
@Controller('api/v1/settings')
export class SettingsController {
  constructor(
    private readonly settings: SettingQueries,
    private readonly dispatcher: CommandDispatcher,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Every setting with its value, its schema and who changed it' })
  async all(@Req() request: Request): Promise<{ items: SettingView[] }> {
    adminOnly(request);
    return { items: await this.settings.all() };
  }

  @Get(':key')
  @ApiOperation({ summary: 'One setting' })
  one(@Param('key') key: string, @Req() request: Request): Promise<SettingView> {
    adminOnly(request);
    return this.settings.one(key);
  }

  @Put(':key')
  @ApiOperation({ summary: changeSetting.title, operationId: changeSetting.name })
  @ApiBody({ schema: CHANGE })
  change(
    @Param('key') key: string,
    @Body() body: object | undefined,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    return this.dispatch(changeSetting.name, { ...body, key }, request, response);
  }

  @Post(':key/reset')
  @HttpCode(200)
  @ApiOperation({ summary: resetSetting.title, operationId: resetSetting.name })
  @ApiBody({ schema: RESET })
  reset(
    @Param('key') key: string,
    @Body() body: object | undefined,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    return this.dispatch(resetSetting.name, { ...body, key }, request, response);
  }

  private async dispatch(name: string, input: object, request: Request, response: Response): Promise<void> {
    const outcome = await this.dispatcher.dispatch(name, '', input, {
      actor: callerOf(request),
      requestId: requestIdOf(request),
      idempotencyKey: request.get('idempotency-key'),
    });
    if (outcome.replayed) response.setHeader('Idempotency-Replayed', 'true');
    response.status(outcome.status).json(outcome.body);
  }
}

function adminOnly(request: Request): void {
  if (!mayAct(callerOf(request), [])) throw commonErrors.forbidden('Settings are open to admins.');
}
