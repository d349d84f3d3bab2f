import { Body, Controller, Get, Post, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { z } from 'zod';
import { CustomerLoginService, type PortalSession } from '../customers/customer-login.service.js';
import { parseInput } from '../platform/commands/parse-input.js';
import { commonErrors } from '../platform/errors/common-errors.js';
import { Pages } from '../platform/pages/pages.js';
import { chosenPassword, typedPassword } from '../platform/sign-in/password-rules.js';
import { safeReturn } from '../platform/sign-in/safe-return.js';
import { portalPage } from './portal-page.js';
import { PORTAL_ROOT, PortalSessions } from './portal-sessions.js';
import { PortalQueries } from './portal.queries.js';

const next = z.string().max(2_000).default(PORTAL_ROOT);
const signInForm = z.strictObject({
  email: z.string().min(1, 'Type your e-mail address.').max(254, 'This address is too long.'),
  password: typedPassword,
  next,
});
const passwordForm = z
  .strictObject({
    email: z.string().max(254).optional(),
    current: z.string().max(200).optional(),
    password: chosenPassword,
    repeat: z.string(),
    next,
  })
  .refine(({ password, repeat }) => password === repeat, {
    path: ['repeat'],
    message: 'The two passwords differ.',
  });

/** Customers sign in, set their own password, sign out (runbook Step 3, Issue 5). */
@ApiExcludeController()
@Controller('portal')
export class PortalLoginController {
  constructor(
    private readonly sessions: PortalSessions,
    private readonly logins: CustomerLoginService,
    private readonly queries: PortalQueries,
    private readonly pages: Pages,
  ) {}

  @Get('login')
  async ask(
    @Query() query: Record<string, unknown>,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const wanted = safeReturn(query['next'], PORTAL_ROOT);
    const session = await this.sessions.current(request);
    if (session) return response.redirect(303, onward(session, wanted));
    this.pages.send(response, loginPage({ next: wanted, ended: query['ended'] !== undefined }));
  }

  @Post('login')
  async enter(@Body() body: unknown, @Req() request: Request, @Res() response: Response): Promise<void> {
    const { email, next } = typed(body);
    const wanted = safeReturn(next, PORTAL_ROOT);
    await this.pages.form(request, response, loginPage({ email, next: wanted }), async () => {
      const input = parseInput(signInForm, body);
      const { email: address } = input;
      const session = await this.logins.signIn({
        email: address,
        password: input.password,
        address: request.ip ?? '',
      });
      await this.sessions.begin(request, session);
      response.redirect(303, onward(session, wanted));
    });
  }

  @Post('logout')
  async leave(@Req() request: Request, @Res() response: Response): Promise<void> {
    await this.sessions.end(request, response);
    response.redirect(303, '/portal/login?ended');
  }

  @Get('password')
  async askPassword(
    @Query('next') next: unknown,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const session = await this.sessions.current(request);
    const wanted = safeReturn(next, PORTAL_ROOT);
    if (!session) return response.redirect(303, `/portal/login?next=${encodeURIComponent(wanted)}`);
    this.pages.send(response, await this.passwordPage(session, wanted));
  }

  /** Temporary or not, a new password ends every other session of the customer. */
  @Post('password')
  async setPassword(
    @Body() body: unknown,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const session = await this.sessions.current(request);
    if (!session) throw commonErrors.unauthenticated('Your session has ended.', { hint: 'Sign in again.' });
    const wanted = safeReturn(typed(body).next, PORTAL_ROOT);
    await this.pages.form(request, response, await this.passwordPage(session, wanted), async () => {
      const { current, password } = parseInput(passwordForm, body);
      if (!session.mustChange) await this.confirm(session, current ?? '', request.ip ?? '');
      await this.sessions.begin(
        request,
        await this.logins.setPassword(session.customerId, password, session.epoch),
      );
      response.redirect(303, wanted);
    });
  }

  /** A signed-in browser left alone must not be enough to take the account over. */
  private async confirm({ customerId }: PortalSession, password: string, address: string): Promise<void> {
    const { email } = await this.queries.account(customerId);
    await this.logins.signIn({ email, password, address });
  }

  private async passwordPage(session: PortalSession, wanted: string) {
    const { email } = await this.queries.account(session.customerId);
    const data = { email, next: wanted, mustChange: session.mustChange };
    return portalPage('password', 'Set your password', data, { who: email });
  }
}

const onward = ({ mustChange }: PortalSession, wanted: string): string =>
  mustChange ? `/portal/password?next=${encodeURIComponent(wanted)}` : wanted;

const loginPage = (data: { email?: string | undefined; next: string; ended?: boolean }) =>
  portalPage('login', 'Sign in', data);

/** What is shown again beside a refusal; never the password. */
function typed(body: unknown): { email?: string | undefined; next: unknown } {
  const { email, next } = (body ?? {}) as { email?: unknown; next?: unknown };
  return { email: typeof email === 'string' ? email : undefined, next };
}
