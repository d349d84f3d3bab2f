import { Body, Controller, Param, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { commonErrors } from '../platform/errors/common-errors.js';
import { isId } from '../platform/ids/new-id.js';
import { LinkPages, onceOf } from './link-pages.js';
import { PortalSessions } from './portal-sessions.js';

/** From the portal to the page of a call of one's own, behind the login. */
@ApiExcludeController()
@Controller('portal/calls')
export class OwnCallController {
  constructor(
    private readonly sessions: PortalSessions,
    private readonly linkPages: LinkPages,
  ) {}

  @Post(':id')
  async open(
    @Param('id') id: string,
    @Body() body: unknown,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const session = await this.sessions.current(request);
    if (!session || session.mustChange)
      throw commonErrors.unauthenticated('Your session has ended.', { hint: 'Sign in again.' });
    await this.linkPages.answer(request, response, undefined, async () => {
      if (!isId(id)) throw commonErrors.not_found('There is no such call of yours.');
      const actor = { kind: 'customer', id: session.customerId, role: 'customer' } as const;
      const form = { once: onceOf(body) };
      const opened = await this.linkPages.dispatch(request, 'call.open-page', id, {}, form, actor);
      // A second press is answered without the link, which is never kept: the first one is on its way.
      const { url } = opened as { url?: string };
      if (url === undefined) return response.redirect(303, '/portal');
      const { pathname, search } = new URL(url);
      response.redirect(303, `${pathname}${search}`);
    });
  }
}
