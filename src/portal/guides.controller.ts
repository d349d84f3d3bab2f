import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { PLATFORM_TITLES } from '../agents/platform-names.js';
import { guidePath } from '../credentials/providers/setup-guide.js';
import { SetupGuides } from '../credentials/setup-guides.js';
import { commonErrors } from '../platform/errors/common-errors.js';
import { Pages } from '../platform/pages/pages.js';
import { portalPage } from './portal-page.js';

/** `/guides/delta`: how a platform is connected, for anybody to read (runbook, Steps 6 and 7). */
@ApiExcludeController()
@Controller('guides')
export class GuidesController {
  constructor(
    private readonly pages: Pages,
    private readonly guides: SetupGuides,
  ) {}

  @Get()
  list(@Res() response: Response): void {
    const guides = this.guides
      .offered()
      .map((name) => ({ title: PLATFORM_TITLES[name], href: guidePath(name) }));
    this.pages.send(response, portalPage('guides', 'Setup guides', { guides }));
  }

  /** A platform that is not offered here has no page. */
  @Get(':platform')
  async show(
    @Param('platform') asked: string,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const platform = this.guides.offered().find((name) => name === asked);
    if (!platform) {
      const none = commonErrors.not_found('There is no setup guide at this address.');
      return this.pages.refuse(request, response, none, {
        back: { href: '/guides', text: 'All setup guides' },
      });
    }
    const guide = await this.guides.of(platform);
    this.pages.send(response, portalPage('guide', guide.title, { guide }, { wide: true }));
  }
}
