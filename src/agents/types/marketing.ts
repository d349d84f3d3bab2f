import { z } from 'zod';
import { MARKETING_PLATFORMS } from '../platform-names.js';
import { isWindowInside, timeWindow, windowText } from '../time-window.js';
import { type AgentType } from './agent-type.js';
import { commonSettings, distinctTexts, lockedOnTrial, topic } from './common-settings.js';

const TRIAL_HOURS = { start: '09:00', end: '18:00' };
const TRIAL_POSTS = 3;

/** Runbook Step 9, marketing agent. */
export const marketingSettings = z.strictObject({
  ...commonSettings,
  tone: z.string().trim().min(1, 'Describe the tone').max(200).meta({
    title: 'Tone',
    description: 'How the drafts should sound.',
  }),
  topics: distinctTexts(topic, 20)
    .min(1, 'Name at least one topic')
    .meta({ title: 'Topics', description: "The customer's industry focus, one topic a line." }),
  forbiddenTopics: distinctTexts(topic, 50).meta({
    title: 'Forbidden topics',
    description: 'A draft that touches one of these is not handed over.',
  }),
  postingHours: timeWindow.meta({
    title: 'Posting hours',
    description:
      "In the customer's time zone, on trial within 09:00–18:00. Drafts may be written at any hour.",
  }),
  maxPostsPerDay: z.int().min(1).max(24).meta({ title: 'Max posts per day' }),
  reviewAllDrafts: z.boolean().meta({
    title: 'Review all drafts before posting',
    description: 'Always on during a trial.',
  }),
});
export type MarketingSettings = z.infer<typeof marketingSettings>;

export const marketing: AgentType<MarketingSettings> = {
  title: 'Marketing agent',
  settings: marketingSettings,
  formFor: (profile) =>
    marketingSettings.extend({
      reviewAllDrafts: lockedOnTrial(marketingSettings.shape.reviewAllDrafts, profile),
    }),
  confirmsLimits: false,
  defaults: {
    tone: 'Professional, friendly, educational',
    topics: [],
    forbiddenTopics: ['Politics', 'Religion', 'Controversial content'],
    postingHours: TRIAL_HOURS,
    maxPostsPerDay: TRIAL_POSTS,
    reviewAllDrafts: true,
  },
  platforms: { allowed: MARKETING_PLATFORMS, required: [], advised: { min: 2, max: 3 } },
  bounds: {
    hired: [],
    trial: [
      {
        field: 'postingHours',
        title: 'Posting hours',
        holds: ({ postingHours }) => isWindowInside(postingHours, TRIAL_HOURS),
        value: ({ postingHours }) => windowText(postingHours),
        bound: `within ${windowText(TRIAL_HOURS)}`,
      },
      {
        field: 'maxPostsPerDay',
        title: 'Max posts per day',
        holds: ({ maxPostsPerDay }) => maxPostsPerDay <= TRIAL_POSTS,
        value: ({ maxPostsPerDay }) => String(maxPostsPerDay),
        bound: `at most ${TRIAL_POSTS}`,
      },
      {
        field: 'reviewAllDrafts',
        title: 'Review all drafts before posting',
        holds: ({ reviewAllDrafts }) => reviewAllDrafts,
        value: () => 'off',
        bound: 'on',
      },
    ],
  },
};
