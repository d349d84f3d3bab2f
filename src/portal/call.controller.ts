import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { CallDetails } from '../calls/call-details.js';
import { Links } from '../platform/links/links.js';
import { PUBLIC } from '../platform/unit-of-work/actor.js';
import { UnitOfWork } from '../platform/unit-of-work/unit-of-work.js';
import { LinkPages, tokenOf } from './link-pages.js';
import { portalPage } from './portal-page.js';

/** `/call?token`: when and where the call is, in both zones (runbook Step 3). There is nothing to press. */
@ApiExcludeController()
@Controller('call')
export class CallController {
  constructor(
    private readonly links: Links,
    private readonly details: CallDetails,
    private readonly unitOfWork: UnitOfWork,
    private readonly linkPages: LinkPages,
  ) {}

  @Get()
  async show(
    @Query('token') asked: unknown,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    await this.linkPages.show(
      request,
      response,
      async () => {
        const { subjectId } = await this.links.peek('call', tokenOf(asked));
        const call = await this.unitOfWork.look(PUBLIC, (tx) => this.details.of(tx, subjectId));
        return portalPage('call', call.title, { call, sameZone: call.customerZone === call.csmZone });
      },
      'The call is over, cancelled or was moved: the newest mail about it says when it is.',
    );
  }
}
