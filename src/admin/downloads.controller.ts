import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { DeliverableDownloads } from '../goals/deliverables/downloads/deliverable-downloads.js';
import { formatOf, sendArchive, sendFile } from '../goals/deliverables/downloads/send-download.js';
import { DATA_ROLES } from '../panel-places.js';
import { isId } from '../platform/ids/new-id.js';
import type { Actor } from '../platform/unit-of-work/actor.js';
import { forbidden, nothingHere } from './addressed.js';
import { actorOf } from './dispatched-commands.js';
import { panelAdminOf } from './http/panel-gate.js';
import { mayRead } from './shell/panel-catalog.js';

/** Deliverables as files, behind the panel's session: who reads them there may keep them. */
@Controller('admin/downloads')
export class DownloadsController {
  constructor(private readonly downloads: DeliverableDownloads) {}

  @Get('deliverables/:id/:format')
  async one(
    @Param('id') id: string,
    @Param('format') format: string,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const actor = readerOf(request, id);
    sendFile(response, await this.downloads.one(actor, id, formatOf(format)));
  }

  @Get('customers/:id/deliverables.zip')
  async all(@Param('id') id: string, @Req() request: Request, @Res() response: Response): Promise<void> {
    const actor = readerOf(request, id);
    await sendArchive(response, await this.downloads.all(actor, id));
  }
}

function readerOf(request: Request, id: string): Actor {
  const admin = panelAdminOf(request);
  if (!mayRead(admin.role, DATA_ROLES.draft)) throw forbidden();
  if (!isId(id)) throw nothingHere();
  return actorOf(admin);
}
