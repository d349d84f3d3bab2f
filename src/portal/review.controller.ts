import { Body, Controller, Get, Post, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import type { DraftPage } from '../goals/deliverables/draft-page.js';
import { DraftPageQueries } from '../goals/deliverables/draft-page.queries.js';
import { newId } from '../platform/ids/new-id.js';
import { LinkPages, linkForm, tokenOf, type LinkForm } from './link-pages.js';
import {
  decidedPage,
  inTheseWords,
  ownWords,
  readStep,
  refusedPage,
  reviewPage,
  type ReviewStep,
} from './review-form.js';

const OVER =
  'If you decided before, or we did for you, the decision was kept: your portal shows it. Otherwise ask us for a new mail.';

/** `/review?token`: a draft to read, edit, approve or reject without logging in (runbook Step 11). */
@ApiExcludeController()
@Controller('review')
export class ReviewController {
  constructor(
    private readonly drafts: DraftPageQueries,
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
        return reviewPage(await this.drafts.forReview(token), where(token));
      },
      OVER,
    );
  }

  @Post()
  async decide(@Body() body: unknown, @Req() request: Request, @Res() response: Response): Promise<void> {
    const answered = async () => {
      const link = linkForm(body);
      const decided = async (answer: unknown) => {
        const { id } = answer as { id: string };
        this.linkPages.send(response, decidedPage(await this.drafts.page(id)));
      };
      const once = 'review.decide';
      await this.linkPages.once(once, link, () => this.step(body, link, request, response, decided), decided);
    };
    await this.linkPages.answer(request, response, OVER, answered, ownWords(body));
  }

  private async step(
    body: unknown,
    link: LinkForm,
    request: Request,
    response: Response,
    decided: (answer: unknown) => Promise<void>,
  ): Promise<void> {
    const { token } = link;
    const shown = await this.drafts.forReview(token);
    const refused = async () => refusedPage(await this.drafts.page(shown.id), where(token), body);
    await this.linkPages.form(request, response, refused, async () => {
      const step = readStep(body, shown);
      if (step.decision === 'preview')
        return this.linkPages.send(response, reviewPage(shown, where(token), body));
      if (step.decision === 'save') {
        await this.save(request, link, shown, step);
        return response.redirect(303, `/review?token=${token}`);
      }
      const input = { token, version: shown.version, ...step };
      await decided(await inTheseWords(this.linkPages.dispatch(request, 'review.decide', '', input, link)));
    });
  }

  private save(
    request: Request,
    link: LinkForm,
    { version }: DraftPage,
    { body }: ReviewStep & { body?: string },
  ) {
    const input = { token: link.token, version, body };
    return inTheseWords(this.linkPages.dispatch(request, 'review.edit', '', input, link));
  }
}

const where = (token: string) => ({ action: '/review', token, once: newId() });
