import { POST_FORMS } from './post-forms.js';
import { AGENT_TYPES } from '../../../agents/types/agent-types.js';
import type { MarketingSettings } from '../../../agents/types/marketing.js';
import { forbiddenIn } from '../../safety/forbidden-topics.js';
import { socialMediaPost, type SocialMediaPostParameters } from '../../templates/social-media-post.js';
import { tokensOf, type RunInput } from '../agent-runtime.js';
import { PLATFORM_RULES } from './platform-rules.js';
import { draftPost } from './social-post.js';

const NOON = new Date('2026-02-12T06:45:00Z'); // 12:15 in Kolkata
const settings: MarketingSettings = {
  ...AGENT_TYPES.marketing.defaults,
  nickname: 'Sarah - LinkedIn Expert',
  theme: 'Healthcare marketing for hospitals',
  topics: ['Patient communication', 'Waiting times'],
};
const draft = (
  parameters: Partial<SocialMediaPostParameters> = {},
  change: Partial<MarketingSettings> = {},
  input: Partial<RunInput> = {},
  now = NOON,
) =>
  draftPost({
    parameters: { ...socialMediaPost.defaults, ...parameters },
    settings: { ...settings, ...change },
    input: { zone: 'Asia/Kolkata', tokenBudget: 1000, actionsToday: 0, regeneration: null, ...input },
    now,
  });
const tagsIn = (text: string) => text.match(/#[\p{L}\p{N}_]+/gu) ?? [];

describe('draftPost', () => {
  it.each([3, 4, 5])('writes about a topic of the agent with %i hashtags', (hashtagCount) => {
    const { title, text, proposal } = draft({ hashtagCount });
    expect(title).toMatch(/^LinkedIn post: (Patient communication|Waiting times)$/);
    expect(text).toContain('Healthcare marketing for hospitals');
    expect(tagsIn(text)).toHaveLength(hashtagCount);
    expect(new Set(tagsIn(text)).size).toBe(hashtagCount);
    expect(proposal.hashtags).toEqual(tagsIn(text));
    expect(proposal.hashtags[1]).toBe('#HealthcareMarketingHospitals');
  });

  it('takes preferred hashtags first', () => {
    const { proposal } = draft({ preferredHashtags: ['#HealthIndia', 'waitingTimes'] });
    expect(proposal.hashtags.slice(0, 2)).toEqual(['#HealthIndia', '#waitingTimes']);
    expect(
      proposal.hashtags.map((tag) => tag.toLowerCase()).filter((tag) => tag === '#waitingtimes'),
    ).toHaveLength(1);
  });

  it.each(['Healthcare marketing for hospitals', 'AI & MRI', 'öffentliche Gesundheit', 'Who pays?'])(
    'lets the theme %s, and a topic, stand as they were typed: nowhere inside a sentence',
    (typed) => {
      for (const form of POST_FORMS) {
        const lines = form({ topic: typed, theme: typed }).flatMap(({ text }) => text.split('\n'));
        const holding = lines.filter((line) => line.includes(typed));
        expect(holding).toEqual([expect.stringMatching(/^.* – /), expect.stringMatching(/: .*$/)]);
        expect([holding[0]?.startsWith(`${typed} – `), holding[1]?.endsWith(`: ${typed}`)]).toEqual([
          true,
          true,
        ]);
      }
    },
  );

  it('keeps to every platform’s length, whatever theme and topic', () => {
    for (const platform of Object.keys(PLATFORM_RULES) as (keyof typeof PLATFORM_RULES)[]) {
      const long = { theme: 'x'.repeat(200), topics: ['y'.repeat(80)] };
      const { text } = draft({ platform }, long);
      expect([...text].length).toBeLessThanOrEqual(PLATFORM_RULES[platform].maxCharacters);
    }
  });

  it('stays within what the safety review counts on', () => {
    expect(tokensOf(draft({ hashtagCount: 5 }).text)).toBeLessThanOrEqual(socialMediaPost.expectedTokens);
  });

  it('drops what can be dropped when few tokens are left, then fails', () => {
    const short = draft({}, {}, { tokenBudget: 75 }).text;
    expect([...short].length).toBeLessThanOrEqual(300);
    expect(tagsIn(short)).toHaveLength(4);
    expect(() => draft({}, {}, { tokenBudget: 10 })).toThrow('The tokens left allow 40 characters');
  });

  it('never touches a forbidden topic', () => {
    expect(draft({}, { topics: ['Political debate', 'Waiting times'] }).title).toBe(
      'LinkedIn post: Waiting times',
    );
    expect(draft({ preferredHashtags: ['#Politics'] }).proposal.hashtags).not.toContain('#Politics');
    expect(() => draft({}, { topics: ['Religious holidays'] })).toThrow('keeps clear of: Religious holidays');
    expect(() => draft({}, { forbiddenTopics: ['hospital'] })).toThrow('keeps clear of: hospital');
  });

  it('writes another draft the next day, and when asked again', () => {
    const first = draft();
    expect(draft().text).toBe(first.text);
    expect(draft({}, {}, {}, new Date('2026-02-13T06:45:00Z')).text).not.toBe(first.text);
    const again = draft({}, {}, { regeneration: { number: 1, feedback: 'Shorter, please' } });
    expect(again.text).not.toBe(first.text);
    expect(again.remarks.join(' ')).toContain('"Shorter, please"');
  });

  it('tells the reviewer what the text alone cannot do', () => {
    expect(draft({ platform: 'instagram' }).remarks[0]).toBe(
      'Instagram needs a picture or video beside this caption.',
    );
    expect(draft().remarks[0]).toContain('reads no news');
    expect(draft({ contentType: 'Checklists' }).remarks).toHaveLength(1);
  });
});

describe('posting hours', () => {
  const earliest = (iso: string, actionsToday = 0) =>
    draft({}, {}, { actionsToday }, new Date(iso)).proposal.notBefore;

  it('gate the posting, not the draft', () => {
    expect(earliest('2026-02-12T06:45:00Z')).toBe('2026-02-12T06:45:00.000Z');
    expect(earliest('2026-02-12T12:30:59Z')).toBe('2026-02-12T12:30:59.000Z');
    expect(earliest('2026-02-12T12:31:00Z')).toBe('2026-02-13T03:30:00.000Z');
  });

  it('wait for the next day when the day’s posts are used', () => {
    expect(earliest('2026-02-12T06:45:00Z', 2)).toBe('2026-02-12T06:45:00.000Z');
    expect(earliest('2026-02-12T06:45:00Z', 3)).toBe('2026-02-13T03:30:00.000Z');
  });
});

describe('forbiddenIn', () => {
  const forbidden = ['Politics', 'Religion', 'Controversial content'];

  it.each([
    ['A political question', ['Politics']],
    ['Politicians and RELIGIOUS leaders', ['Politics', 'Religion']],
    ['#PartyPolitics', ['Politics']],
    ['Very controversial content here', ['Controversial content']],
    ['Controversial questions about content', []],
    ['A polite, policy-driven answer', []],
    ['', []],
  ])('finds in "%s" %j', (text, expected) => {
    expect(forbiddenIn(text, forbidden)).toEqual(expected);
  });

  it('is not disturbed by accents nor an empty entry', () => {
    expect(forbiddenIn('Un café noir', ['cafe'])).toEqual(['cafe']);
    expect(forbiddenIn('anything', ['', '!!'])).toEqual([]);
  });
});
