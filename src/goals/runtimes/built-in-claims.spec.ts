import { steadyMarket } from '../../../test/support/steady-market.js';
import { AGENT_TYPES } from '../../agents/types/agent-types.js';
import { MARKETING_PLATFORMS } from '../../agents/platform-names.js';
import { contentCalendar } from '../templates/content-calendar.js';
import { socialMediaPost } from '../templates/social-media-post.js';
import type { RunInput } from './agent-runtime.js';
import { BuiltInRuntime } from './built-in-runtime.js';
import { CheckedRuntime } from './checks/checked-runtime.js';

const NO_PAGES = { read: () => Promise.reject(new Error('no page is read')) };
const NOON = new Date('2026-02-12T06:45:00Z'); // 12:15 in Kolkata
const NIGHT = new Date('2026-02-12T18:35:00Z'); // 00:05 in Kolkata
const rest = {
  zone: 'Asia/Kolkata',
  tokenBudget: 1500,
  actionsToday: 0,
  platforms: MARKETING_PLATFORMS,
  memory: null,
};

describe('a post or a plan of the built-in engine', () => {
  const { marketing } = AGENT_TYPES;
  const goals: RunInput['goal'][] = [
    ...MARKETING_PLATFORMS.map((platform) => ({
      template: 'social_media_post' as const,
      parameters: { ...socialMediaPost.defaults, platform },
    })),
    { template: 'content_calendar', parameters: contentCalendar.defaults },
    { template: 'content_calendar', parameters: { ...contentCalendar.defaults, days: ['tue'], posts: 2 } },
  ];
  const voices = [
    { theme: 'Healthcare marketing for hospitals', topics: ['Patient communication', 'Waiting times'] },
    { theme: '12 years of 3x growth', topics: ['37 % fewer complaints', '₹4,50,000 saved'] },
  ];
  const regenerations = [
    null,
    ...[1, 2, 3, 4, 5].map((number) => ({ number, feedback: 'Shorter, please.' })),
  ];
  const cases = goals.flatMap((goal) => voices.map((voice) => ({ goal, voice })));

  it.each(cases)(
    'claims no figure that nobody gave: $goal.template, $voice.theme',
    async ({ goal, voice }) => {
      const engine = new CheckedRuntime(new BuiltInRuntime(steadyMarket(NOON, 100_000, 101_500), NO_PAGES));
      for (const regeneration of regenerations) {
        for (const now of [NOON, NIGHT]) {
          const settings = { ...marketing.defaults, nickname: 'Sarah', ...voice };
          const told: RunInput = { ...rest, goal, agent: { type: 'marketing', settings }, regeneration };
          const outcome = await engine.run(told, {
            signal: new AbortController().signal,
            now: () => now,
            progress: async () => undefined,
          });
          expect(outcome).toMatchObject({ kind: 'completed' });
          expect(outcome).not.toHaveProperty('unproven');
        }
      }
    },
  );
});
