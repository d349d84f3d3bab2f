import { PLATFORM_TITLES } from '../../../../agents/platform-names.js';
import { PLATFORM_RULES } from '../../social/platform-rules.js';
import { toldLimits } from '../told-limits.js';
import { feedbackOf, type ModelPrompt } from '../model-prompt.js';

const ROOM_FOR_HASHTAGS = 320;
const LONGEST_WORDS = 180;

/** The post itself; hashtags, posting hours and the proposal stay those of the built-in engine. */
export const socialMediaPostPrompt: ModelPrompt<'social_media_post'> = {
  rules: ({ goal }) => {
    const { platform } = goal.parameters;
    const most = PLATFORM_RULES[platform].maxCharacters - ROOM_FOR_HASHTAGS;
    return [
      `Task: one post for ${PLATFORM_TITLES[platform]}, plain text with short paragraphs, at most ${LONGEST_WORDS} words and ${most} characters.`,
      'Write it about "topic" within "theme", in the "tone", as the "contentType" asks; keep clear of every one of "forbiddenTopics".',
      'It appears within the posting hours of "limits": name no other hour, and promise no more posts than they allow.',
      'Write no hashtags: they are added.',
    ];
  },
  data: (input, draft) => ({
    ...guidelines(input.agent),
    limits: toldLimits(input.agent, input.zone),
    contentType: input.goal.parameters.contentType,
    topic: draft.title.slice(draft.title.indexOf(': ') + 2),
    ...feedbackOf(input),
  }),
  assemble: (text, { proposal }) =>
    proposal?.kind === 'post' ? `${text}\n\n${proposal.hashtags.join(' ')}` : text,
};

type Agent = Parameters<ModelPrompt<'social_media_post'>['rules']>[0]['agent'];

function guidelines(agent: Agent): Record<string, unknown> {
  if (agent.type !== 'marketing') return {};
  const { theme, tone, forbiddenTopics } = agent.settings;
  return { theme, tone, forbiddenTopics };
}
