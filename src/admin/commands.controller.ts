import { Body, Controller, HttpCode, Param, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { z } from 'zod';

import { parseInput } from '../platform/commands/parse-input.js';
import { panelAdminOf } from './http/panel-gate.js';
import { PanelCommands } from './panel.ports.js';

/** What the panel's buttons and forms send; the command's own schema checks `input`. */
const envelope = z.strictObject({
  subjectId: z.string().max(64).nullable().default(null),
  input: z.record(z.string(), z.unknown()).default({}),
});

/** The panel's door for changes: the same commands as REST, behind the panel's session. */
@Controller('admin/commands')
export class CommandsController {
  constructor(private readonly commands: PanelCommands) {}

  @Post(':name')
  @HttpCode(200)
  async run(
    @Param('name') name: string,
    @Body() body: unknown,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<unknown> {
    const admin = panelAdminOf(request);
    const { subjectId, input } = parseInput(envelope, body);
    const idempotencyKey = request.get('idempotency-key') ?? null;
    const outcome = await this.commands.dispatch({ name, subjectId, input, idempotencyKey, admin, request });
    response.status(outcome.status);
    return outcome.body;
  }
}
