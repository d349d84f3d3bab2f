import { Body, Controller, Get, Post, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { CallPage, type CallPageView } from '../calls/call-page.js';
import { buildCalendarFile } from '../mail/calendar/build-calendar-file.js';
import { callCalendar } from '../mail/templates/call-times.js';
import { AppError } from '../platform/errors/app-error.js';
import { Links } from '../platform/links/links.js';
import { PUBLIC } from '../platform/unit-of-work/actor.js';
import { UnitOfWork } from '../platform/unit-of-work/unit-of-work.js';
import { callPage } from './call-view.js';
import { LinkPages, linkForm, tokenOf } from './link-pages.js';
import { portalPage } from './portal-page.js';

const OVER = 'The call is over, cancelled or was moved: the newest mail about it says when it is.';

type Change = 'call.pick-time' | 'call.call-off' | 'call.change-people';

/** `/call?token`: when and where the call is, in both zones; to move, to call off, to invite (runbook Step 3). */
@ApiExcludeController()
@Controller('call')
export class CallController {
  constructor(
    private readonly links: Links,
    private readonly calls: CallPage,
    private readonly unitOfWork: UnitOfWork,
    private readonly linkPages: LinkPages,
  ) {}

  @Get()
  async show(
    @Query('token') asked: unknown,
    @Query('done') done: unknown,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    await this.linkPages.show(
      request,
      response,
      async () => {
        const token = tokenOf(asked);
        return callPage(await this.look(token), token, done);
      },
      OVER,
    );
  }

  /** The calendar entry as it is now, for those who lost the mail. */
  @Get('invite.ics')
  async invite(
    @Query('token') asked: unknown,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    await this.linkPages.answer(request, response, OVER, async () => {
      const { call, status } = await this.look(tokenOf(asked));
      const method = status === 'cancelled' ? 'CANCEL' : 'REQUEST';
      const { content, filename } = buildCalendarFile(callCalendar(call, method));
      response
        .setHeader('content-type', `text/calendar; charset=utf-8; method=${method}`)
        .setHeader('content-disposition', `attachment; filename="${filename}"`)
        .setHeader('cache-control', 'no-store')
        .send(content);
    });
  }

  @Post('time')
  time(@Body() body: unknown, @Req() request: Request, @Res() response: Response): Promise<void> {
    return this.change(request, response, body, 'call.pick-time', ({ startsAt }) => ({ startsAt }), 'moved');
  }

  @Post('people')
  people(@Body() body: unknown, @Req() request: Request, @Res() response: Response): Promise<void> {
    const read = ({ name, email, position, remove }: Form) =>
      remove === undefined ? { add: { name, email, ...(position ? { position } : {}) } } : { remove };
    return this.change(request, response, body, 'call.change-people', read, 'people');
  }

  @Post('off')
  off(@Body() body: unknown, @Req() request: Request, @Res() response: Response): Promise<void> {
    return this.change(request, response, body, 'call.call-off', ({ reason }) => ({ reason }), null);
  }

  /** `done`: what the page says after; null where the link ends with the change. */
  private async change(
    request: Request,
    response: Response,
    body: unknown,
    command: Change,
    read: (form: Form) => object,
    done: string | null,
  ): Promise<void> {
    await this.linkPages.answer(request, response, OVER, async () => {
      const link = linkForm(body);
      const before = await this.look(link.token);
      try {
        const input = { token: link.token, ...read(body ?? {}) };
        await this.linkPages.dispatch(request, command, '', input, link);
      } catch (error) {
        if (!(error instanceof AppError) || error.kind !== 'user') throw error;
        // Drawn anew: what is free now, not what was free when the page was opened.
        const page = callPage(await this.look(link.token), link.token, undefined, body ?? {});
        return this.linkPages.form(request, response, page, () => Promise.reject(error));
      }
      if (done === null) this.linkPages.send(response, portalPage('call-off', 'Called off', before));
      else response.redirect(303, `/call?${new URLSearchParams({ token: link.token, done }).toString()}`);
    });
  }

  private async look(token: string): Promise<CallPageView> {
    const { subjectId } = await this.links.peek('call', token);
    return this.unitOfWork.look(PUBLIC, (tx) => this.calls.of(tx, subjectId));
  }
}

/** What a browser posts; the command's schema checks it. */
interface Form {
  readonly startsAt?: unknown;
  readonly name?: unknown;
  readonly email?: unknown;
  readonly position?: unknown;
  readonly remove?: unknown;
  readonly reason?: unknown;
}
