import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import type { DraftPage } from '../goals/deliverables/draft-page.js';
import { DraftPageQueries } from '../goals/deliverables/draft-page.queries.js';
import { commonErrors } from '../platform/errors/common-errors.js';
import { isId, newId } from '../platform/ids/new-id.js';
import { LinkPages, onceOf } from './link-pages.js';
import { portalPage } from './portal-page.js';
import { PortalSessions } from './portal-sessions.js';
import { PortalQueries, type PortalAccount } from './portal.queries.js';
import {
  decidedPage,
  inTheseWords,
  ownWords,
  readStep,
  refusedPage,
  reviewPage,
  type ReviewStep,
} from './review-form.js';

/** CP > Approvals: the customer's own drafts, behind the login (runbook Step 11). */
@ApiExcludeController()
@Controller('portal/approvals')
export class ApprovalsController {
  constructor(
    private readonly sessions: PortalSessions,
    private readonly queries: PortalQueries,
    private readonly drafts: DraftPageQueries,
    private readonly linkPages: LinkPages,
  ) {}

  /** Every deliverable with what became of it, newest first. */
  @Get()
  async list(@Req() request: Request, @Res() response: Response): Promise<void> {
    const account = await this.account(request);
    if (!account) return response.redirect(303, '/portal/login?next=/portal/approvals');
    const { before } = request.query;
    const list = await this.queries.approvals(
      account.id,
      typeof before === 'string' && isId(before) ? before : undefined,
    );
    const data = { account, ...list };
    this.linkPages.send(
      response,
      portalPage('approvals', 'Approvals', data, { who: account.email, wide: true }),
    );
  }

  @Get(':id')
  async show(@Param('id') id: string, @Req() request: Request, @Res() response: Response): Promise<void> {
    const account = await this.account(request);
    if (!account)
      return response.redirect(303, `/portal/login?next=/portal/approvals/${encodeURIComponent(id)}`);
    const draft = await this.own(account, id);
    const page =
      draft.status === 'in_review'
        ? reviewPage(draft, where(draft), undefined, account.email)
        : decidedPage(draft, account.email);
    this.linkPages.send(response, page);
  }

  @Post(':id')
  async decide(
    @Param('id') id: string,
    @Body() body: unknown,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const account = await this.account(request);
    if (!account) throw commonErrors.unauthenticated('Your session has ended.', { hint: 'Sign in again.' });
    const shown = await this.own(account, id);
    // Another tab, or somebody of ours for the customer, was first: what holds is shown, not a form.
    if (shown.status !== 'in_review') {
      const repeated = await this.linkPages.wasAnswered(actorOf(account), onceOf(body));
      const late = repeated ? undefined : { typed: ownWords(body, shown) };
      const page = decidedPage(shown, account.email, late);
      return this.linkPages.send(response, repeated ? page : { ...page, status: 409 });
    }
    const refused = async () => refusedPage(await this.drafts.page(id), where(shown), body, account.email);
    await this.linkPages.form(request, response, refused, () =>
      this.step(account, shown, { body, request, response }),
    );
  }

  private async step(
    account: PortalAccount,
    shown: DraftPage,
    { body, request, response }: { body: unknown; request: Request; response: Response },
  ): Promise<void> {
    const { id, version } = shown;
    const step = readStep(body, shown);
    if (step.decision === 'preview')
      return this.linkPages.send(response, reviewPage(shown, where(shown), body, account.email));
    const [command, more] = commandOf(step);
    const form = { once: onceOf(body) };
    const input = { version, ...more };
    await inTheseWords(this.linkPages.dispatch(request, command, id, input, form, actorOf(account)));
    if (step.decision === 'save') return response.redirect(303, `/portal/approvals/${id}`);
    this.linkPages.send(response, decidedPage(await this.drafts.page(id), account.email));
  }

  private async account(request: Request): Promise<PortalAccount | null> {
    const session = await this.sessions.current(request);
    return session && !session.mustChange ? this.queries.account(session.customerId) : null;
  }

  /** Another customer's draft is one that does not exist. */
  private async own(account: PortalAccount, id: string): Promise<DraftPage> {
    const draft = isId(id) ? await this.drafts.page(id) : undefined;
    if (draft?.customerId === account.id) return draft;
    throw commonErrors.not_found('There is no such draft of yours.', { hint: 'Open it from your portal.' });
  }
}

const actorOf = ({ id }: PortalAccount) => ({ kind: 'customer', id, role: 'customer' }) as const;

const where = ({ id }: DraftPage) => ({ action: `/portal/approvals/${id}`, once: newId() });

function commandOf(step: ReviewStep) {
  switch (step.decision) {
    case 'approve':
      return ['deliverable.approve', step.body === undefined ? {} : { body: step.body }] as const;
    case 'reject':
      return ['deliverable.reject', { reason: step.reason }] as const;
    case 'regenerate':
      return ['deliverable.regenerate', { feedback: step.reason }] as const;
    default:
      return ['deliverable.edit', { body: step.body }] as const;
  }
}
