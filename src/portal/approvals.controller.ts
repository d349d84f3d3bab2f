import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import type { DeliverableView } from '../goals/deliverables/deliverable-view.js';
import { DeliverableQueries } from '../goals/deliverables/deliverable.queries.js';
import { commonErrors } from '../platform/errors/common-errors.js';
import { isId, newId } from '../platform/ids/new-id.js';
import { LinkPages, onceOf } from './link-pages.js';
import { PortalSessions } from './portal-sessions.js';
import { PortalQueries, type PortalAccount } from './portal.queries.js';
import { decidedPage, readDecision, reviewPage } from './review-form.js';

/** CP > Approvals: the customer's own drafts, behind the login (runbook Step 11). */
@ApiExcludeController()
@Controller('portal/approvals')
export class ApprovalsController {
  constructor(
    private readonly sessions: PortalSessions,
    private readonly queries: PortalQueries,
    private readonly deliverables: DeliverableQueries,
    private readonly linkPages: LinkPages,
  ) {}

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
    const page = reviewPage(shown, where(shown), body, account.email);
    await this.linkPages.form(request, response, page, async () => {
      const { decision, ...rest } = readDecision(body, shown);
      const actor = { kind: 'customer', id: account.id, role: 'customer' } as const;
      const input = { version: shown.version, ...rest };
      const command = `deliverable.${decision}` as const;
      const form = { once: onceOf(body) };
      const decided = await this.linkPages.dispatch(request, command, id, input, form, actor);
      this.linkPages.send(response, decidedPage(decided as DeliverableView, account.email));
    });
  }

  private async account(request: Request): Promise<PortalAccount | null> {
    const session = await this.sessions.current(request);
    return session && !session.mustChange ? this.queries.account(session.customerId) : null;
  }

  /** Another customer's draft is one that does not exist. */
  private async own(account: PortalAccount, id: string): Promise<DeliverableView> {
    const draft = isId(id) ? await this.deliverables.view(id) : undefined;
    if (draft?.customerId === account.id) return draft;
    throw commonErrors.not_found('There is no such draft of yours.', { hint: 'Open it from your portal.' });
  }
}

const where = ({ id }: DeliverableView) => ({ action: `/portal/approvals/${id}`, once: newId() });
