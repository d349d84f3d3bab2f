import { PLATFORM_TITLES, type MarketingPlatform } from '../../../agents/platform-names.js';
import { nextOpening, windowText } from '../../../agents/time-window.js';
import type { MarketingSettings } from '../../../agents/types/marketing.js';
import { dayKey, nextLocalMidnight } from '../../../platform/time/wall-clock.js';
import { forbiddenIn } from '../../safety/forbidden-topics.js';
import type { SocialMediaPostParameters } from '../../templates/social-media-post.js';
import { RunFailedError, type PostProposal, type RunInput } from '../agent-runtime.js';
import { fitParts } from '../fit-parts.js';
import { chooseHashtags } from './hashtags.js';
import { PLATFORM_RULES } from './platform-rules.js';
import { POST_FORMS } from './post-forms.js';

const DAY_MS = 86_400_000;

export interface SocialDraft {
  readonly title: string;
  readonly text: string;
  readonly proposal: PostProposal;
  readonly remarks: readonly string[];
}

interface Order {
  readonly parameters: SocialMediaPostParameters;
  readonly settings: MarketingSettings;
  readonly input: Pick<RunInput, 'zone' | 'tokenBudget' | 'actionsToday' | 'regeneration'>;
  readonly now: Date;
}

/** A draft post. Throws RunFailedError when it cannot be written within the rules. */
export function draftPost(order: Order): SocialDraft {
  const { parameters, settings, input, now } = order;
  const { platform } = parameters;
  const turn = turnOf(now, input);
  const topic = topicFor(settings, turn);
  const hashtags = hashtagsFor(order, topic);
  const form = POST_FORMS[turn % POST_FORMS.length] ?? throwNoForm();
  const parts = [...form({ topic, theme: settings.theme }), { text: hashtags.join(' ') }];
  const limit = Math.min(PLATFORM_RULES[platform].maxCharacters, input.tokenBudget * 4);
  const text = fitParts(parts, limit);
  if (text === null) throw tooLong(platform, limit);
  const touched = forbiddenIn(text, settings.forbiddenTopics);
  if (touched.length > 0) throw forbidden(touched);
  return {
    title: `${PLATFORM_TITLES[platform]} post: ${topic}`,
    text,
    proposal: proposalFor(order, hashtags),
    remarks: remarksFor(order),
  };
}

/** Another topic and form each day, and for each "regenerate". */
function turnOf(now: Date, { zone, regeneration }: Order['input']): number {
  return Math.floor(Date.parse(dayKey(now, zone)) / DAY_MS) + (regeneration?.number ?? 0);
}

function topicFor({ topics, forbiddenTopics }: MarketingSettings, turn: number): string {
  const open = topics.filter((topic) => forbiddenIn(topic, forbiddenTopics).length === 0);
  const topic = open[turn % open.length];
  if (topic === undefined) throw forbidden(topics);
  return topic;
}

function hashtagsFor({ parameters, settings }: Order, topic: string): string[] {
  const hashtags = chooseHashtags(
    {
      preferred: parameters.preferredHashtags,
      sources: [topic, settings.theme, ...settings.topics, parameters.contentType],
      count: parameters.hashtagCount,
    },
    settings.forbiddenTopics,
  );
  if (hashtags.length < parameters.hashtagCount) throw forbidden(settings.forbiddenTopics);
  return hashtags;
}

/** Windows gate the posting, not the drafting (design 5.5). */
function proposalFor({ parameters, settings, input, now }: Order, hashtags: string[]): PostProposal {
  const full = input.actionsToday >= settings.maxPostsPerDay;
  const earliest = nextOpening(
    full ? nextLocalMidnight(now, input.zone) : now,
    settings.postingHours,
    input.zone,
  );
  return {
    kind: 'post',
    platform: parameters.platform,
    hashtags,
    notBefore: earliest.toISOString(),
    checks: [
      {
        limit: 'posts approved today',
        value: String(input.actionsToday),
        allowed: `max ${settings.maxPostsPerDay}`,
      },
      { limit: 'posting hours', value: earliest.toISOString(), allowed: windowText(settings.postingHours) },
      { limit: 'hashtags', value: String(hashtags.length), allowed: '3–5' },
    ],
    approvalRequired: true,
  };
}

function remarksFor({ parameters, settings, input }: Order): string[] {
  const { remark } = PLATFORM_RULES[parameters.platform];
  const news = /\bnews\b/i.test(parameters.contentType);
  return [
    ...(remark === null ? [] : [remark]),
    ...(news ? ['The built-in writer reads no news: add the piece of news this post should refer to.'] : []),
    `Asked for: ${parameters.contentType}. Tone: ${settings.tone}.`,
    ...(input.regeneration
      ? [
          `Your feedback: "${input.regeneration.feedback}". The built-in writer took another topic and form; it cannot follow words.`,
        ]
      : []),
  ];
}

function tooLong(platform: MarketingPlatform, limit: number): RunFailedError {
  const { maxCharacters } = PLATFORM_RULES[platform];
  if (limit < maxCharacters) {
    return new RunFailedError(
      'over_budget',
      `The tokens left allow ${limit} characters; the draft needs more.`,
    );
  }
  return new RunFailedError(
    'rejected',
    `The draft does not fit into the ${maxCharacters} characters ${PLATFORM_TITLES[platform]} allows; shorten theme or topics.`,
  );
}

function forbidden(topics: readonly string[]): RunFailedError {
  return new RunFailedError(
    'rejected',
    `No draft can be written that keeps clear of: ${topics.join(', ')}. Change the topics or the forbidden topics.`,
  );
}

function throwNoForm(): never {
  throw new RunFailedError('malformed', 'The built-in writer has no form for a post.');
}
