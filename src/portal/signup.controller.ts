import { Body, Controller, Get, Logger, Post, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { VERIFY_HOURS } from '../customers/verify-mail.js';
import { SignupQueries } from '../customers/signup.queries.js';
import { AppError } from '../platform/errors/app-error.js';
import { newId } from '../platform/ids/new-id.js';
import type { Page } from '../platform/pages/pages.js';
import { PageTickets } from '../platform/sessions/page-tickets.js';
import { VisitorThrottle } from '../platform/sign-in/visitor-throttle.js';
import { LinkPages, onceOf } from './link-pages.js';
import { portalPage } from './portal-page.js';
import { signupChoices, signupInputOf, TRAP, typedSignup, type TypedSignup } from './signup-form.js';

const TICKET = 'signup-sent';
const TITLE = 'Sign up for a 7-day trial';

/** `/signup`: a company asks for a trial (runbook, pre-onboarding checklist: signup and inquiry form). */
@ApiExcludeController()
@Controller('signup')
export class SignupController {
  private readonly log = new Logger('Signup');

  constructor(
    private readonly linkPages: LinkPages,
    private readonly signups: SignupQueries,
    private readonly tickets: PageTickets,
    private readonly visitors: VisitorThrottle,
  ) {}

  @Get()
  async show(@Res() response: Response): Promise<void> {
    const open = await this.signups.isOpen();
    this.linkPages.send(response, open ? formPage(typedSignup({})) : CLOSED);
  }

  @Post()
  async send(
    @Body() body: Record<string, unknown> | undefined,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    if (!(await this.signups.isOpen())) return this.linkPages.send(response, CLOSED);
    const typed = typedSignup(body ?? {});
    await this.linkPages.form(request, response, formPage(typed), async () => {
      await this.visitors.admit('signup', request.ip ?? '');
      if (body?.[TRAP]) {
        // The same answer as a person gets: a program learns nothing from it.
        this.log.warn('a signup was dropped: the field that nobody sees was filled in');
        return response.redirect(303, '/signup/sent');
      }
      const id = await this.signUp(request, typed, onceOf(body));
      const ticket = this.tickets.issue(TICKET, id, VERIFY_HOURS);
      response.redirect(303, `/signup/sent?ticket=${ticket}`);
    });
  }

  /** "Look into your mailbox"; knows the address only for whoever just signed up. */
  @Get('sent')
  async sent(@Query('ticket') ticket: unknown, @Res() response: Response): Promise<void> {
    this.linkPages.send(response, await this.sentPage(ticket));
  }

  /** The mail did not come: once more, and the earlier link is void. */
  @Post('again')
  async again(
    @Body() body: Record<string, unknown> | undefined,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const { ticket } = body ?? {};
    const id = this.tickets.open(TICKET, ticket);
    await this.linkPages.form(request, response, await this.sentPage(ticket), async () => {
      if (id !== undefined) await this.resend(request, id, onceOf(body));
      this.linkPages.send(response, await this.sentPage(ticket, true));
    });
  }

  /**
   * The id of the signup. One that waits for its mail to be opened is no refusal: the mail goes out again, so that
   * a lost or expired link is no dead end, and the answer is the one that a new address gets.
   */
  private async signUp(request: Request, typed: TypedSignup, once: string): Promise<string> {
    try {
      const made = await this.linkPages.dispatch(request, 'signup.create', '', signupInputOf(typed), {
        once,
      });
      return (made as { id: string }).id;
    } catch (error) {
      const isTaken = error instanceof AppError && error.code === 'duplicate_email';
      const waiting = isTaken ? await this.signups.unverified(typed.email) : undefined;
      if (waiting === undefined) throw error;
      // A key belongs to one command, and the form's is the signup's.
      await this.resend(request, waiting, `${once}-mail`);
      return waiting;
    }
  }

  private async resend(request: Request, id: string, once: string): Promise<void> {
    await this.visitors.admit('signup mails', request.ip ?? '');
    await this.visitors.admit('signup mail', id);
    await this.linkPages.dispatch(request, 'signup.resend', id, {}, { once });
  }

  private async sentPage(ticket: unknown, again = false) {
    const id = this.tickets.open(TICKET, ticket);
    const signup = id === undefined ? undefined : await this.signups.sentTo(id);
    const waiting = signup === undefined || signup.status === 'received';
    return portalPage('signup-sent', waiting ? 'Confirm your e-mail address' : 'Your signup', {
      ...(signup ? { ...signup, ticket, once: newId() } : {}),
      again,
      waiting,
      hours: VERIFY_HOURS,
    });
  }
}

/** Integrations and ops sign companies up all the same. */
const CLOSED: Page = {
  ...portalPage('signup-closed', 'Sign up is closed here', { place: 'Free trial', home: '/signup' }),
  status: 404,
};

const formPage = (typed: TypedSignup) =>
  portalPage(
    'signup',
    TITLE,
    { ...typed, ...signupChoices(typed), once: newId(), place: 'Free trial', home: '/signup' },
    {
      wide: true,
    },
  );
