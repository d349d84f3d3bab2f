import { Body, Controller, Get, HttpCode, Post, Req } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Request } from 'express';
import { z } from 'zod';
import { SandboxCaller } from '../sandbox-caller.js';
import { clockErrors, clockInput, clockTarget } from './clock-target.js';
import { ClockBusy, ClockMoving, SandboxClock, type Move } from './sandbox-clock.js';

/** The sandbox's test clock. It exists only where DEPLOYMENT=sandbox. */
@ApiTags('sandbox')
@ApiBearerAuth()
@Controller('api/v1/sandbox/clock')
export class SandboxClockController {
  constructor(
    private readonly clock: SandboxClock,
    private readonly caller: SandboxCaller,
  ) {}

  @Get()
  @ApiOperation({ summary: 'The present business instant, and how far a move is that goes on' })
  async show(@Req() request: Request): Promise<{ now: Date; moving: Move | null }> {
    await this.caller.admit(request, 'The clock moves');
    return { now: await this.clock.now(), moving: this.clock.moving };
  }

  @Post()
  @HttpCode(200)
  @ApiOperation({
    summary: 'Move the clock forward, stopping at every due instant until work is at rest',
    description: 'Answers when it has come to rest; meanwhile GET tells how far it is.',
  })
  @ApiBody({ schema: z.toJSONSchema(clockInput) as object })
  async advance(@Req() request: Request, @Body() body: unknown) {
    await this.caller.admit(request, 'The clock moves');
    const target = clockTarget(await this.clock.now(), body);
    try {
      return await this.clock.advanceTo(target);
    } catch (error) {
      if (error instanceof ClockMoving)
        throw clockErrors.sandbox_clock_moving(`${error.message}.`, { facts: { moving: error.move } });
      if (error instanceof ClockBusy)
        throw clockErrors.sandbox_clock_busy(`The clock waits: ${error.message}.`);
      throw error;
    }
  }
}
