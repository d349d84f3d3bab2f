import { AGENT_TYPES } from '../../../agents/types/agent-types.js';
import { socialMediaPost } from '../../templates/social-media-post.js';
import type { RunInput } from '../agent-runtime.js';
import { stillUnproven, unprovenClaims } from './claims.js';

const input: RunInput = {
  goal: {
    template: 'social_media_post',
    parameters: { ...socialMediaPost.defaults, contentType: 'How 72.4 % of patients wait, since 2019' },
  },
  agent: {
    type: 'marketing',
    settings: {
      ...AGENT_TYPES.marketing.defaults,
      nickname: 'Sarah - LinkedIn Expert',
      theme: 'A clinic with ₹4,50,000 of rent',
      topics: ['Replies 3x faster', '1,250 beds'],
    },
  },
  zone: 'Asia/Kolkata',
  tokenBudget: 1_000,
  actionsToday: 0,
  regeneration: { number: 1, feedback: 'Say that 9 out of 10 come back, for €40.' },
  platforms: ['linkedin'],
  memory: null,
};
const told = (written: string) => unprovenClaims(written, input);

describe('the claims of a draft', () => {
  it.each<[string, string[]]>([
    ['Response times fell by 37 % and bookings grew 5x.', ['37 %', '5x']],
    ['It cut 37% of calls; 37 percent is a lot.', ['37%']],
    ['Save $1,200 or ₹2 crore a year.', ['$1,200', '₹2 crore']],
    ['It costs 99 euros, or 12 €.', ['99 euros', '12 €']],
    ['Over 500 hospitals trust it since 2021.', ['500', '2021']],
    ['Loved by 10k readers, soon 2M.', ['10k', '2 million']],
    ['Answer 4 times faster, a 6-fold gain.', ['4 times', '6-fold']],
    ['8 out of 10 patients leave.', ['8 out of 10']],
    ['Between 30-45% of them wait.', ['30', '45%']],
    ['A rating of 4.8 speaks for itself.', ['4.8']],
    ['The price is $72.4, not 72.4 %.', ['$72.4']],
  ])('that nobody gave: %s', (written, figures) => {
    expect(told(written)).toEqual(figures);
  });

  it.each([
    'About 72 % of patients wait, and it was so in 2019.',
    'Replies come 3x faster, in 1,250 beds, for a rent of ₹4.5 lakh.',
    'Remember: 9 out of 10 come back, for €40.',
    '1. Ask.\n2) Listen.\n(3) Write it down.\n- 12. Rest.\n11/ The end.',
    'Three reasons, or 3 reasons, in 5 steps.',
    'Read it at 10:00, 9 am or 6.30 p.m., open 24/7.',
    'Planned for 2026-02-12, 14 February 2026, Feb 16 and 3rd March.',
    'Care after COVID-19 for B2B and Q3. #Health2030 #37percent',
    'Post 4 times a week.',
  ])('has none in: %s', (written) => {
    expect(told(written)).toEqual([]);
  });

  it('holds a year against the very year', () => {
    expect(told('So it was in 2018 and 2020.')).toEqual(['2018', '2020']);
  });

  it('holds only what goes out under the name of the customer', () => {
    const goal = { template: 'market_monitoring', parameters: {} } as unknown as RunInput['goal'];
    expect(unprovenClaims('It rose 37 %.', { ...input, goal })).toEqual([]);
  });

  it('tells a dozen at most, each short', () => {
    const many = Array.from({ length: 3_000 }, (_, at) => `${at + 3_000_000} things`).join(', ');
    const figures = told(many.slice(0, 20_000));
    expect(figures).toHaveLength(12);
    expect(told(`${'9'.repeat(15_000)} %`).every((text) => text.length <= 40)).toBe(true);
  });
});

describe('the claims left after an edit', () => {
  it.each<[string, string[]]>([
    ['It fell by 37 % for 500 hospitals, 5x.', ['37 %', '5x', '500']],
    ['It fell by 37 percent.', ['37 %']],
    ['It fell by 41 %.', []],
    ['It fell.', []],
  ])('of %s', (body, left) => {
    expect(stillUnproven(['37 %', '5x', '500'], body)).toEqual(left);
  });
});
