import { Controller, Get, Param, Req, Res, UseGuards } from '@nestjs/common';
import {
  ApiBearerAuth,
  ApiNotFoundResponse,
  ApiOkResponse,
  ApiOperation,
  ApiParam,
  ApiProduces,
  ApiTags,
} from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { FILE_FORMATS } from '../goals/deliverables/downloads/deliverable-file.js';
import { DeliverableDownloads } from '../goals/deliverables/downloads/deliverable-downloads.js';
import { formatOf, sendArchive, sendFile } from '../goals/deliverables/downloads/send-download.js';
import { callerOf } from './api-caller.js';
import { ApiKeyGuard } from './api-key.guard.js';
import { CustomerPipe } from './customer.pipe.js';
import { IdPipe } from './id.pipe.js';

const FILE = { schema: { type: 'string', format: 'binary' } } as const;

/** Deliverables as files, the same as the panel and the portal give: kept whatever became of the trial (Step 5). */
@ApiTags('goals')
@ApiBearerAuth()
@UseGuards(ApiKeyGuard)
@Controller('api/v1')
export class DownloadsController {
  constructor(private readonly downloads: DeliverableDownloads) {}

  @Get('deliverables/:id/files/:format')
  @ApiOperation({ summary: 'A deliverable as a file: its newest text, with what was decided' })
  @ApiParam({ name: 'format', enum: FILE_FORMATS })
  @ApiProduces('text/markdown', 'text/html', 'text/plain')
  @ApiOkResponse({ description: 'The file, to be kept; its name stands in Content-Disposition', ...FILE })
  @ApiNotFoundResponse({ description: 'No such deliverable, or no such format' })
  async one(
    @Param('id', IdPipe) id: string,
    @Param('format') format: string,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    sendFile(response, await this.downloads.one(callerOf(request), id, formatOf(format)));
  }

  @Get('customers/:id/deliverables.zip')
  @ApiOperation({ summary: 'All deliverables of a customer as one zip: of each its Markdown and its page' })
  @ApiProduces('application/zip')
  @ApiOkResponse({ description: 'The archive, made while it is sent', ...FILE })
  @ApiNotFoundResponse({ description: 'No such customer' })
  async all(
    @Param('id', CustomerPipe) id: string,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    await sendArchive(response, await this.downloads.all(callerOf(request), id));
  }
}
