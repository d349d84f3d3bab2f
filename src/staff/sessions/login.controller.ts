import { Body, Controller, Get, Post, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { z } from 'zod';
import { parseInput } from '../../platform/commands/parse-input.js';
import { commonErrors } from '../../platform/errors/common-errors.js';
import { Pages } from '../../platform/pages/pages.js';
import { chosenPassword, typedPassword } from '../../platform/sign-in/password-rules.js';
import { safeReturn } from '../../platform/sign-in/safe-return.js';
import type { StaffMember } from '../staff-member.entity.js';
import { PANEL_ROOT, StaffSession } from './staff-session.js';
import { StaffSignIn } from './staff-sign-in.js';

const next = z.string().max(2_000).default(PANEL_ROOT);
const signInForm = z.strictObject({
  email: z.string().min(1, 'Type your e-mail address.').max(254, 'This address is too long.'),
  password: typedPassword,
  next,
});
const passwordForm = z
  .strictObject({
    email: z.string().max(254).optional(),
    current: typedPassword,
    chosen: chosenPassword,
    again: z.string(),
    next,
  })
  .refine(({ chosen, again }) => chosen === again, {
    path: ['again'],
    message: 'The two new passwords differ.',
  });

/** Below `/admin`, open without a session: the gate lets these through. */
export const LOGIN_PATHS = ['/login', '/logout', '/password'] as const;

/** Staff sign in, set their own password, sign out. */
@ApiExcludeController()
@Controller('admin')
export class LoginController {
  constructor(
    private readonly session: StaffSession,
    private readonly signIn: StaffSignIn,
    private readonly pages: Pages,
  ) {}

  @Get('login')
  async ask(
    @Query() query: Record<string, unknown>,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const wanted = safeReturn(query['next'], PANEL_ROOT);
    const member = await this.session.account(request);
    if (member) return response.redirect(303, onward(member, wanted));
    this.pages.send(response, loginPage({ next: wanted, ended: query['ended'] !== undefined }));
  }

  @Post('login')
  async enter(@Body() body: unknown, @Req() request: Request, @Res() response: Response): Promise<void> {
    const { email, next } = typed(body);
    const wanted = safeReturn(next, PANEL_ROOT);
    await this.pages.form(request, response, loginPage({ email, next: wanted }), async () => {
      const input = parseInput(signInForm, body);
      const member = await this.signIn.signIn(input.email, input.password, request.ip ?? '');
      await this.session.begin(request, member);
      response.redirect(303, onward(member, wanted));
    });
  }

  @Post('logout')
  async leave(@Req() request: Request, @Res() response: Response): Promise<void> {
    await this.session.end(request, response);
    response.redirect(303, '/admin/login?ended');
  }

  @Get('password')
  async askPassword(
    @Query('next') next: unknown,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const member = await this.session.account(request);
    if (!member) return response.redirect(303, loginAddress(safeReturn(next, PANEL_ROOT)));
    this.pages.send(response, passwordPage(member, safeReturn(next, PANEL_ROOT)));
  }

  @Post('password')
  async setPassword(
    @Body() body: unknown,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const member = await this.session.account(request);
    if (!member) throw commonErrors.unauthenticated('Your session has ended.', { hint: 'Sign in again.' });
    const wanted = safeReturn(typed(body).next, PANEL_ROOT);
    await this.pages.form(request, response, passwordPage(member, wanted), async () => {
      const { current, chosen } = parseInput(passwordForm, body);
      const changed = await this.signIn.changePassword(member, current, chosen, request.ip ?? '');
      await this.session.begin(request, changed);
      response.redirect(303, wanted);
    });
  }
}

const onward = ({ mustChange }: StaffMember, wanted: string): string =>
  mustChange ? `/admin/password?next=${encodeURIComponent(wanted)}` : wanted;

const loginAddress = (wanted: string): string => `/admin/login?next=${encodeURIComponent(wanted)}`;

const loginPage = (data: { email?: string | undefined; next: string; ended?: boolean }) => ({
  view: 'panel/login',
  title: 'Sign in',
  data: { ...data, place: 'Panel', home: PANEL_ROOT },
});

const passwordPage = ({ email, mustChange }: StaffMember, wanted: string) => ({
  view: 'panel/password',
  title: 'Set your password',
  data: {
    email,
    mustChange,
    next: wanted,
    place: 'Panel',
    home: PANEL_ROOT,
    who: email,
    signOutAction: '/admin/logout',
  },
});

/** What is shown again beside a refusal; never the password. */
function typed(body: unknown): { email?: string | undefined; next: unknown } {
  const { email, next } = (body ?? {}) as { email?: unknown; next?: unknown };
  return { email: typeof email === 'string' ? email : undefined, next };
}
