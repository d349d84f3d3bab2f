import { AGENT_TYPES } from '../../agents/types/agent-types.js';
import { marketMonitoring, type MarketMonitoringParameters } from '../templates/market-monitoring.js';
import { socialMediaPost, type SocialMediaPostParameters } from '../templates/social-media-post.js';
import type { ReviewedGoal, SafetyFacts, SafetyRule } from './safety-facts.js';
import { blocksApproval, passesAll, reviewGoal } from './safety-review.js';

const goal = (
  parameters: Partial<MarketMonitoringParameters> = {},
  measuredTokens: number | null = null,
): ReviewedGoal => ({
  name: 'BTC Price Monitoring',
  spec: { template: 'market_monitoring', parameters: { ...marketMonitoring.defaults, ...parameters } },
  measuredTokens,
});
const post = (parameters: Partial<SocialMediaPostParameters> = {}): ReviewedGoal => ({
  name: 'Daily LinkedIn Post',
  spec: { template: 'social_media_post', parameters: { ...socialMediaPost.defaults, ...parameters } },
  measuredTokens: null,
});
const tradingSettings = { ...AGENT_TYPES.trading.defaults, nickname: 'Alex', theme: 'Risk-managed trading' };
const marketingSettings = {
  ...AGENT_TYPES.marketing.defaults,
  nickname: 'Sarah',
  theme: 'Healthcare marketing for hospitals',
  topics: ['Patient communication'],
};
const trading: SafetyFacts = {
  now: new Date('2026-02-12T06:45:00Z'),
  zone: 'Asia/Kolkata',
  profile: 'trial',
  goal: goal(),
  otherGoals: [],
  agent: { type: 'trading', settings: tradingSettings },
  platforms: ['delta'],
  credentials: [{ platform: 'delta', status: 'active' }],
  trial: { dailyTasks: 5, tokensLeft: 10_000, endsAt: new Date('2026-02-19T06:45:00Z') },
};
const marketing: SafetyFacts = {
  ...trading,
  goal: post(),
  agent: { type: 'marketing', settings: marketingSettings },
  platforms: ['linkedin', 'instagram'],
  credentials: [
    { platform: 'linkedin', status: 'active' },
    { platform: 'instagram', status: 'active' },
  ],
};
const finding = (facts: SafetyFacts, rule: SafetyRule) =>
  reviewGoal(facts).find((each) => each.rule === rule);
const failing = (facts: SafetyFacts) =>
  reviewGoal(facts)
    .filter(({ level }) => level === 'fail')
    .map(({ rule }) => rule);

describe("the runbook's two examples", () => {
  it.each([
    ['BTC Price Monitoring', trading],
    ['Daily LinkedIn Post', marketing],
  ])('%s passes every rule on a fresh trial', (_name, facts) => {
    expect(reviewGoal(facts).map(({ level }) => level)).toEqual(Array(7).fill('pass'));
    expect(passesAll(reviewGoal(facts))).toBe(true);
    expect(blocksApproval(reviewGoal(facts))).toBe(false);
  });

  it('stand with an evening story on Instagram beside the daily post', () => {
    const story = post({ platform: 'instagram', frequency: { kind: 'daily', at: '18:00' } });
    expect(failing({ ...marketing, goal: story, otherGoals: [post()] })).toEqual([]);
  });

  it('pass while the trial is pending, as if activated now', () => {
    expect(failing({ ...trading, trial: { dailyTasks: 5, tokensLeft: 10_000, endsAt: null } })).toEqual([]);
  });
});

describe('frequency', () => {
  it('sums all live goals and one demo: 4 + 1 of 5 pass, 5 + 1 fail', () => {
    expect(finding(trading, 'frequency')).toMatchObject({
      level: 'pass',
      text: '4 runs on the busiest day (2026-02-12) and one demo make 5, of 5 tasks a day.',
      figures: { runs: 4, total: 5, allowed: 5 },
    });
    const other = goal({ frequency: { kind: 'weekdays', at: '11:00', days: ['mon'] } });
    expect(finding({ ...trading, otherGoals: [other] }, 'frequency')).toMatchObject({
      level: 'fail',
      text: '5 runs on the busiest day (2026-02-16) and one demo make 6, of 5 tasks a day. Run it less often, or pause another goal.',
    });
  });

  it('is free for a hired agent', () => {
    const hourly = goal({ frequency: { kind: 'every_hours', hours: 1 } });
    expect(failing({ ...trading, goal: hourly, trial: null, profile: 'hired' })).toEqual([]);
    expect(failing({ ...trading, goal: hourly })).toEqual(['frequency', 'tokens']);
  });
});

