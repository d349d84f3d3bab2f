import { Body, Controller, HttpCode, Post, Req } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Request } from 'express';
import { z } from 'zod';
import { parseInput } from '../../platform/commands/parse-input.js';
import { DELTA_SCENARIOS } from '../delta/delta-accounts.js';
import { MARKET_MOODS } from '../delta/market-mood.js';
import { LINKEDIN_SCENARIOS } from '../linkedin/linkedin-scenarios.js';
import { SandboxCaller } from '../sandbox-caller.js';
import { OutsideWorld } from './outside-world.js';

/** Only an account of one's own: the plain ones are everybody's. */
const account = z
  .string()
  .regex(/^[a-z0-9_]+-[A-Za-z0-9]{1,24}$/, 'a scenario with an ending of its own, such as ok_trade-anna7')
  .meta({ title: 'Account' });

const turning = z.discriminatedUnion('platform', [
  z.strictObject({ platform: z.literal('delta'), account, scenario: z.enum(DELTA_SCENARIOS) }),
  z.strictObject({
    platform: z.literal('linkedin'),
    account,
    scenario: z.enum(LINKEDIN_SCENARIOS.map(({ name }) => name)),
  }),
]);
const market = z.strictObject({ mood: z.enum(MARKET_MOODS).meta({ title: 'Mood' }) });

const schemaOf = (schema: z.ZodType) => z.toJSONSchema(schema) as object;

/** What happens at the stand-ins after somebody connected. It exists only where DEPLOYMENT=sandbox. */
@ApiTags('sandbox')
@ApiBearerAuth()
@Controller('api/v1/sandbox')
export class OutsideController {
  constructor(
    private readonly world: OutsideWorld,
    private readonly caller: SandboxCaller,
  ) {}

  @Post('accounts')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Let an account turn into another scenario: blocked, revoked, working again; until a restart',
  })
  @ApiBody({ schema: schemaOf(turning) })
  async turn(@Req() request: Request, @Body() body: unknown) {
    await this.caller.admit(request, 'Accounts of stand-ins turn');
    const turned = parseInput(turning, body);
    this.world.turn(turned.platform, turned.account, turned.scenario);
    return turned;
  }

  @Post('market')
  @HttpCode(200)
  @ApiOperation({ summary: 'Let the stand-in’s market rise, or go as it goes; until a restart' })
  @ApiBody({ schema: schemaOf(market) })
  async setMood(@Req() request: Request, @Body() body: unknown) {
    await this.caller.admit(request, 'The market moves');
    const { mood } = parseInput(market, body);
    await this.world.setMood(mood);
    return { mood };
  }
}
