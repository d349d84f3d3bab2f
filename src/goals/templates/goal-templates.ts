import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import type { AgentTypeName } from '../../agents/types/agent-types.js';
import type { PlatformName } from '../../agents/platform-names.js';
import { cronOf, describeRule } from '../schedule/schedule-rule.js';
import type { ApprovalGate, GoalTemplate, ProposedAction } from './goal-template.js';
import { competitorWatch, type CompetitorWatchParameters } from './competitor-watch.js';
import { contentCalendar, type ContentCalendarParameters } from './content-calendar.js';
import { marketMonitoring, type MarketMonitoringParameters } from './market-monitoring.js';
import { riskReport, type RiskReportParameters } from './risk-report.js';
import { socialMediaPost, type SocialMediaPostParameters } from './social-media-post.js';

/** Parameters by template. */
export interface GoalParameters {
  market_monitoring: MarketMonitoringParameters;
  social_media_post: SocialMediaPostParameters;
  content_calendar: ContentCalendarParameters;
  competitor_watch: CompetitorWatchParameters;
  risk_report: RiskReportParameters;
}
export type GoalTemplateName = keyof GoalParameters;

/** A goal's template with the parameters that belong to it. */
export type GoalSpec = {
  [T in GoalTemplateName]: { readonly template: T; readonly parameters: GoalParameters[T] };
}[GoalTemplateName];

/** Every goal template: a new one is one file and one line here. */
export const GOAL_TEMPLATES: { [T in GoalTemplateName]: GoalTemplate<GoalParameters[T]> } = {
  market_monitoring: marketMonitoring,
  social_media_post: socialMediaPost,
  content_calendar: contentCalendar,
  competitor_watch: competitorWatch,
  risk_report: riskReport,
};

export const GOAL_TEMPLATE_NAMES = Object.keys(GOAL_TEMPLATES) as [GoalTemplateName, ...GoalTemplateName[]];
export const goalTemplateName = z.enum(GOAL_TEMPLATE_NAMES);

/** What the rooms need to know of a goal, whatever its template. */
export interface GoalOutline {
  readonly name: string;
  readonly agentType: AgentTypeName;
  /** Five fields, read in the customer's zone. */
  readonly cron: string;
  readonly frequency: string;
  readonly platforms: readonly PlatformName[];
  readonly gates: readonly ApprovalGate[];
  readonly freeTexts: readonly string[];
  readonly proposes: ProposedAction | null;
  readonly tokenCeiling: number;
  readonly expectedTokens: number;
}

/** Template and parameters, checked together. Throws ZodError naming each field. */
export function parseGoal(template: GoalTemplateName, parameters: unknown): GoalSpec {
  return { template, parameters: GOAL_TEMPLATES[template].parameters.parse(parameters) } as GoalSpec;
}

export function outlineOf(goal: GoalSpec): GoalOutline {
  return outline(GOAL_TEMPLATES[goal.template] as GoalTemplate<unknown>, goal.parameters);
}

/** The templates an agent of `type` can follow. */
export function templatesFor(type: AgentTypeName): GoalTemplateName[] {
  return GOAL_TEMPLATE_NAMES.filter((name) => GOAL_TEMPLATES[name].agentType === type);
}

/** Whether a change touches frequency, platform, coin, addresses to read or gate, and so re-opens approval (design 4). */
export function reopensApproval(before: GoalSpec, after: GoalSpec): boolean {
  return !isDeepStrictEqual(weighty(before), weighty(after));
}

function outline<P>(template: GoalTemplate<P>, parameters: P): GoalOutline {
  const rule = template.schedule(parameters);
  return {
    name: template.name(parameters),
    agentType: template.agentType,
    cron: cronOf(rule),
    frequency: describeRule(rule),
    platforms: template.platforms(parameters),
    gates: template.gates(parameters),
    freeTexts: template.freeTexts(parameters),
    proposes: template.proposes,
    tokenCeiling: template.tokenCeiling,
    expectedTokens: template.expectedTokens,
  };
}

function weighty(goal: GoalSpec): unknown {
  const { cron, platforms, gates } = outlineOf(goal);
  const coin = 'coin' in goal.parameters ? goal.parameters.coin : null;
  const signal = goal.template === 'market_monitoring' ? goal.parameters.tradeSignal : null;
  const addresses = goal.template === 'competitor_watch' ? [...goal.parameters.addresses].sort() : null;
  return { template: goal.template, cron, platforms, gates, coin, signal, addresses };
}
