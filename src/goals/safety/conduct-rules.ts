import { boundsFindings } from '../../agents/types/agent-types.js';
import { PLATFORM_TITLES } from '../../agents/platform-names.js';
import { isWithinWindow, windowText } from '../../agents/time-window.js';
import { nextRuns } from '../schedule/occurrences.js';
import { outlineOf, type GoalSpec } from '../templates/goal-templates.js';
import { clockOf } from '../runtimes/market/trade-suggestion.js';
import { forbiddenIn } from './forbidden-topics.js';
import type { SafetyFacts, SafetyFinding } from './safety-facts.js';

const RUNS_LOOKED_AT = 50;

/** The agent's limits within the bounds of its profile, and the goal within the agent's limits. */
export function limitsFinding({ agent, profile, goal, otherGoals }: SafetyFacts): SafetyFinding {
  const texts = boundsFindings(agent.type, agent.settings, profile).map(({ text }) => text);
  if ('coin' in goal.spec.parameters && agent.type === 'trading') {
    const { coin } = goal.spec.parameters;
    const { allowedCoins } = agent.settings;
    if (!allowedCoins.includes(coin)) {
      texts.push(`${coin} is not one of the allowed coins (${allowedCoins.join(', ')}).`);
    }
  }
  if (outlineOf(goal.spec).agentType !== agent.type) {
    texts.push(
      `The template is for a ${outlineOf(goal.spec).agentType} agent, this is a ${agent.type} agent.`,
    );
  }
  const figures = { outside: texts.length, goals: otherGoals.length + 1, profile };
  if (texts.length > 0) return { rule: 'limits', level: 'fail', text: texts.join(' '), figures };
  const tight = tooManyPosts(goal.spec, agent);
  if (tight) return { rule: 'limits', level: 'warn', text: tight, figures };
  const word = profile === 'trial' ? 'the trial’s bounds' : 'the bounds';
  return { rule: 'limits', level: 'pass', text: `All of the agent’s limits lie within ${word}.`, figures };
}

/** Of a content calendar: posts beyond what its days may hold are left out of the plan. */
function tooManyPosts(spec: GoalSpec, agent: SafetyFacts['agent']): string | null {
  if (spec.template !== 'content_calendar' || agent.type !== 'marketing') return null;
  const { posts, days } = spec.parameters;
  const { maxPostsPerDay } = agent.settings;
  const room = days.length * maxPostsPerDay;
  if (posts <= room) return null;
  return `${posts} posts do not fit: ${days.length} ${days.length === 1 ? 'day' : 'days'} of at most ${maxPostsPerDay} posts hold ${room}. The others are left out of the plan.`;
}

/** Every outside action waits for a person. On trial that is a must, later a remark. */
export function gatesFinding({ goal, profile }: SafetyFacts): SafetyFinding {
  const { gates } = outlineOf(goal.spec);
  const open = gates.filter(({ on }) => !on).map(({ title }) => title);
  const figures = { gates: gates.length, off: open.length };
  if (gates.length === 0) {
    const text = 'It only writes, for review: nothing is posted or traded.';
    return { rule: 'approval_gates', level: 'pass', text, figures };
  }
  if (open.length === 0) {
    const text = `On: ${gates.map(({ title }) => title).join(', ')}.`;
    return { rule: 'approval_gates', level: 'pass', text, figures };
  }
  const level = profile === 'trial' ? 'fail' : 'warn';
  return { rule: 'approval_gates', level, text: `Off: ${open.join(', ')}. Turn it on.`, figures };
}

/** Windows gate posts and trade suggestions, never reports (design 5.5). */
export function hoursFinding({ goal, agent, zone, now, profile }: SafetyFacts): SafetyFinding {
  const { cron, proposes } = outlineOf(goal.spec);
  const window = agent.type === 'marketing' ? agent.settings.postingHours : agent.settings.tradingHours;
  if (proposes === null) {
    const text = 'It posts and trades nothing: reports come at any hour.';
    return { rule: 'posting_hours', level: 'pass', text, figures: { window: windowText(window) } };
  }
  const runs = nextRuns(cron, zone, now, RUNS_LOOKED_AT);
  const outside = runs.filter((run) => !isWithinWindow(run, window, zone));
  const figures = { runs: runs.length, outside: outside.length, window: windowText(window) };
  const first = outside[0];
  if (!first) {
    return {
      rule: 'posting_hours',
      level: 'pass',
      text: `Every run lies within ${windowText(window)}.`,
      figures,
    };
  }
  if (proposes === 'trade') {
    const text = `Reports come at any hour; trades are suggested only within ${windowText(window)}.`;
    return { rule: 'posting_hours', level: 'pass', text, figures };
  }
  const level = profile === 'trial' ? 'fail' : 'warn';
  const text = `A run at ${clockOf(first, zone)} lies outside the posting hours ${windowText(window)}. Choose a time inside.`;
  return { rule: 'posting_hours', level, text, figures };
}

/** Each platform of the goal is one of the agent's and has an active credential. */
export function credentialsFinding({ goal, platforms, credentials }: SafetyFacts): SafetyFinding {
  const needed = outlineOf(goal.spec).platforms;
  if (needed.length === 0) {
    const text = 'It needs none.';
    return { rule: 'credentials', level: 'pass', text, figures: { needed: 0, missing: 0 } };
  }
  const problems = needed.flatMap((platform) => {
    const title = PLATFORM_TITLES[platform];
    if (!platforms.includes(platform)) return [`${title} is not one of the agent’s platforms.`];
    const status = credentials.find((credential) => credential.platform === platform)?.status;
    if (status === 'active') return [];
    return [status ? `The credential of ${title} is ${status}.` : `${title} has no credential.`];
  });
  const figures = { needed: needed.length, missing: problems.length };
  if (problems.length > 0) {
    return {
      rule: 'credentials',
      level: 'fail',
      text: `${problems.join(' ')} Connect and test it.`,
      figures,
    };
  }
  const text = `Active: ${needed.map((platform) => PLATFORM_TITLES[platform]).join(', ')}.`;
  return { rule: 'credentials', level: 'pass', text, figures };
}

/** What the customer wrote in goal and settings keeps clear of what the customer forbade. */
export function topicsFinding({ goal, agent }: SafetyFacts): SafetyFinding {
  if (agent.type !== 'marketing') {
    const text = 'A trading agent writes on markets only.';
    return { rule: 'forbidden_topics', level: 'pass', text, figures: {} };
  }
  const { forbiddenTopics, theme, topics } = agent.settings;
  const texts = [...outlineOf(goal.spec).freeTexts, theme, ...topics];
  const touched = [...new Set(texts.flatMap((text) => forbiddenIn(text, forbiddenTopics)))];
  const figures = { forbidden: forbiddenTopics.length, touched: touched.length };
  if (touched.length > 0) {
    const text = `Goal or settings touch: ${touched.join(', ')}. Reword them.`;
    return { rule: 'forbidden_topics', level: 'fail', text, figures };
  }
  if (forbiddenTopics.length === 0) {
    const text = 'No topic is forbidden. Politics, religion and controversial content usually are.';
    return { rule: 'forbidden_topics', level: 'warn', text, figures };
  }
  return {
    rule: 'forbidden_topics',
    level: 'pass',
    text: `None of: ${forbiddenTopics.join(', ')}.`,
    figures,
  };
}
