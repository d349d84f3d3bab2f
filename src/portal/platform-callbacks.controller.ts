import { Body, Controller, Get, HttpCode, Post, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import type { CommandName } from '../commands.js';
import { DataDeletion } from '../credentials/oauth/data-deletion.js';
import { oauthErrors } from '../credentials/oauth/oauth.errors.js';
import { CommandDispatcher } from '../platform/commands/command-dispatcher.js';
import { Pages } from '../platform/pages/pages.js';
import { requestIdOf } from '../platform/process/request-id.js';
import { PUBLIC } from '../platform/unit-of-work/actor.js';

const LONGEST = 4_096;

/** Where platforms call us by themselves; what they send proves itself by its signature. */
@ApiExcludeController()
@Controller('callbacks')
export class PlatformCallbacksController {
  constructor(
    private readonly dispatcher: CommandDispatcher,
    private readonly deletion: DataDeletion,
    private readonly pages: Pages,
  ) {}

  /** Meta, after a person removed our app: form field `signed_request`. A person we do not know is no error. */
  @Post('meta/deauthorize')
  @HttpCode(200)
  deauthorized(@Body() body: unknown, @Req() request: Request): Promise<unknown> {
    return this.dispatch('credential.deauthorize', body, request);
  }

  /** Meta, after a person asked there that we delete their data; answers where the state is read, and the code. */
  @Post('meta/delete-data')
  @HttpCode(200)
  deletionAsked(@Body() body: unknown, @Req() request: Request): Promise<unknown> {
    return this.dispatch('credential.delete-data', body, request);
  }

  /** The state of a deletion, for whoever holds its code. */
  @Get('meta/deletion')
  deletionState(@Query('code') code: unknown, @Res() response: Response): void {
    const doneAt = this.deletion.doneAt(code)?.toISOString() ?? null;
    const title = doneAt ? 'Your data was deleted' : 'This code is not known';
    const data = { doneAt, code: doneAt ? code : null };
    this.pages.send(response, { view: 'portal/data-deletion', title, status: doneAt ? 200 : 404, data });
  }

  private async dispatch(command: CommandName, body: unknown, request: Request): Promise<unknown> {
    const { signed_request: signedRequest } = (body ?? {}) as Record<string, unknown>;
    if (typeof signedRequest !== 'string' || signedRequest.length > LONGEST)
      throw oauthErrors.not_signed_by_platform('There is no field signed_request, or it is too long.');
    const context = { actor: PUBLIC, requestId: requestIdOf(request) };
    return (await this.dispatcher.dispatch(command, '', { signedRequest }, context)).body;
  }
}