describe('tokens', () => {
  const left = (tokensLeft: number) => ({
    ...trading,
    trial: { ...trading.trial, dailyTasks: 5, tokensLeft, endsAt: trading.trial?.endsAt ?? null },
  });

  it('forecasts every run until the end, and one demo', () => {
    expect(finding(trading, 'tokens')?.figures).toEqual({ runs: 29, forecast: 8_700, left: 10_000 });
    expect(finding(left(8_700), 'tokens')?.level).toBe('pass');
    expect(finding(left(8_699), 'tokens')).toMatchObject({
      level: 'fail',
      text: '29 runs until the trial ends take about 8,700 tokens, of 8,699 left. Run it less often, or pause another goal.',
    });
  });

  it('goes by what runs really took, once there are any', () => {
    expect(finding({ ...trading, goal: goal({}, 120.5) }, 'tokens')?.figures['forecast']).toBe(29 * 121);
    expect(finding({ ...trading, goal: goal({}, 400) }, 'tokens')?.level).toBe('fail');
  });
});

describe('conduct', () => {
  it('names a limit outside the bounds', () => {
    const loose = {
      ...trading,
      agent: { type: 'trading' as const, settings: { ...tradingSettings, maxUnitsPerOrder: 2 } },
    };
    expect(finding(loose, 'limits')).toMatchObject({
      level: 'fail',
      text: 'Max units per order is 2; the limit is at most 1.',
    });
    expect(failing({ ...loose, profile: 'hired', trial: null })).toEqual([]);
    expect(finding({ ...trading, goal: goal({ coin: 'ETH' }) }, 'limits')?.text).toBe(
      'ETH is not one of the allowed coins (BTC).',
    );
  });

  it('wants the approval gates on', () => {
    expect(failing({ ...trading, goal: goal({ requireApproval: false }) })).toEqual(['approval_gates']);
    expect(failing({ ...marketing, goal: post({ requireApproval: false }) })).toEqual(['approval_gates']);
  });

  it('holds posts to the posting hours, 18:00 still inside', () => {
    const at = (time: string) => ({ ...marketing, goal: post({ frequency: { kind: 'daily', at: time } }) });
    expect(failing(at('18:00'))).toEqual([]);
    expect(failing(at('18:01'))).toEqual(['posting_hours']);
    expect(finding(at('08:59'), 'posting_hours')?.text).toContain('A run at 08:59 lies outside');
    expect(finding(trading, 'posting_hours')?.text).toContain('Reports come at any hour');
  });

  it('wants an active credential for each platform of the goal', () => {
    expect(finding({ ...trading, credentials: [] }, 'credentials')?.text).toContain(
      'Delta Exchange has no credential.',
    );
    expect(failing({ ...trading, credentials: [{ platform: 'delta', status: 'invalid' }] })).toEqual([
      'credentials',
    ]);
    expect(finding({ ...marketing, platforms: ['instagram'] }, 'credentials')?.text).toContain(
      'LinkedIn is not one of the agent’s platforms.',
    );
  });

  it('keeps clear of forbidden topics', () => {
    expect(failing({ ...marketing, goal: post({ contentType: 'Political satire' }) })).toEqual([
      'forbidden_topics',
    ]);
    const open = { ...marketingSettings, forbiddenTopics: [] };
    const findings = reviewGoal({ ...marketing, agent: { type: 'marketing', settings: open } });
    expect(blocksApproval(findings)).toBe(false);
    expect(passesAll(findings)).toBe(false);
  });

  it('refuses a template of another agent type', () => {
    expect(failing({ ...trading, goal: post() })).toContain('limits');
  });
});
