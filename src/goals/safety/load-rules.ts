import { dayKey } from '../../platform/time/wall-clock.js';
import { trialEndsAt } from '../../trials/limits.js';
import { busiestDay, countBetween } from '../schedule/occurrences.js';
import { outlineOf } from '../templates/goal-templates.js';
import type { ReviewedGoal, SafetyFacts, SafetyFinding } from './safety-facts.js';

/** A trial of 168 hours touches eight calendar days. */
const DAYS_AHEAD = 8;

/** Runs of all live goals on their busiest day, plus one demo, against the daily tasks. */
export function frequencyFinding({ goal, otherGoals, zone, now, trial }: SafetyFacts): SafetyFinding {
  const crons = [goal, ...otherGoals].map(({ spec }) => outlineOf(spec).cron);
  const { day, count } = busiestDay(crons, zone, dayKey(now, zone), DAYS_AHEAD);
  const total = count + 1;
  const sum = `${count} ${plural(count, 'run')} on the busiest day (${day}) and one demo make ${total}`;
  if (!trial) {
    return {
      rule: 'frequency',
      level: 'pass',
      text: `${sum}; a hired agent has no daily limit.`,
      figures: { total, day },
    };
  }
  const figures = { runs: count, demo: 1, total, allowed: trial.dailyTasks, day };
  const text = `${sum}, of ${trial.dailyTasks} tasks a day`;
  if (total <= trial.dailyTasks) return { rule: 'frequency', level: 'pass', text: `${text}.`, figures };
  return {
    rule: 'frequency',
    level: 'fail',
    text: `${text}. Run it less often, or pause another goal.`,
    figures,
  };
}

/** Tokens that all live goals and one demo will take until the trial ends, against what is left. */
export function tokenFinding(facts: SafetyFacts): SafetyFinding {
  const { goal, otherGoals, trial } = facts;
  if (!trial) {
    return { rule: 'tokens', level: 'pass', text: 'A hired agent has no token limit.', figures: {} };
  }
  const until = trial.endsAt ?? trialEndsAt(facts.now);
  const runs = [goal, ...otherGoals].map((each) => runsUntil(each, facts, until));
  const forecast =
    tokensEach(goal) +
    [goal, ...otherGoals].reduce((sum, each, at) => sum + (runs[at] ?? 0) * tokensEach(each), 0);
  const total = runs.reduce((sum, count) => sum + count, 0) + 1;
  const figures = { runs: total, forecast, left: trial.tokensLeft };
  const text = `${total} runs until the trial ends take about ${grouped(forecast)} tokens, of ${grouped(trial.tokensLeft)} left`;
  if (forecast <= trial.tokensLeft) return { rule: 'tokens', level: 'pass', text: `${text}.`, figures };
  return {
    rule: 'tokens',
    level: 'fail',
    text: `${text}. Run it less often, or pause another goal.`,
    figures,
  };
}

function runsUntil({ spec }: ReviewedGoal, { zone, now }: SafetyFacts, until: Date): number {
  return countBetween(outlineOf(spec).cron, zone, now, until);
}

function tokensEach({ spec, measuredTokens }: ReviewedGoal): number {
  return Math.ceil(measuredTokens ?? outlineOf(spec).expectedTokens);
}

function grouped(count: number): string {
  return new Intl.NumberFormat('en-GB').format(count);
}

function plural(count: number, word: string): string {
  return count === 1 ? word : `${word}s`;
}
