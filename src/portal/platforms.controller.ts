import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import type { StoredCredential } from '../credentials/credential.service.js';
import { commonErrors } from '../platform/errors/common-errors.js';
import { newId } from '../platform/ids/new-id.js';
import { PageTickets } from '../platform/sessions/page-tickets.js';
import { RESULT_HOURS, RESULT_TICKET, resultPath } from './connect-result.js';
import { LinkPages, onceOf } from './link-pages.js';
import { PortalAgents } from './portal-agents.js';
import { PortalDoor, actorOf } from './portal-door.js';
import { portalPage } from './portal-page.js';
import { PortalPlatforms, type OwnPlatform } from './portal-platforms.js';

/** Connect, Test Connection and Disconnect of an agent's platforms, behind the login (runbook Step 7, Issue 1). */
@ApiExcludeController()
@Controller('portal/agents/:id/platforms/:platform')
export class PortalPlatformsController {
  constructor(
    private readonly door: PortalDoor,
    private readonly agents: PortalAgents,
    private readonly platforms: PortalPlatforms,
    private readonly linkPages: LinkPages,
    private readonly tickets: PageTickets,
  ) {}

  /** To the connect page, by a link of one's own. */
  @Post('connect')
  async connect(
    @Param('id') id: string,
    @Param('platform') asked: string,
    @Body() body: unknown,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const account = await this.door.press(request);
    await this.linkPages.answer(request, response, undefined, async () => {
      const own = await this.agents.own(account, id);
      const { platform } = await this.platforms.one(account, own, asked);
      if (own.over) throw own.over;
      const form = { once: onceOf(body) };
      const name = 'credential.open-connect';
      const opened = await this.linkPages.dispatch(
        request,
        name,
        account.id,
        { platform },
        form,
        actorOf(account),
      );
      // A second press is answered without the link, which is never kept: the first one is on its way.
      const { token } = opened as { token?: string };
      response.redirect(303, token === undefined ? `/portal/agents/${id}` : `/connect?token=${token}`);
    });
  }

  @Post('test')
  async test(
    @Param('id') id: string,
    @Param('platform') asked: string,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const account = await this.door.press(request);
    await this.linkPages.answer(request, response, undefined, async () => {
      const own = await this.agents.own(account, id);
      const credentialId = needed(await this.platforms.one(account, own, asked));
      if (own.over) throw own.over;
      const asking = this.linkPages.dispatch(
        request,
        'credential.test',
        credentialId,
        {},
        {},
        actorOf(account),
      );
      const { testId } = (await asking) as StoredCredential;
      response.redirect(303, resultPath(this.tickets.issue(RESULT_TICKET, testId, RESULT_HOURS)));
    });
  }

  /** Asks first: goals stop with it. Also open after a trial, for what is the customer's to take back. */
  @Get('disconnect')
  async ask(
    @Param('id') id: string,
    @Param('platform') asked: string,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const account = await this.door.enter(request, response);
    if (!account) return;
    const own = await this.agents.own(account, id);
    const platform = await this.platforms.one(account, own, asked);
    const back = `/portal/agents/${id}`;
    if (platform.credentialId === null) return response.redirect(303, back);
    const action = `${back}/platforms/${platform.platform}/disconnect`;
    const data = { name: own.name, platform, back, action, once: newId() };
    const title = `Disconnect ${platform.title}`;
    this.linkPages.send(response, portalPage('disconnect', title, data, { who: account.email }));
  }

  @Post('disconnect')
  async disconnect(
    @Param('id') id: string,
    @Param('platform') asked: string,
    @Body() body: unknown,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const account = await this.door.press(request);
    await this.linkPages.answer(request, response, undefined, async () => {
      const { credentialId } = await this.platforms.one(account, await this.agents.own(account, id), asked);
      // A second press finds nothing left to end.
      if (credentialId !== null) {
        const form = { once: onceOf(body) };
        const name = 'credential.disconnect';
        await this.linkPages.dispatch(request, name, credentialId, {}, form, actorOf(account));
      }
      response.redirect(303, `/portal/agents/${id}`);
    });
  }
}

function needed({ credentialId, title }: OwnPlatform): string {
  if (credentialId !== null) return credentialId;
  throw commonErrors.transition_refused(`${title} is not connected: there is nothing to test.`, {
    hint: 'Connect it first.',
  });
}
