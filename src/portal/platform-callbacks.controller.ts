import { Body, Controller, HttpCode, Post, Req } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Request } from 'express';
import { oauthErrors } from '../credentials/oauth/oauth.errors.js';
import { CommandDispatcher } from '../platform/commands/command-dispatcher.js';
import { requestIdOf } from '../platform/process/request-id.js';
import { PUBLIC } from '../platform/unit-of-work/actor.js';

const LONGEST = 4_096;

/** Where platforms call us by themselves; what they send proves itself by its signature. */
@ApiExcludeController()
@Controller('callbacks')
export class PlatformCallbacksController {
  constructor(private readonly dispatcher: CommandDispatcher) {}

  /** Meta, after a person removed our app: form field `signed_request`. A person we do not know is no error. */
  @Post('meta/deauthorize')
  @HttpCode(200)
  async deauthorized(@Body() body: unknown, @Req() request: Request): Promise<unknown> {
    const { signed_request: signedRequest } = (body ?? {}) as Record<string, unknown>;
    if (typeof signedRequest !== 'string' || signedRequest.length > LONGEST)
      throw oauthErrors.not_signed_by_platform('There is no field signed_request, or it is too long.');
    const context = { actor: PUBLIC, requestId: requestIdOf(request) };
    const done = await this.dispatcher.dispatch('credential.deauthorize', '', { signedRequest }, context);
    return done.body;
  }
}
