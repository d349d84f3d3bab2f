import { Controller, Get, Header, Req } from '@nestjs/common';
import type { Request } from 'express';

import { panelErrors } from './panel.errors.js';
import { PanelData } from './panel-data.js';
import { panelAdminOf } from './http/panel-gate.js';

/** What the panel's pages are drawn from. Reads only. */
@Controller('admin/data')
export class DataController {
  constructor(private readonly data: PanelData) {}

  @Get('*path')
  @Header('cache-control', 'no-store')
  async read(@Req() request: Request): Promise<object> {
    const admin = panelAdminOf(request);
    const path = request.path.replace(/^\/admin\/data\//, '');
    const answer = await this.data.read(path, { query: request.query, admin });
    if (!answer) throw panelErrors.page_not_found('Nothing of the panel is at this address.');
    return answer;
  }
}
