import { randomBytes } from 'node:crypto';
import { Body, Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { PLATFORM_TITLES, platformName } from '../agents/platform-names.js';
import { AppConfig } from '../config/app-config.js';
import { AuthorizationReturns, type ReturnEnd } from '../credentials/oauth/authorization-returns.js';
import type { GrantStanding } from '../credentials/oauth/grant-desk.js';
import { oauthErrors } from '../credentials/oauth/oauth.errors.js';
import type { OAuthGrant } from '../credentials/oauth/oauth-grant.entity.js';
import { GrantQueries } from '../credentials/oauth/grant.queries.js';
import { newId } from '../platform/ids/new-id.js';
import { linkErrors } from '../platform/links/links.js';
import type { Page } from '../platform/pages/pages.js';
import { PageTickets } from '../platform/sessions/page-tickets.js';
import type { Actor } from '../platform/unit-of-work/actor.js';
import { authorizingCookie, type AuthorizingCookie } from './authorizing-cookie.js';
import { RESULT_HOURS, RESULT_TICKET, resultPath } from './connect-result.js';
import { LinkPages, onceOf, tokenOf } from './link-pages.js';
import { portalPage } from './portal-page.js';

const CHOICE_TICKET = 'connect-choice';
const REFUSED_TICKET = 'connect-refused';
/** Two calls of the platform, each limited by the HTTP client. */
const EXCHANGE_MS = 40_000;

type Grant = Pick<ReturnEnd['grant'], 'id' | 'credentialId' | 'customerId' | 'platform'>;

/** Authorizing us at a platform, and the way back (runbook, Step 7; RFC 6749, 4.1). */
@ApiExcludeController()
@Controller('connect')
export class AuthorizeController {
  private readonly cookie: AuthorizingCookie;

  constructor(
    config: AppConfig,
    private readonly returns: AuthorizationReturns,
    private readonly grants: GrantQueries,
    private readonly linkPages: LinkPages,
    private readonly tickets: PageTickets,
  ) {
    this.cookie = authorizingCookie(config.deployment !== 'sandbox');
  }

  /** Off to the platform; its state is bound to this browser by a cookie. */
  @Post('authorize')
  async authorize(@Body() body: unknown, @Req() request: Request, @Res() response: Response): Promise<void> {
    await this.linkPages.answer(request, response, undefined, async () => {
      const token = tokenOf((body as { token?: unknown } | undefined)?.token);
      const browser = this.browserOf(request) || randomBytes(32).toString('base64url');
      const begun = await this.linkPages.dispatch(
        request,
        'credential.authorize',
        '',
        { token, browser },
        {},
      );
      this.leave(response, browser, begun);
    });
  }

  /** "Try again" after a refusal, in the browser that began: the connect link is as good as it was. */
  @Post('authorize/again')
  async again(@Body() body: unknown, @Req() request: Request, @Res() response: Response): Promise<void> {
    await this.linkPages.answer(request, response, undefined, async () => {
      const { ticket } = (body ?? {}) as { ticket?: unknown };
      const grantId = this.tickets.open(REFUSED_TICKET, ticket);
      if (grantId === undefined) throw linkErrors.link_not_valid('This page can no longer be used.');
      const browser = this.browserOf(request);
      const input = { grantId, browser };
      const begun = await this.linkPages.dispatch(request, 'credential.authorize-again', '', input, {});
      this.leave(response, browser, begun);
    });
  }

  /** Back from the platform, with a code or without. The cookie stays: another tab may be on its way as well. */
  @Get('callback/:platform')
  async callback(
    @Param('platform') asked: string,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    await this.linkPages.answer(request, response, undefined, async () => {
      const platform = platformName.safeParse(asked);
      if (!platform.success) throw oauthErrors.authorization_not_valid('We did not begin it.');
      const { searchParams: parameters } = new URL(request.originalUrl, 'http://ours');
      const returned = { platform: platform.data, parameters, browser: this.browserOf(request) };
      const end = await this.returns.receive(returned, AbortSignal.timeout(EXCHANGE_MS));
      if (end.kind === 'refused') return this.refused(response, end);
      const { secret, accounts, accessExpiresAt } = end.opened;
      const revealed = Object.entries(secret).map(([field, text]) => [field, text.reveal()]);
      const input = {
        grantId: end.grant.id,
        secret: Object.fromEntries(revealed) as Record<string, string>,
        accounts,
        accessExpiresAt,
      };
      const standing = await this.dispatch(request, 'credential.keep-grant', end.grant, input);
      response.redirect(303, this.next(standing));
    });
  }

  /** Which page, channel or organization, where the grant reaches several. */
  @Get('choose')
  async choose(
    @Query('ticket') ticket: unknown,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const page = async () => this.choice(ticket, await this.grantOf(ticket));
    await this.linkPages.show(request, response, page);
  }

  @Post('choose')
  async chosen(@Body() body: unknown, @Req() request: Request, @Res() response: Response): Promise<void> {
    await this.linkPages.answer(request, response, undefined, async () => {
      const { ticket, accountId } = (body ?? {}) as Record<string, unknown>;
      const grant = await this.grantOf(ticket);
      const page = () => this.choice(ticket, grant);
      await this.linkPages.form(request, response, page, async () => {
        const input = { grantId: grant.id, accountId: typeof accountId === 'string' ? accountId : '' };
        if (input.accountId === '') throw oauthErrors.account_not_offered('None was chosen.');
        const standing = await this.dispatch(
          request,
          'credential.choose-account',
          grant,
          input,
          onceOf(body),
        );
        response.redirect(303, this.next(standing));
      });
    });
  }

  private async choice(ticket: unknown, grant: OAuthGrant): Promise<Page> {
    const platformTitle = PLATFORM_TITLES[grant.platform];
    const company = await this.grants.companyOf(grant);
    const data = { ticket, accounts: grant.accounts, platformTitle, company, once: newId() };
    return portalPage('connect-choose', `Connect ${platformTitle}`, data);
  }

  private async dispatch(
    request: Request,
    name: 'credential.keep-grant' | 'credential.choose-account',
    { credentialId, customerId }: Grant,
    input: object,
    once?: string,
  ): Promise<GrantStanding> {
    const actor: Actor = { kind: 'customer', id: customerId, role: 'customer' };
    const form = once === undefined ? {} : { once };
    return (await this.linkPages.dispatch(request, name, credentialId, input, form, actor)) as GrantStanding;
  }

  private next({ testId, grantId }: GrantStanding): string {
    return testId === null
      ? `/connect/choose?ticket=${this.tickets.issue(CHOICE_TICKET, grantId, RESULT_HOURS)}`
      : resultPath(this.tickets.issue(RESULT_TICKET, testId, RESULT_HOURS));
  }

  private async grantOf(ticket: unknown): Promise<OAuthGrant> {
    const id = this.tickets.open(CHOICE_TICKET, ticket);
    const grant = id === undefined ? null : await this.grants.find(id);
    if (!grant) throw linkErrors.link_not_valid('This page can no longer be shown.');
    return grant;
  }

  private leave(response: Response, browser: string, begun: unknown): void {
    response.cookie(this.cookie.name, browser, this.cookie.options);
    response.redirect(303, (begun as { url: string }).url);
  }

  private browserOf({ headers }: Request): string {
    return this.cookie.read(headers.cookie);
  }

  /** Nothing was kept, and the connect link is still good. */
  private refused(response: Response, { grant, guidance, origin }: ReturnEnd & { kind: 'refused' }): void {
    const platformTitle = PLATFORM_TITLES[grant.platform];
    const ticket = this.tickets.issue(REFUSED_TICKET, grant.id, RESULT_HOURS);
    const page = portalPage('connect-refused', `Connect ${platformTitle}`, {
      platformTitle,
      guidance,
      ticket,
    });
    this.linkPages.send(response, { ...page, formTargets: [origin] });
  }
}
