import {
  MARKETING_PLATFORMS,
  PLATFORM_TITLES,
  type MarketingPlatform,
} from '../../../agents/platform-names.js';
import { windowText } from '../../../agents/time-window.js';
import { addDays, dayKey } from '../../../platform/time/wall-clock.js';
import { forbiddenIn } from '../../safety/forbidden-topics.js';
import { DAY_NAMES } from '../../schedule/schedule-rule.js';
import { RunFailedError, type InputOf, type RunContext } from '../agent-runtime.js';
import { fitParts } from '../fit-parts.js';
import { plainMarkdown } from '../markdown-text.js';
import { chooseHashtags } from '../social/hashtags.js';
import { FORMATS } from './formats.js';
import { weekSlots, type Slot } from './week-slots.js';

type Order = InputOf<'content_calendar', 'marketing'>;

const CLOSING = '_A plan: nothing is posted from it. Each post is drafted and approved on its own._';

/** A plan for the seven days from tomorrow. Throws RunFailedError when it cannot be made within the rules. */
export async function planWeek(input: Order, context: RunContext) {
  const from = addDays(dayKey(context.now(), input.zone), 1);
  const { settings } = input.agent;
  const { days, posts } = input.goal.parameters;
  const platforms = MARKETING_PLATFORMS.filter((platform) => input.platforms.includes(platform));
  if (platforms.length === 0) {
    throw new RunFailedError(
      'rejected',
      'The agent has no platform to plan for: choose its platforms (Step 6).',
    );
  }
  await context.progress('computing', `Spreading ${posts} posts over the week from ${from}`);
  const slots = weekSlots({
    from,
    days,
    posts,
    maxPerDay: settings.maxPostsPerDay,
    hours: settings.postingHours,
  });
  await context.progress('writing', 'Writing the calendar');
  const body = fitParts(partsOf(input, slots, platforms, from), input.tokenBudget * 4);
  if (body === null) {
    throw new RunFailedError(
      'over_budget',
      `The calendar needs more than the ${input.tokenBudget} tokens left.`,
    );
  }
  await context.progress('checking', 'Checking hashtags and forbidden topics');
  const touched = forbiddenIn(body, settings.forbiddenTopics);
  if (touched.length > 0) throw forbidden(touched);
  return {
    title: `Content calendar ${from} to ${addDays(from, 6)}`,
    body,
    proposal: null,
    remarks: remarksFor(input, slots),
  };
}

function partsOf(
  input: Order,
  slots: readonly Slot[],
  platforms: readonly MarketingPlatform[],
  from: string,
) {
  const { settings } = input.agent;
  const { focus } = input.goal.parameters;
  const rows = slots.map((slot, at) =>
    rowOf(input, slot, platforms[at % platforms.length] ?? 'linkedin', at),
  );
  return [
    { text: `# Content calendar ${from} to ${addDays(from, 6)}` },
    {
      text: `${slots.length} posts, on the clock of ${input.zone}, inside the posting hours ${windowText(settings.postingHours)}.`,
      drop: 2,
    },
    ...(focus ? [{ text: `**Focus of the week:** ${plainMarkdown(focus)}`, drop: 1 }] : []),
    {
      text: [
        '| Day | Time | Platform | Topic | Format | Hashtags |',
        '|---|---|---|---|---|---|',
        ...rows.map((cells) => `| ${cells.join(' | ')} |`),
      ].join('\n'),
    },
    { text: CLOSING },
  ];
}

function rowOf(input: Order, slot: Slot, platform: MarketingPlatform, at: number): string[] {
  const topic = topicFor(input, at);
  const turn = at + (input.regeneration?.number ?? 0);
  const formats = FORMATS[platform];
  return [
    `${DAY_NAMES[slot.weekday].slice(0, 3)} ${slot.day}`,
    slot.time,
    PLATFORM_TITLES[platform],
    plainMarkdown(topic),
    formats[turn % formats.length] ?? formats[0],
    hashtagsFor(input, topic).join(' '),
  ];
}

/** The topics in turns, the focus of the week at every second post; another order for each "regenerate". */
function topicFor({ goal, agent, regeneration }: Order, at: number): string {
  const { topics, forbiddenTopics } = agent.settings;
  const { focus } = goal.parameters;
  const open = topics.filter((topic) => forbiddenIn(topic, forbiddenTopics).length === 0);
  if (focus && at % 2 === 0) return focus;
  const topic = open[((focus ? Math.floor(at / 2) : at) + (regeneration?.number ?? 0)) % open.length];
  if (topic === undefined) throw forbidden(topics);
  return topic;
}

function hashtagsFor({ goal, agent }: Order, topic: string): string[] {
  const { theme, topics, forbiddenTopics } = agent.settings;
  const count = goal.parameters.hashtagCount;
  const chosen = chooseHashtags(
    { preferred: [], sources: [topic, theme, ...topics], count },
    forbiddenTopics,
  );
  if (chosen.length < count) throw forbidden(forbiddenTopics);
  return chosen;
}

function remarksFor({ goal, regeneration }: Order, slots: readonly Slot[]): string[] {
  const { posts } = goal.parameters;
  return [
    ...(slots.length < posts
      ? [
          `${slots.length} of ${posts} posts are planned: the agent’s posts a day allow no more on the chosen days.`,
        ]
      : []),
    ...(regeneration
      ? [
          `Your feedback: "${regeneration.feedback}". The built-in writer took another order; it cannot follow words.`,
        ]
      : []),
  ];
}

function forbidden(topics: readonly string[]): RunFailedError {
  return new RunFailedError(
    'rejected',
    `No plan can be made that keeps clear of: ${topics.join(', ')}. Change the topics, the focus or the forbidden topics.`,
  );
}
