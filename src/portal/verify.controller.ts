import { Body, Controller, Get, Post, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { newId } from '../platform/ids/new-id.js';
import { Links } from '../platform/links/links.js';
import { LinkPages, linkForm, tokenOf } from './link-pages.js';
import { portalPage } from './portal-page.js';

const OVER =
  'If you confirmed your address before, all is well and nothing is left to do. Otherwise sign up again with the same address to get a new mail, or write to us.';

/** `/portal/verify?token`: the customer confirms the e-mail address (runbook, pre-onboarding checklist). */
@ApiExcludeController()
@Controller('portal/verify')
export class VerifyController {
  constructor(
    private readonly links: Links,
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
        const token = tokenOf(asked);
        await this.links.peek('verify', token);
        return page({ token, once: newId() });
      },
      OVER,
    );
  }

  @Post()
  async confirm(@Body() body: unknown, @Req() request: Request, @Res() response: Response): Promise<void> {
    await this.linkPages.show(
      request,
      response,
      async () => {
        const form = linkForm(body);
        const done = await this.linkPages.dispatch(request, 'signup.verify', '', { token: form.token }, form);
        return page({ done });
      },
      OVER,
    );
  }
}

const page = (data: object) => portalPage('verify', 'Confirm your e-mail address', data);
