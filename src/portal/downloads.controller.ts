import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { DeliverableDownloads } from '../goals/deliverables/downloads/deliverable-downloads.js';
import { formatOf, sendArchive, sendFile } from '../goals/deliverables/downloads/send-download.js';
import { commonErrors } from '../platform/errors/common-errors.js';
import { isId } from '../platform/ids/new-id.js';
import { PortalSessions } from './portal-sessions.js';

/** The customer's own deliverables as files: they stay, whatever becomes of the trial (runbook Step 5). */
@ApiExcludeController()
@Controller('portal/downloads')
export class DownloadsController {
  constructor(
    private readonly sessions: PortalSessions,
    private readonly downloads: DeliverableDownloads,
  ) {}

  @Get('all.zip')
  async all(@Req() request: Request, @Res() response: Response): Promise<void> {
    const id = await this.customer(request);
    if (id === null) return response.redirect(303, '/portal/login?next=/portal/approvals');
    await sendArchive(response, await this.downloads.all(actorOf(id), id));
  }

  @Get(':id/:format')
  async one(
    @Param('id') id: string,
    @Param('format') format: string,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const customerId = await this.customer(request);
    if (customerId === null) return response.redirect(303, '/portal/login?next=/portal/approvals');
    if (!isId(id)) throw commonErrors.not_found('There is no such deliverable of yours.');
    sendFile(response, await this.downloads.one(actorOf(customerId), id, formatOf(format), customerId));
  }

  private async customer(request: Request): Promise<string | null> {
    const session = await this.sessions.current(request);
    return session && !session.mustChange ? session.customerId : null;
  }
}

const actorOf = (id: string) => ({ kind: 'customer', id, role: 'customer' }) as const;
