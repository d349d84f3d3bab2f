import { PLATFORM_TITLES, type MarketingPlatform } from '../../agents/platform-names.js';
import { PLATFORM_RULES } from '../runtimes/social/platform-rules.js';
import { shownAsWritten } from './render-markdown.js';
import { hashtagsIn } from '../safety/post-rules.js';

/** A stretch of text; hashtags stand out. */
export interface PreviewPiece {
  readonly text: string;
  readonly tag: boolean;
}

/** A post as its platform would show it. */
export interface PostPreview {
  readonly platform: MarketingPlatform;
  readonly title: string;
  /** The page or channel it would appear on. */
  readonly account: string;
  readonly initial: string;
  /** What readers see at once, and what only follows a press; `more` is empty when all is seen. */
  readonly shown: readonly PreviewPiece[];
  readonly more: readonly PreviewPiece[];
  readonly moreWord: string;
  readonly characters: number;
  readonly limit: number;
  readonly over: boolean;
  readonly hashtags: number;
  /** What stands in the place of a picture or video; null where the platform needs none. */
  readonly picture: string | null;
  readonly notes: readonly string[];
}

interface Shape {
  /** Characters and lines seen before the fold, about: platforms publish no figure, and it differs by screen. */
  readonly fold: { readonly characters: number; readonly lines: number };
  readonly moreWord: string;
  readonly kind: string;
  readonly picture: string | null;
}

const SHAPES: Readonly<Record<MarketingPlatform, Shape>> = {
  linkedin: { fold: { characters: 210, lines: 3 }, moreWord: '…more', kind: 'post', picture: null },
  facebook: { fold: { characters: 477, lines: 5 }, moreWord: 'See more', kind: 'post', picture: null },
  instagram: {
    fold: { characters: 125, lines: 3 },
    moreWord: '… more',
    kind: 'post',
    picture: 'Your picture or video',
  },
  youtube: {
    fold: { characters: 150, lines: 3 },
    moreWord: '...more',
    kind: 'video description',
    picture: 'Your video',
  },
  whatsapp: { fold: { characters: 768, lines: 20 }, moreWord: 'Read more', kind: 'message', picture: null },
};

/** Signs that only Markdown gives a meaning. */
const MARKDOWN = /\*\*|__|^#{1,6} |^\|.*\|$|\[[^\]\n]+\]\([^)\n]+\)|^```/m;

export function postPreview(platform: MarketingPlatform, account: string, text: string): PostPreview {
  const { fold, moreWord, kind, picture } = SHAPES[platform];
  const name = PLATFORM_TITLES[platform];
  const { maxCharacters: limit, remark } = PLATFORM_RULES[platform];
  const characters = [...text].length;
  const [shown, more] = folded(text, fold);
  return {
    platform,
    title: `${name} ${kind}`,
    account,
    initial: [...account.trim()][0]?.toUpperCase() ?? '?',
    shown: pieces(shown),
    more: pieces(more),
    moreWord,
    characters,
    limit,
    over: characters > limit,
    hashtags: hashtagsIn(text).length,
    picture,
    notes: [
      ...(remark === null ? [] : [remark]),
      ...(MARKDOWN.test(text) ? [`${name} shows Markdown signs as they are typed.`] : []),
    ],
  };
}

/** Before and behind the fold; never inside a word where one ends nearby, nor inside what is read as one sign. */
function folded(text: string, { characters, lines }: Shape['fold']): [string, string] {
  const byLines = text.split('\n').slice(0, lines).join('\n');
  const head = [...new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(byLines)];
  if (head.length <= characters) {
    const rest = text.slice(byLines.length);
    return rest.trim() === '' ? [text, ''] : [byLines, rest];
  }
  const cut = head[characters]?.index ?? byLines.length;
  const space = byLines.slice(0, cut).search(/\s\S{0,20}$/);
  const at = space > 0 ? space : cut;
  return [text.slice(0, at), text.slice(at)];
}

function pieces(text: string): PreviewPiece[] {
  const tags = new Set(hashtagsIn(text).map((tag) => tag.toLowerCase()));
  return shownAsWritten(text)
    .split(/(#[\p{L}\p{M}\p{N}_]+)/u)
    .filter((part) => part !== '')
    .map((part) => ({ text: part, tag: tags.has(part.toLowerCase()) }));
}
