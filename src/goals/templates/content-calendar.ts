import { z } from 'zod';
import { scheduleRule, WEEKDAYS } from '../schedule/schedule-rule.js';
import type { GoalTemplate } from './goal-template.js';
import { HASHTAGS } from './social-media-post.js';

export const contentCalendarParameters = z.strictObject({
  frequency: scheduleRule,
  days: z
    .array(z.enum(WEEKDAYS))
    .min(1, 'Choose at least one day')
    .refine((days) => new Set(days).size === days.length, 'A day is chosen twice')
    .meta({ title: 'Days to plan', description: 'Of the seven days after the run.' }),
  posts: z.int().min(1).max(15).meta({
    title: 'Posts in the week',
    description: 'Spread over the days; never more on one than the agent may post.',
  }),
  hashtagCount: z.int().min(HASHTAGS.min).max(HASHTAGS.max).meta({
    title: 'Hashtags',
    description: 'How many for each post, 3–5.',
  }),
  focus: z.string().trim().max(120).optional().meta({
    title: 'Focus of the week',
    description: 'A campaign or an event that every second post refers to.',
  }),
  deliverable: z.literal('content_calendar').meta({
    title: 'Deliverable',
    description: 'A table of days, times, platforms, topics, formats and hashtags.',
  }),
});
export type ContentCalendarParameters = z.infer<typeof contentCalendarParameters>;

/** A plan for a week over the agent's platforms; it posts nothing. */
export const contentCalendar: GoalTemplate<ContentCalendarParameters> = {
  title: 'Weekly Content Calendar',
  description: 'A plan of the week’s posts over the agent’s platforms, inside its posting hours.',
  agentType: 'marketing',
  parameters: contentCalendarParameters,
  defaults: {
    frequency: { kind: 'weekly', day: 'mon', at: '09:00' },
    days: ['mon', 'tue', 'wed', 'thu', 'fri'],
    posts: 5,
    hashtagCount: 3,
    deliverable: 'content_calendar',
  },
  tokenCeiling: 1_500,
  expectedTokens: 350,
  proposes: null,
  schedule: ({ frequency }) => frequency,
  platforms: () => [],
  gates: () => [],
  freeTexts: ({ focus }) => (focus ? [focus] : []),
  name: () => 'Weekly Content Calendar',
};
