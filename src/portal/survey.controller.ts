import { Body, Controller, Get, Post, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { SurveyQueries } from '../metrics/survey/survey.queries.js';
import { newId } from '../platform/ids/new-id.js';
import { LinkPages, linkForm, tokenOf, type LinkForm } from './link-pages.js';
import { portalPage } from './portal-page.js';

const SCORES = [
  { score: 1, says: 'not at all' },
  { score: 2, says: 'not much' },
  { score: 3, says: 'partly' },
  { score: 4, says: 'mostly' },
  { score: 5, says: 'very' },
];

/** `/survey?token`: how satisfied an attendee was with the call (runbook, Success Metrics). */
@ApiExcludeController()
@Controller('survey')
export class SurveyController {
  constructor(
    private readonly surveys: SurveyQueries,
    private readonly linkPages: LinkPages,
  ) {}

  /** @param score as a button of the mail chose it: it is only ticked, and sent by a press on the page */
  @Get()
  async show(
    @Query('token') asked: unknown,
    @Query('score') score: unknown,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    await this.linkPages.show(request, response, async () =>
      this.page({ token: tokenOf(asked), once: newId() }, { score: String(score) }),
    );
  }

  @Post()
  async answer(
    @Body() body: Record<string, unknown>,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    await this.linkPages.answer(request, response, undefined, async () => {
      const form = linkForm(body);
      const { score, comment } = body;
      const typed = { score: String(score), comment: typeof comment === 'string' ? comment : '' };
      const thanks = () => this.linkPages.send(response, surveyPage({ done: true }));
      await this.linkPages.once(
        'survey.answer',
        form,
        async () => {
          const page = await this.page({ ...form, once: newId() }, typed);
          await this.linkPages.form(request, response, page, async () => {
            const input = { token: form.token, score: Number(score), comment: typed.comment };
            await this.linkPages.dispatch(request, 'survey.answer', '', input, form);
            thanks();
          });
        },
        thanks,
      );
    });
  }

  private async page(form: LinkForm, typed: { score: string; comment?: string }) {
    const about = await this.surveys.byLink(form.token);
    const scores = SCORES.map((choice) => ({ ...choice, chosen: String(choice.score) === typed.score }));
    return surveyPage({ ...form, about, scores, comment: typed.comment });
  }
}

const surveyPage = (data: object) => portalPage('survey', 'How was your onboarding call?', data);
