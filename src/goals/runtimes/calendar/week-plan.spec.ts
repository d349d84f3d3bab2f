import { AGENT_TYPES } from '../../../agents/types/agent-types.js';
import type { MarketingSettings } from '../../../agents/types/marketing.js';
import { contentCalendar, type ContentCalendarParameters } from '../../templates/content-calendar.js';
import type { InputOf } from '../agent-runtime.js';
import { planWeek } from './week-plan.js';
import { weekSlots } from './week-slots.js';

const settings: MarketingSettings = {
  ...AGENT_TYPES.marketing.defaults,
  nickname: 'Sarah',
  theme: 'Healthcare marketing for hospitals',
  topics: ['Patient communication', 'Opening | hours'],
};
const plan = (
  parameters: Partial<ContentCalendarParameters> = {},
  change: Partial<MarketingSettings> = {},
  more: Partial<InputOf<'content_calendar', 'marketing'>> = {},
) =>
  planWeek(
    {
      goal: { template: 'content_calendar', parameters: { ...contentCalendar.defaults, ...parameters } },
      agent: { type: 'marketing', settings: { ...settings, ...change } },
      zone: 'Asia/Kolkata',
      tokenBudget: 1_500,
      actionsToday: 0,
      regeneration: null,
      platforms: ['linkedin', 'instagram'],
      memory: null,
      ...more,
    },
    {
      signal: new AbortController().signal,
      now: () => new Date('2026-02-15T20:00:00Z'), // Monday 01:30 in Kolkata
      progress: async () => undefined,
    },
  );
const rowsOf = (body: string) =>
  body
    .split('\n')
    .filter((line) => /^\| (Mon|Tue|Wed|Thu|Fri|Sat|Sun) /.test(line))
    .map((line) =>
      line
        .split(/(?<!\\)\|/)
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );

describe('a weekly content calendar', () => {
  it('plans the seven days from tomorrow over the agent’s platforms, inside the posting hours', async () => {
    const { body, title, proposal, remarks } = await plan();
    expect(title).toBe('Content calendar 2026-02-17 to 2026-02-23');
    const rows = rowsOf(body);
    expect(rows.map(([day]) => day)).toEqual([
      'Tue 2026-02-17',
      'Wed 2026-02-18',
      'Thu 2026-02-19',
      'Fri 2026-02-20',
      'Mon 2026-02-23',
    ]);
    expect(rows.map(([, , platform]) => platform)).toEqual([
      'Instagram',
      'LinkedIn',
      'Instagram',
      'LinkedIn',
      'Instagram',
    ]);
    for (const [, time = '', , , , hashtags = ''] of rows) {
      expect(time >= '09:00' && time <= '18:00').toBe(true);
      expect(hashtags.split(' ')).toHaveLength(3);
    }
    expect(body).toContain('Opening \\| hours');
    expect([proposal, remarks]).toEqual([null, []]);
  });

  it('never plans more on a day than the agent may post, and says so', async () => {
    const { body, remarks } = await plan({ posts: 15, days: ['mon', 'tue'] }, { maxPostsPerDay: 2 });
    expect(rowsOf(body)).toHaveLength(4);
    expect(remarks[0]).toContain('4 of 15 posts are planned');
  });

  it('keeps clear of forbidden topics, and cannot plan without a platform, a topic or tokens', async () => {
    const politics = await plan({}, { topics: ['Political satire', 'Nursing'] });
    expect(politics.body).not.toContain('satire');
    await expect(plan({ focus: 'Political satire' })).rejects.toMatchObject({ failure: 'rejected' });
    await expect(plan({}, { topics: ['Politics'] })).rejects.toMatchObject({ failure: 'rejected' });
    await expect(plan({}, {}, { platforms: [] })).rejects.toThrow('has no platform to plan for');
    await expect(plan({}, {}, { tokenBudget: 20 })).rejects.toMatchObject({ failure: 'over_budget' });
  });

  it('gives the focus of the week every second post, as plain text', async () => {
    const { body } = await plan({ focus: '[Open day](https://x.example)' });
    const topics = rowsOf(body).map(([, , , topic]) => topic);
    expect(topics.map((topic) => topic?.includes('Open day'))).toEqual([true, false, true, false, true]);
    expect(topics[0]).toBe('\\[Open day\\]\\(https://x.example\\)');
  });
});

describe('weekSlots', () => {
  const slots = (hours: { start: string; end: string }, posts = 3) =>
    weekSlots({ from: '2026-02-16', days: ['mon'], posts, maxPerDay: 3, hours });

  it('spreads times over the hours, also narrow ones and those over midnight', () => {
    expect(slots({ start: '09:00', end: '18:00' }).map(({ time }) => time)).toEqual([
      '11:15',
      '13:30',
      '15:45',
    ]);
    expect(slots({ start: '10:05', end: '10:07' }, 1)).toEqual([
      { day: '2026-02-16', weekday: 'mon', time: '10:06' },
    ]);
    for (const { time } of slots({ start: '22:00', end: '02:00' })) expect(time >= '22:00').toBe(true);
  });
});
