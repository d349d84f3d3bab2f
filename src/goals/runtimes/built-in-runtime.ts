import {
  RunFailedError,
  tokensOf,
  type AgentRuntime,
  type InputOf,
  type Proposal,
  type RunContext,
  type RunInput,
  type RunOutcome,
} from './agent-runtime.js';
import { planWeek } from './calendar/week-plan.js';
import { watchPages } from './competitors/watch-pages.js';
import type { PageReader } from './competitors/page-reader.js';
import { fitParts } from './fit-parts.js';
import type { MarketData } from './market/market-data.js';
import { marketReport } from './market/market-report.js';
import { closedCandles, computeView, marketTold, readMarket } from './market/market-view.js';
import { failureOf } from './run-failure.js';
import { suggestTrade } from './market/trade-suggestion.js';
import { reportRisk } from './risk/report-risk.js';
import { marketChart, type MarketChart } from './market/market-chart.js';
import type { MarketTold } from './market/market-told.js';
import type { RunMemory } from './run-memory.js';
import { draftPost } from './social/social-post.js';

interface Draft {
  readonly title: string;
  readonly body: string;
  readonly proposal: Proposal | null;
  readonly chart?: MarketChart;
  readonly told?: MarketTold;
  readonly remarks: readonly string[];
  readonly memory?: RunMemory;
}

/** The runtime that comes with the product: templates, and real market data. No model, no key. */
export class BuiltInRuntime implements AgentRuntime {
  readonly name = 'built-in';

  constructor(
    private readonly market: MarketData,
    private readonly pages: PageReader,
  ) {}

  async run(input: RunInput, context: RunContext): Promise<RunOutcome> {
    try {
      context.signal.throwIfAborted();
      const draft = await this.write(input, context);
      context.signal.throwIfAborted();
      return { kind: 'completed', ...draft, tokens: tokensOf(draft.body) };
    } catch (error) {
      return failureOf(error, context.signal);
    }
  }

  private async write(input: RunInput, context: RunContext): Promise<Draft> {
    const { goal, agent } = input;
    if (goal.template === 'market_monitoring' && agent.type === 'trading') {
      return this.analyse({ ...input, goal, agent }, context);
    }
    if (goal.template === 'social_media_post' && agent.type === 'marketing') {
      return this.draft({ ...input, goal, agent }, context);
    }
    if (goal.template === 'content_calendar' && agent.type === 'marketing') {
      return planWeek({ ...input, goal, agent }, context);
    }
    if (goal.template === 'competitor_watch' && agent.type === 'marketing') {
      return watchPages(this.pages, { ...input, goal, agent }, context);
    }
    if (goal.template === 'risk_report' && agent.type === 'trading') {
      return reportRisk(this.market, { ...input, goal, agent }, context);
    }
    throw new RunFailedError(
      'rejected',
      `A ${agent.type} agent cannot follow the template ${goal.template}.`,
    );
  }

  private async analyse(input: InputOf<'market_monitoring', 'trading'>, context: RunContext): Promise<Draft> {
    const { goal, agent, zone } = input;
    const { coin, tradeSignal } = goal.parameters;
    await context.progress('fetching', `Reading ${coin} prices from ${this.market.exchange}`);
    const market = await readMarket(this.market, coin, context.signal);
    await context.progress(
      'computing',
      `Computing averages, momentum and range from ${market.candles.length} hours`,
    );
    const now = context.now();
    const view = computeView(market);
    const situation = { coin, view, settings: agent.settings, tradesToday: input.actionsToday, zone, now };
    const suggestion = tradeSignal === 'none' ? null : suggestTrade(situation);
    await context.progress('writing', 'Writing the analysis');
    const body = fitParts(marketReport(coin, view, suggestion, { now, zone }), input.tokenBudget * 4);
    if (body === null) {
      throw new RunFailedError(
        'over_budget',
        `The analysis needs more than the ${input.tokenBudget} tokens left.`,
      );
    }
    await context.progress('checking', 'Checking the risk limits');
    const proposal = suggestion?.kind === 'trade' ? suggestion : null;
    const chart = marketChart(closedCandles(market), {
      symbol: view.product.symbol,
      exchange: view.exchange,
    });
    const told = marketTold(view, proposal?.side ?? null);
    return { title: `${coin} market analysis`, body, proposal, chart, told, remarks: recomputed(input) };
  }

  private async draft(input: InputOf<'social_media_post', 'marketing'>, context: RunContext): Promise<Draft> {
    const { goal, agent } = input;
    await context.progress('writing', 'Writing the draft');
    const order = { parameters: goal.parameters, settings: agent.settings, input, now: context.now() };
    const { title, text, proposal, remarks } = draftPost(order);
    await context.progress('checking', 'Checking length, hashtags and forbidden topics');
    return { title, body: text, proposal, remarks };
  }
}

function recomputed({ regeneration }: RunInput): string[] {
  if (!regeneration) return [];
  return [
    `Your feedback: "${regeneration.feedback}". The built-in runtime computed the analysis anew; it cannot follow words.`,
  ];
}
