import { Body, Controller, Get, Post, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import type { DeliverableView } from '../goals/deliverables/deliverable-view.js';
import { DeliverableQueries } from '../goals/deliverables/deliverable.queries.js';
import { newId } from '../platform/ids/new-id.js';
import { LinkPages, linkForm, tokenOf } from './link-pages.js';
import { decidedPage, readDecision, reviewPage } from './review-form.js';

const OVER =
  'If you decided before, your decision was kept: your portal shows it. Otherwise ask us for a new mail.';

/** `/review?token`: a draft to read, edit, approve or reject without logging in (runbook Step 11). */
@ApiExcludeController()
@Controller('review')
export class ReviewController {
  constructor(
    private readonly deliverables: DeliverableQueries,
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
        return reviewPage(await this.deliverables.forReview(token), where(token));
      },
      OVER,
    );
  }

  @Post()
  async decide(@Body() body: unknown, @Req() request: Request, @Res() response: Response): Promise<void> {
    await this.linkPages.answer(request, response, OVER, async () => {
      const link = linkForm(body);
      const decided = (answer: unknown) =>
        this.linkPages.send(response, decidedPage(answer as DeliverableView));
      await this.linkPages.once(
        'review.decide',
        link,
        async () => {
          const shown = await this.deliverables.forReview(link.token);
          const page = reviewPage(shown, where(link.token), body);
          await this.linkPages.form(request, response, page, async () => {
            const input = { token: link.token, version: shown.version, ...readDecision(body, shown) };
            decided(await this.linkPages.dispatch(request, 'review.decide', '', input, link));
          });
        },
        decided,
      );
    });
  }
}

const where = (token: string) => ({ action: '/review', token, once: newId() });
