import { Controller, Get, Header, Req, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { commonErrors } from '../platform/errors/common-errors.js';
import { PROBLEM_CONTENT_TYPE, toProblem } from '../platform/errors/problem.js';
import { requestIdOf } from '../platform/process/request-id.js';
import { Readiness } from './readiness.js';

/** For load balancers and supervisors: open to all, and so without names, addresses or secrets. */
@ApiTags('health')
@Controller('health')
export class HealthController {
  constructor(private readonly readiness: Readiness) {}

  @Get('live')
  @Header('Cache-Control', 'no-store')
  @ApiOperation({ summary: 'This process answers' })
  live(): { status: 'live'; uptimeSeconds: number } {
    return { status: 'live', uptimeSeconds: Math.round(process.uptime()) };
  }

  /** A refusal is written here and not thrown: a probe that asks each second must not fill the log with errors. */
  @Get('ready')
  @ApiOperation({ summary: 'The database answers, a worker lives, and a job came through the queue lately' })
  async ready(@Req() request: Request, @Res() response: Response): Promise<void> {
    response.setHeader('Cache-Control', 'no-store');
    const { checks, failing } = await this.readiness.look();
    if (!failing) {
      response.json({ status: 'ready', checks });
      return;
    }
    const refusal = commonErrors.unavailable(`Check "${failing.name}" does not hold. ${failing.detail}`, {
      facts: { failing: failing.name, checks },
    });
    const problem = toProblem(refusal, requestIdOf(request));
    response.status(problem.status).type(PROBLEM_CONTENT_TYPE).send(JSON.stringify(problem));
  }
}
