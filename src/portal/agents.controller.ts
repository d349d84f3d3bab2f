import { Body, Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { CommandDispatcher } from '../platform/commands/command-dispatcher.js';
import { AgentSettingsForm, savedNote } from './agent-settings-form.js';
import { LinkPages, onceOf } from './link-pages.js';
import { PortalAgents } from './portal-agents.js';
import { PortalDoor, actorOf } from './portal-door.js';
import { portalPage } from './portal-page.js';
import { PortalPlatforms } from './portal-platforms.js';
import { TodaysFigures } from './todays-figure.js';

/** CP > My Agents > [Agent] > Configuration (runbook Steps 7 and 9). */
@ApiExcludeController()
@Controller('portal/agents')
export class PortalAgentsController {
  private readonly form: AgentSettingsForm;

  constructor(
    private readonly door: PortalDoor,
    private readonly agents: PortalAgents,
    private readonly platforms: PortalPlatforms,
    private readonly linkPages: LinkPages,
    private readonly figures: TodaysFigures,
    dispatcher: CommandDispatcher,
  ) {
    this.form = new AgentSettingsForm(dispatcher, figures);
  }

  /** With one agent there is nothing to choose. */
  @Get()
  async list(@Req() request: Request, @Res() response: Response): Promise<void> {
    const account = await this.door.enter(request, response);
    if (!account) return;
    const all = await this.agents.all(account);
    const [only, another] = all;
    if (only && !another) return response.redirect(303, `/portal/agents/${only.agent.id}`);
    const data = { account, agents: all.map(({ agent, name, title }) => ({ id: agent.id, name, title })) };
    this.linkPages.send(
      response,
      portalPage('agents', 'My agents', data, { who: account.email, wide: true }),
    );
  }

  @Get(':id')
  async show(
    @Param('id') id: string,
    @Query('saved') saved: unknown,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const account = await this.door.enter(request, response);
    if (!account) return;
    const own = await this.agents.own(account, id);
    const words = await this.agents.words(own, account);
    const data = {
      account,
      ...words,
      figure: own.over ? null : await this.figures.of(own.agent.settings ?? {}),
      platforms: await this.platforms.of(account, own),
      once: onceOf({}),
      saved: savedNote(saved, words.history[0]?.at),
      inReview: await this.agents.hasGoalInReview(own),
    };
    this.linkPages.send(response, portalPage('agent', own.name, data, { who: account.email, wide: true }));
  }

  /** The form of Step 9, from the same schema as the panel's. */
  @Get(':id/settings')
  async edit(@Param('id') id: string, @Req() request: Request, @Res() response: Response): Promise<void> {
    const account = await this.door.enter(request, response);
    if (!account) return;
    const own = await this.agents.own(account, id);
    if (own.over) return response.redirect(303, `/portal/agents/${id}`);
    this.linkPages.send(response, await this.form.page(account, own));
  }

  /** Saves all of it or nothing; whatever stands against it, what was typed is shown again. */
  @Post(':id/settings')
  async save(
    @Param('id') id: string,
    @Body() body: Record<string, unknown> | undefined,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const account = await this.door.take(request, response, body);
    if (!account) return;
    const own = await this.agents.own(account, id);
    const posted = body ?? {};
    const page = () => this.form.page(account, own, posted);
    const { decision } = posted;
    if (decision === 'back') return this.linkPages.send(response, await page());
    if (decision === 'bring')
      return this.linkPages.send(response, await this.form.brought(account, own, posted));
    await this.linkPages.form(request, response, page, async () => {
      if (own.over) throw own.over;
      const input = await this.form.input(account, own, posted);
      const save = () =>
        this.linkPages.dispatch(
          request,
          'agent.configure',
          id,
          input,
          { once: onceOf(body) },
          actorOf(account),
        );
      const answer = await this.form.ask(account, own, posted, save);
      if ('page' in answer) return this.linkPages.send(response, answer.page);
      const { version } = answer.saved as { version: number };
      response.redirect(
        303,
        `/portal/agents/${id}?saved=${version === input.version ? 'same' : 'changed'}#saved`,
      );
    });
  }
}
