import { Body, Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { commonErrors } from '../platform/errors/common-errors.js';
import { isId } from '../platform/ids/new-id.js';
import { GoalForm } from './goal-form.js';
import { LinkPages, onceOf } from './link-pages.js';
import { PortalAgents, type OwnAgent } from './portal-agents.js';
import { PortalDoor, actorOf } from './portal-door.js';
import { PortalGoals, templateNamed, templatesOf } from './portal-goals.js';
import { portalPage } from './portal-page.js';
import { PortalQueries, type PortalAccount } from './portal.queries.js';

/** What a customer does to a goal, by the last word of the address. */
const BUTTONS = { pause: 'goal.pause', resume: 'goal.resume', withdraw: 'goal.archive' } as const;
const isButton = (step: string): step is keyof typeof BUTTONS => Object.hasOwn(BUTTONS, step);

/** CP > Goals (runbook Step 10): what the agents do, why one does not run, and a new one to propose. */
@ApiExcludeController()
@Controller('portal/goals')
export class PortalGoalsController {
  constructor(
    private readonly door: PortalDoor,
    private readonly agents: PortalAgents,
    private readonly goals: PortalGoals,
    private readonly queries: PortalQueries,
    private readonly linkPages: LinkPages,
    private readonly form: GoalForm,
  ) {}

  @Get()
  async list(
    @Query() query: Record<string, unknown>,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const account = await this.door.enter(request, response);
    if (!account) return;
    const agents = await this.agents.all(account);
    const { goals, older } = await this.goals.page(account, agents, idIn(query['before']));
    const openings = await this.goals.openings(account, agents);
    const data = {
      account,
      goals,
      older,
      made: goals.find(({ id }) => id === query['made']),
      withdrawn: await this.goals.withdrawn(account, idIn(query['withdrawn'])),
      drafts: await this.queries.draftsWaiting(account.id),
      open: openings.filter(({ left }) => left > 0),
      full: openings.filter(({ full }) => full),
      once: onceOf({}),
    };
    this.linkPages.send(response, portalPage('goals', 'Goals', data, { who: account.email, wide: true }));
  }

  /** Create New Goal: the template first, then what it asks. */
  @Get('new')
  async ask(
    @Query() query: Record<string, unknown>,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const account = await this.door.enter(request, response);
    if (!account) return;
    if (query['agent'] === undefined) return this.linkPages.send(response, await this.choice(account));
    const own = await this.agents.own(account, textOf(query['agent']));
    if ((await this.goals.opening(account, own)).left === 0)
      return response.redirect(303, '/portal/goals/new');
    const template = templateNamed(own, query['template']);
    this.linkPages.send(response, await this.form.page(account, own, template));
  }

  /** Lands in Goal Approvals, or approves itself where the policy lets it. */
  @Post('new')
  async propose(
    @Body() body: Record<string, unknown> | undefined,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const account = await this.door.take(request, response, body);
    if (!account) return;
    const posted = body ?? {};
    const own = await this.agents.own(account, textOf(posted['agent']));
    const template = templateNamed(own, posted['template']);
    const page = () => this.form.page(account, own, template, posted);
    if (posted['decision'] === 'preview') return this.linkPages.send(response, await page());
    await this.linkPages.form(request, response, page, async () => {
      refuse(own);
      const input = await this.form.input(account, own, template, posted);
      const form = { once: onceOf(body) };
      const actor = actorOf(account);
      const made = await this.linkPages.dispatch(request, 'goal.create', account.id, input, form, actor);
      response.redirect(303, `/portal/goals?made=${(made as { id: string }).id}`);
    });
  }

  @Post(':id/:step')
  async step(
    @Param('id') id: string,
    @Param('step') step: string,
    @Body() body: unknown,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const account = await this.door.press(request);
    await this.linkPages.answer(request, response, undefined, async () => {
      if (!isButton(step)) throw commonErrors.not_found('There is no such button.');
      const goal = await this.goals.own(account, id);
      // What nothing came of may be withdrawn after the trial, too.
      if (step !== 'withdraw') refuse(await this.agents.own(account, goal.agentId));
      const form = { once: onceOf(body) };
      await this.linkPages.dispatch(request, BUTTONS[step], id, {}, form, actorOf(account));
      response.redirect(303, step === 'withdraw' ? `/portal/goals?withdrawn=${id}` : '/portal/goals');
    });
  }

  private async choice(account: PortalAccount) {
    const all = await this.agents.all(account);
    const openings = await this.goals.openings(account, all);
    const agents = openings.map(({ own, why, left }) => {
      const { agent, name, title } = own;
      return { id: agent.id, name, title, why, left, templates: templatesOf(own) };
    });
    const data = { account, agents };
    return portalPage('goal-templates', 'New goal', data, { who: account.email, wide: true });
  }
}

function refuse({ over }: OwnAgent): void {
  if (over) throw over;
}

const idIn = (value: unknown): string | undefined =>
  typeof value === 'string' && isId(value) ? value : undefined;
const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
