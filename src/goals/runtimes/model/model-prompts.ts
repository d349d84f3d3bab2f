import type { GoalTemplateName } from '../../templates/goal-templates.js';
import type { ModelPrompt } from './model-prompt.js';
import { competitorWatchPrompt } from './prompts/competitor-watch.js';
import { contentCalendarPrompt } from './prompts/content-calendar.js';
import { marketMonitoringPrompt } from './prompts/market-monitoring.js';
import { riskReportPrompt } from './prompts/risk-report.js';
import { socialMediaPostPrompt } from './prompts/social-media-post.js';

/** The prompt of every template: one that lacks its own does not compile. */
export const MODEL_PROMPTS: { [T in GoalTemplateName]: ModelPrompt<T> } = {
  market_monitoring: marketMonitoringPrompt,
  social_media_post: socialMediaPostPrompt,
  content_calendar: contentCalendarPrompt,
  competitor_watch: competitorWatchPrompt,
  risk_report: riskReportPrompt,
};
