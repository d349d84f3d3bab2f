import { Body, Controller, Get, Post, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { PLATFORM_TITLES, platformName } from '../agents/platform-names.js';
import { ConnectService, type ConnectPage } from '../credentials/connect.service.js';
import type { StoredCredential } from '../credentials/credential.service.js';
import { CredentialQueries } from '../credentials/credential.queries.js';
import { isForCustomer } from '../credentials/providers/customer-guidance.js';
import { guidePath } from '../credentials/providers/setup-guide.js';
import { newId } from '../platform/ids/new-id.js';
import { linkErrors } from '../platform/links/links.js';
import { StandIns } from '../platform/outside/stand-ins.js';
import type { Page } from '../platform/pages/pages.js';
import { PageTickets } from '../platform/sessions/page-tickets.js';
import { limitInputs, limitsOf } from './limits-form.js';
import { LinkPages, linkForm, tokenOf, type LinkForm } from './link-pages.js';
import { RESULT_HOURS, RESULT_TICKET, resultPath } from './connect-result.js';
import { portalPage } from './portal-page.js';

const REFRESH_SECONDS = 2;

/** `/connect?token`: the customer gives a key without logging in and sees whether it works (runbook, Step 7). */
@ApiExcludeController()
@Controller('connect')
export class ConnectController {
  constructor(
    private readonly connect: ConnectService,
    private readonly credentials: CredentialQueries,
    private readonly linkPages: LinkPages,
    private readonly tickets: PageTickets,
    private readonly standIns: StandIns,
  ) {}

  @Get()
  async show(
    @Query('token') asked: unknown,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    await this.linkPages.show(request, response, async () => {
      const token = tokenOf(asked);
      return this.page(await this.connect.page(token), { token, once: newId() });
    });
  }

  /** Key and secret go straight into the command; a refused form comes back without them. */
  @Post()
  async give(
    @Body() body: Record<string, unknown>,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    await this.linkPages.answer(request, response, undefined, async () => {
      const form = linkForm(body);
      const toResult = (stored: unknown) => this.toResult(response, stored as StoredCredential);
      await this.linkPages.once(
        'credential.submit',
        form,
        () => this.take(request, response, body, form),
        toResult,
      );
    });
  }

  /** The result, as the worker finds it. */
  @Get('result')
  async result(
    @Query('ticket') ticket: unknown,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    await this.linkPages.show(request, response, async () => {
      const found = await this.testOf(ticket);
      const test = { ...found, remedy: found.remedy.filter(isForCustomer) };
      const running = test.status !== 'done';
      const platformTitle = PLATFORM_TITLES[platformName.parse(test.platform)];
      const passed = test.outcome === 'ok';
      const data = { ticket, test, running, passed, platformTitle, once: newId() };
      return portalPage('connect-result', 'Test Connection', data, {
        refresh: running ? { seconds: REFRESH_SECONDS, to: resultPath(String(ticket)) } : undefined,
      });
    });
  }

  /** A refused key may be tried again at once: the ticket stands for the link that was spent. */
  @Post('again')
  async again(
    @Body() body: { ticket?: unknown } | undefined,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const { credentialId, customerId } = await this.testOf(body?.ticket);
    const actor = { kind: 'customer', id: customerId, role: 'customer' } as const;
    const made = await this.linkPages.dispatch(
      request,
      'credential.connect-again',
      credentialId,
      {},
      {},
      actor,
    );
    response.redirect(303, `/connect?token=${(made as { token: string }).token}`);
  }

  private async take(
    request: Request,
    response: Response,
    body: Record<string, unknown>,
    form: LinkForm,
  ): Promise<void> {
    const shown = await this.connect.page(form.token);
    const settings = limitsOf(shown.settingsSchema, body);
    const page = this.page(
      { ...shown, settings: { ...shown.settings, ...settings } },
      { ...form, once: newId() },
    );
    await this.linkPages.form(request, response, page, async () => {
      const secret = Object.fromEntries(shown.fields.map(({ name }) => [name, textOf(body[name])]));
      const limits = Object.keys(settings).length > 0 ? { settings } : {};
      const input = { token: form.token, secret, ...limits };
      const stored = await this.linkPages.dispatch(request, 'credential.submit', '', input, form);
      this.toResult(response, stored as StoredCredential);
    });
  }

  private toResult(response: Response, { testId }: StoredCredential): void {
    response.redirect(303, resultPath(this.tickets.issue(RESULT_TICKET, testId, RESULT_HOURS)));
  }

  private async testOf(ticket: unknown) {
    const id = this.tickets.open(RESULT_TICKET, ticket);
    if (id === undefined) throw linkErrors.link_not_valid('This page can no longer be shown.');
    return this.credentials.test(id);
  }

  private page(shown: ConnectPage, form: LinkForm): Page {
    const data = {
      ...form,
      ...shown,
      guidePath: guidePath(shown.platform),
      limits: limitInputs(shown.settingsSchema, shown.settings),
      trainingKeys: this.standIns.trainingKeys[shown.platform] ?? [],
    };
    const page = portalPage('connect', `Connect ${shown.platformTitle}`, data, { wide: true });
    return shown.oauth ? { ...page, formTargets: [shown.oauth.origin] } : page;
  }
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
