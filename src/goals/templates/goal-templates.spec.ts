import { z } from 'zod';
import {
  GOAL_TEMPLATES,
  outlineOf,
  parseGoal,
  reopensApproval,
  templatesFor,
  type GoalTemplateName,
} from './goal-templates.js';
import { marketMonitoring } from './market-monitoring.js';
import { socialMediaPost } from './social-media-post.js';

const btc = { template: 'market_monitoring', parameters: marketMonitoring.defaults } as const;
const post = { template: 'social_media_post', parameters: socialMediaPost.defaults } as const;
const pathsOf = (template: GoalTemplateName, parameters: object) =>
  (GOAL_TEMPLATES[template].parameters as z.ZodType)
    .safeParse(parameters)
    .error?.issues.map(({ path }) => path.join('.')) ?? [];

describe('templates', () => {
  it("carry the runbook's two examples", () => {
    expect(parseGoal('market_monitoring', btc.parameters)).toEqual(btc);
    expect(outlineOf(btc)).toMatchObject({
      name: 'BTC Price Monitoring',
      agentType: 'trading',
      cron: '0 */6 * * *',
      frequency: 'Every 6 hours',
      platforms: ['delta'],
      gates: [{ title: 'Approval of every trade', on: true }],
      proposes: 'trade',
    });
    expect(parseGoal('social_media_post', post.parameters)).toEqual(post);
    expect(outlineOf(post)).toMatchObject({
      name: 'Daily LinkedIn Post',
      cron: '0 10 * * *',
      platforms: ['linkedin'],
      proposes: 'post',
    });
  });

  it('belong to one agent type each', () => {
    expect(templatesFor('trading')).toEqual(['market_monitoring', 'risk_report']);
    expect(templatesFor('marketing')).toEqual(['social_media_post', 'content_calendar', 'competitor_watch']);
  });

  it('name the field that is wrong', () => {
    expect(pathsOf('market_monitoring', { ...btc.parameters, coin: 'btc' })).toEqual(['coin']);
    expect(pathsOf('market_monitoring', { ...btc.parameters, tradeSignal: 'none' })).toEqual(['deliverable']);
    expect(
      pathsOf('market_monitoring', { ...btc.parameters, tradeSignal: 'none', deliverable: 'analysis' }),
    ).toEqual([]);
    expect(
      pathsOf('market_monitoring', { ...btc.parameters, frequency: { kind: 'every_hours', hours: 7 } }),
    ).toEqual(['frequency.hours']);
    expect(pathsOf('social_media_post', { ...post.parameters, hashtagCount: 2 })).toEqual(['hashtagCount']);
    expect(pathsOf('social_media_post', { ...post.parameters, hashtagCount: 6 })).toEqual(['hashtagCount']);
    expect(pathsOf('social_media_post', { ...post.parameters, platform: 'delta' })).toEqual(['platform']);
    expect(pathsOf('social_media_post', { ...post.parameters, preferredHashtags: ['#two words'] })).toEqual([
      'preferredHashtags.0',
    ]);
  });

  it('take pages of the open web only, and say which line is wrong', () => {
    const watch = (...addresses: string[]) =>
      pathsOf('competitor_watch', { ...GOAL_TEMPLATES.competitor_watch.defaults, addresses });
    expect(watch('https://rival.example/pricing', 'https://other.example')).toEqual([]);
    for (const inner of [
      'http://rival.example',
      'https://127.0.0.1/',
      'https://2130706433/',
      'https://[::1]/',
      'https://169.254.169.254/latest',
      'https://localhost/',
      'https://db.internal/',
      'https://user:pw@rival.example/',
      'https://rival.example:8443/',
      'rival.example',
    ])
      expect([inner, watch('https://rival.example', inner)]).toEqual([inner, ['addresses.1']]);
    expect(watch()).toEqual(['addresses']);
    expect(watch(...Array.from({ length: 6 }, (_, at) => `https://r${at}.example`))).toEqual(['addresses']);
    expect(watch('https://rival.example', 'https://RIVAL.example/')).toEqual(['addresses']);
  });

  it('propose nothing where they only write', () => {
    expect(
      Object.values(GOAL_TEMPLATES)
        .filter(({ proposes }) => proposes === null)
        .map(({ title }) => title),
    ).toEqual(['Weekly Content Calendar', 'Competitor Watch', 'Risk Report']);
  });

  it('draw a form: every field has a label', () => {
    for (const { parameters } of Object.values(GOAL_TEMPLATES)) {
      const { properties = {} } = z.toJSONSchema(parameters as z.ZodType, { io: 'input' });
      const unlabelled = Object.entries(properties).filter(
        ([, field]) => !(field as { title?: string }).title,
      );
      expect(unlabelled).toEqual([]);
      expect(() => z.toJSONSchema(parameters as z.ZodType)).not.toThrow();
    }
  });
});

describe('reopensApproval', () => {
  const change = (parameters: object) =>
    reopensApproval(post, { ...post, parameters: { ...post.parameters, ...parameters } });

  it('is so for frequency, platform and gate', () => {
    expect(change({ frequency: { kind: 'daily', at: '11:00' } })).toBe(true);
    expect(change({ platform: 'instagram' })).toBe(true);
    expect(change({ requireApproval: false })).toBe(true);
    const eth = { ...btc, parameters: { ...btc.parameters, coin: 'ETH' } };
    expect(reopensApproval(btc, eth)).toBe(true);
  });

  it('is not so for words, nor for the same frequency written otherwise', () => {
    expect(change({ contentType: 'Case studies' })).toBe(false);
    expect(change({ frequency: { kind: 'cron', expression: '0 10 * * *' } })).toBe(false);
  });
});
