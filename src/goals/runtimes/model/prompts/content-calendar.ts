import { toldLimits } from '../told-limits.js';
import { feedbackOf, type ModelPrompt } from '../model-prompt.js';
import { withReading } from './with-reading.js';

/** An introduction to the planned week; days, hours and platforms are those of the built-in engine. */
export const contentCalendarPrompt: ModelPrompt<'content_calendar'> = {
  rules: () => [
    'Task: introduce the "plan" of the week to its reader: the thread through it and one idea for each of its posts, at most 150 words.',
    'Keep to the days, times and platforms of the plan, all within "limits"; add none. Keep clear of every one of "forbiddenTopics".',
  ],
  data: (input, { body }) => ({
    plan: body,
    limits: toldLimits(input.agent, input.zone),
    ...(input.agent.type === 'marketing'
      ? { tone: input.agent.settings.tone, forbiddenTopics: input.agent.settings.forbiddenTopics }
      : {}),
    ...feedbackOf(input),
  }),
  assemble: (text, { body }) => withReading(body, text),
};
