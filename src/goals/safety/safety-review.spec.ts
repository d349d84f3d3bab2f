import { AGENT_TYPES } from '../../agents/types/agent-types.js';
import { marketMonitoring, type MarketMonitoringParameters } from '../templates/market-monitoring.js';
import { socialMediaPost, type SocialMediaPostParameters } from '../templates/social-media-post.js';
import { competitorWatch } from '../templates/competitor-watch.js';
import { contentCalendar, type ContentCalendarParameters } from '../templates/content-calendar.js';
import { riskReport, type RiskReportParameters } from '../templates/risk-report.js';
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

describe('goals that only write', () => {
  const plan = (parameters: Partial<ContentCalendarParameters> = {}): SafetyFacts => ({
    ...marketing,
    goal: {
      name: 'Weekly Content Calendar',
      spec: { template: 'content_calendar', parameters: { ...contentCalendar.defaults, ...parameters } },
      measuredTokens: null,
    },
  });
  const watch = (frequency = competitorWatch.defaults.frequency): SafetyFacts => {
    const parameters = { ...competitorWatch.defaults, addresses: ['https://rival.example/'], frequency };
    const spec = { template: 'competitor_watch', parameters } as const;
    return { ...marketing, goal: { name: 'Competitor Watch', spec, measuredTokens: null } };
  };
  const risk = (parameters: Partial<RiskReportParameters> = {}): SafetyFacts => ({
    ...trading,
    goal: {
      name: 'BTC Risk Report',
      spec: { template: 'risk_report', parameters: { ...riskReport.defaults, ...parameters } },
      measuredTokens: null,
    },
  });

  it.each([
    ['a content calendar', plan()],
    ['a competitor watch', watch()],
    ['a risk report', risk()],
  ])('%s passes every rule, and needs no gate nor hours', (_name, facts) => {
    expect(passesAll(reviewGoal(facts))).toBe(true);
    expect(finding(facts, 'approval_gates')?.text).toBe(
      'It only writes, for review: nothing is posted or traded.',
    );
    const night = { ...facts, now: new Date('2026-02-12T21:00:00Z') };
    expect(finding(night, 'posting_hours')).toMatchObject({ level: 'pass' });
    expect(finding(facts, 'posting_hours')?.text).toContain('reports come at any hour');
  });

  it('needs no credential to plan or to read public pages, and the exchange’s for a risk report', () => {
    for (const facts of [plan(), watch()]) {
      expect(finding({ ...facts, credentials: [], platforms: [] }, 'credentials')).toMatchObject({
        level: 'pass',
        text: 'It needs none.',
      });
    }
    expect(failing({ ...risk(), credentials: [{ platform: 'delta', status: 'expired' }] })).toEqual([
      'credentials',
    ]);
  });

  it('warns of a calendar with more posts than its days may hold', () => {
    const full = { days: ['mon' as const], posts: 3 };
    expect(finding(plan(full), 'limits')?.level).toBe('pass');
    expect(finding(plan({ ...full, posts: 4 }), 'limits')).toMatchObject({
      level: 'warn',
      text: '4 posts do not fit: 1 day of at most 3 posts hold 3. The others are left out of the plan.',
    });
    expect(blocksApproval(reviewGoal(plan({ ...full, posts: 4 })))).toBe(false);
    expect(passesAll(reviewGoal(plan({ ...full, posts: 4 })))).toBe(false);
  });

  it('keeps the focus of a calendar clear of what is forbidden', () => {
    expect(failing(plan({ focus: 'A religious holiday' }))).toEqual(['forbidden_topics']);
    expect(failing(plan({ focus: 'Heart week' }))).toEqual([]);
    expect(finding(risk(), 'forbidden_topics')?.text).toBe('A trading agent writes on markets only.');
  });

  it('counts watches and reports among the tasks, and sums them with other goals', () => {
    expect(finding(watch(), 'frequency')?.figures).toMatchObject({ runs: 1, total: 2 });
    expect(failing(watch({ kind: 'every_hours', hours: 4 }))).toEqual(['frequency', 'tokens']);
    expect(failing({ ...risk(), otherGoals: [goal()] })).toEqual(['frequency', 'tokens']);
    expect(failing({ ...risk(), otherGoals: [goal()], trial: null, profile: 'hired' })).toEqual([]);
  });

  it('reports risk on the agent’s coins only, and gives each template to its agent type', () => {
    expect(finding(risk({ coin: 'ETH' }), 'limits')?.text).toBe('ETH is not one of the allowed coins (BTC).');
    expect(finding({ ...trading, goal: plan().goal }, 'limits')?.text).toContain(
      'The template is for a marketing agent',
    );
    expect(finding({ ...trading, goal: watch().goal }, 'limits')?.level).toBe('fail');
    expect(finding({ ...marketing, goal: risk().goal }, 'limits')?.level).toBe('fail');
  });
});
