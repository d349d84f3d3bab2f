import { Body, Controller, Get, HttpCode, Post, Req } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Request } from 'express';
import { z } from 'zod';
import { parseInput } from '../../platform/commands/parse-input.js';
import { defineErrors } from '../../platform/errors/app-error.js';
import { commonErrors } from '../../platform/errors/common-errors.js';
import { mayAct } from '../../platform/unit-of-work/actor.js';
import { ApiKeyService } from '../../staff/api-keys/api-key.service.js';
import { ClockBusy, SandboxClock } from './sandbox-clock.js';

const MOST = 24 * 60;

const input = z.strictObject({
  advanceHours: z
    .number()
    .positive()
    .max(MOST)
    .meta({ title: 'Hours to go forward', description: 'Up to 60 days; the clock never runs backwards.' }),
});

const clockErrors = defineErrors({
  sandbox_clock_busy: {
    status: 503,
    title: 'Work goes on',
    hint: 'Wait until the queues are at rest (Health > Scheduler), then advance the clock again.',
    kind: 'transient',
  },
});

/** The sandbox's test clock. It exists only where DEPLOYMENT=sandbox. */
@ApiTags('sandbox')
@ApiBearerAuth()
@Controller('api/v1/sandbox/clock')
export class SandboxClockController {
  constructor(
    private readonly clock: SandboxClock,
    private readonly keys: ApiKeyService,
  ) {}

  @Get()
  @ApiOperation({ summary: 'The present business instant' })
  async show(@Req() request: Request): Promise<{ now: Date }> {
    await this.admit(request);
    return { now: await this.clock.now() };
  }

  @Post()
  @HttpCode(200)
  @ApiOperation({ summary: 'Advance the clock, stopping at every due instant until work is at rest' })
  @ApiBody({ schema: z.toJSONSchema(input) as object })
  async advance(@Req() request: Request, @Body() body: unknown) {
    await this.admit(request);
    const { advanceHours } = parseInput(input, body);
    try {
      return await this.clock.advance(advanceHours);
    } catch (error) {
      if (error instanceof ClockBusy)
        throw clockErrors.sandbox_clock_busy(`The clock waits: ${error.message}.`);
      throw error;
    }
  }

  private async admit(request: Request): Promise<void> {
    const [, token] = /^Bearer ([\x21-\x7e]+)$/i.exec(request.get('authorization') ?? '') ?? [];
    const actor = token === undefined ? undefined : await this.keys.authenticate(token);
    if (!actor) throw commonErrors.unauthenticated('The clock moves for an API key only.');
    if (!mayAct(actor, ['ops'])) throw commonErrors.forbidden('The clock moves for ops and admin only.');
  }
}
