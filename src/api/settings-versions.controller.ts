import { Controller, Get, Param, Query, UseGuards } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { SettingsVersionQueries, type SettingsVersionView } from '../agents/settings-versions.queries.js';
import { parseInput } from '../platform/commands/parse-input.js';
import { ApiKeyGuard } from './api-key.guard.js';
import { ApiListQuery } from './api-list-query.js';
import { IdPipe } from './id.pipe.js';

const number = z.coerce.number().int().min(1).max(1_000_000_000);
const listQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(100).default(25),
  cursor: number.optional().meta({ description: 'The nextCursor of the page before.' }),
});
const oneQuery = z.strictObject({
  against: number.optional().meta({
    description: 'The number of the version to compare with; the one before it unless given.',
  }),
});

/** Every configuration an agent was saved with (runbook Step 9): history with a diff. */
@ApiTags('agents')
@ApiBearerAuth()
@UseGuards(ApiKeyGuard)
@Controller('api/v1/agents/:id/settings-versions')
export class SettingsVersionsController {
  constructor(private readonly versions: SettingsVersionQueries) {}

  @Get()
  @ApiOperation({ summary: 'Saved settings of an agent, newest first, each with what it changed' })
  @ApiListQuery(listQuery)
  async list(
    @Param('id', IdPipe) id: string,
    @Query() query: unknown,
  ): Promise<{ items: readonly SettingsVersionView[]; nextCursor: string | null }> {
    const { limit, cursor } = parseInput(listQuery, query);
    const { items, older } = await this.versions.list(id, { limit, before: cursor });
    return { items, nextCursor: older === null ? null : String(older) };
  }

  @Get(':number')
  @ApiOperation({ summary: 'One saved settings version, with what differs from another' })
  @ApiParam({ name: 'number', schema: { type: 'integer', minimum: 1 } })
  @ApiListQuery(oneQuery)
  one(
    @Param('id', IdPipe) id: string,
    @Param('number') asked: string,
    @Query() query: unknown,
  ): Promise<SettingsVersionView> {
    const wanted = parseInput(z.strictObject({ number }), { number: asked });
    return this.versions.one(id, wanted.number, parseInput(oneQuery, query).against);
  }
}
