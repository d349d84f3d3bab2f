import { Controller, Get, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { TrialPageQueries } from '../goals/trial-page.queries.js';
import { FactsQueries } from '../onboarding/facts/facts.queries.js';
import { newId } from '../platform/ids/new-id.js';
import { Pages } from '../platform/pages/pages.js';
import { UnitOfWork } from '../platform/unit-of-work/unit-of-work.js';
import { portalPage } from './portal-page.js';
import { PortalSessions } from './portal-sessions.js';
import { PortalQueries } from './portal.queries.js';
import { statusSteps } from './portal-status.js';
import { trialCard } from './trial-card.js';

/** `/portal`: where the onboarding stands, when the trial ends, which drafts wait and which were decided. */
@ApiExcludeController()
@Controller('portal')
export class PortalHomeController {
  constructor(
    private readonly sessions: PortalSessions,
    private readonly queries: PortalQueries,
    private readonly facts: FactsQueries,
    private readonly unitOfWork: UnitOfWork,
    private readonly trials: TrialPageQueries,
    private readonly pages: Pages,
  ) {}

  @Get()
  async show(@Req() request: Request, @Res() response: Response): Promise<void> {
    const session = await this.sessions.current(request);
    if (!session || session.mustChange)
      return response.redirect(303, session ? '/portal/password' : '/portal/login');
    const { customerId } = session;
    const account = await this.queries.account(customerId);
    const facts = await this.factsOf(customerId);
    const data = {
      account,
      steps: statusSteps(facts),
      trial: facts.trial && trialCard(await this.trials.page(facts.trial.id), facts.now),
      call: await this.queries.nextCall(customerId, facts.now),
      once: newId(),
      drafts: await this.queries.draftsWaiting(customerId),
      decided: await this.queries.draftsDecided(customerId),
    };
    this.pages.send(
      response,
      portalPage('home', 'Your onboarding', data, { who: account.email, wide: true }),
    );
  }

  private factsOf(customerId: string) {
    const actor = { kind: 'customer', id: customerId, role: 'customer' } as const;
    return this.unitOfWork.look(actor, async (tx) => {
      const [found] = await this.facts.of(tx.em, tx.now, [customerId]);
      if (!found) throw new Error(`No facts of customer ${customerId}`);
      return found.facts;
    });
  }
}
