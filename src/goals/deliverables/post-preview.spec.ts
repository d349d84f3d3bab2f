import { hashtagsIn, postFaults } from '../safety/post-rules.js';
import { postPreview } from './post-preview.js';

const TAGS = '#Health #Hospitals #WaitingTimes';
const textOf = (pieces: readonly { text: string }[]) => pieces.map(({ text }) => text).join('');
const longPost = `${'Three questions worth asking this week. '.repeat(20)}\n\n${TAGS}`;

describe('postPreview', () => {
  it.each(['linkedin', 'facebook', 'instagram', 'youtube', 'whatsapp'] as const)(
    'folds a long text on %s where readers press to see more, and loses nothing of it',
    (platform) => {
      const { shown, more, characters, limit, over, hashtags } = postPreview(
        platform,
        'City Clinic',
        longPost,
      );
      expect(textOf(shown) + textOf(more)).toBe(longPost);
      expect(more.length).toBeGreaterThan(0);
      expect(textOf(shown)).toMatch(/\S$/);
      expect([characters, over, hashtags]).toEqual([longPost.length, characters > limit, 3]);
    },
  );

  it('shows a short text whole, its hashtags apart', () => {
    const preview = postPreview('linkedin', ' city clinic', `Hello\n${TAGS}`);
    expect(preview).toMatchObject({ more: [], initial: 'C', title: 'LinkedIn post', notes: [] });
    expect(preview.shown.filter(({ tag }) => tag).map(({ text }) => text)).toEqual(TAGS.split(' '));
  });

  it('folds after three lines, and never inside a sign of several characters', () => {
    expect(textOf(postPreview('linkedin', 'A', 'a\nb\nc\nd\ne').shown)).toBe('a\nb\nc');
    const family = '👩‍👩‍👧‍👦';
    const { shown, more } = postPreview('instagram', 'A', family.repeat(200));
    expect(textOf(shown)).toBe(family.repeat(125));
    expect(textOf(more)).toBe(family.repeat(75));
  });

  it('says what the platform does not do, and counts against its limit', () => {
    const { notes, over, picture } = postPreview('instagram', 'A', `**bold** ${'x'.repeat(2_200)}`);
    expect(notes).toEqual([
      'Instagram needs a picture or video beside this caption.',
      'Instagram shows Markdown signs as they are typed.',
    ]);
    expect([over, picture]).toEqual([true, 'Your picture or video']);
  });

  it('names signs that would turn the reading direction', () => {
    expect(textOf(postPreview('linkedin', 'A', 'pay \u202Eevil').shown)).toBe('pay [U+202E]evil');
  });
});

describe('postFaults', () => {
  it.each<[string, string[]]>([
    [`Fine ${TAGS}`, []],
    ['No tags', ['A post carries 3 to 5 hashtags; this text has 0.']],
    ['#a1 #b1 #c1 #d1 #e1 #f1', ['A post carries 3 to 5 hashtags; this text has 6.']],
    [`${'x'.repeat(3_000)} ${TAGS}`, ['LinkedIn takes 3,000 characters; these are 3,033.']],
    [`A political word ${TAGS}`, ['The text touches a forbidden topic: Politics.']],
  ])('%#', (text, faults) => {
    expect(postFaults(text, 'linkedin', ['Politics'])).toEqual(faults);
  });

  it('counts words only: no headings, numbers, addresses or repetitions', () => {
    expect(hashtagsIn('# Title\n#1 https://a.example/#part #Health, #health #स्वास्थ्य (#Care)')).toEqual([
      '#Health',
      '#स्वास्थ्य',
      '#Care',
    ]);
  });
});
