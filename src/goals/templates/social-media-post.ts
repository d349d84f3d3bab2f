import { z } from 'zod';
import { marketingPlatform, PLATFORM_TITLES } from '../../agents/platform-names.js';
import { distinctTexts } from '../../agents/types/common-settings.js';
import { scheduleRule } from '../schedule/schedule-rule.js';
import type { GoalTemplate } from './goal-template.js';

/** Runbook Step 10: "3-5 relevant hashtags". */
export const HASHTAGS = { min: 3, max: 5 } as const;

const hashtag = z
  .string()
  .trim()
  .regex(
    /^#?[\p{L}\p{N}_]{2,60}$/u,
    'A hashtag is one word of letters and digits, such as #HealthcareMarketing',
  );

/** Runbook Step 10, "Daily LinkedIn Post". */
export const socialMediaPostParameters = z.strictObject({
  platform: marketingPlatform.meta({ title: 'Platform', description: 'One of the agent’s platforms.' }),
  frequency: scheduleRule,
  contentType: z.string().trim().min(1, 'Say what the posts should hold').max(200).meta({
    title: 'Content type',
    description: 'Such as "Industry news + insights".',
  }),
  hashtagCount: z.int().min(HASHTAGS.min).max(HASHTAGS.max).meta({
    title: 'Hashtags',
    description: 'How many in a post, 3–5.',
  }),
  preferredHashtags: distinctTexts(hashtag, HASHTAGS.max).meta({
    title: 'Preferred hashtags',
    description: 'Taken first; the rest come from the topics.',
  }),
  deliverable: z.literal('draft_post').meta({ title: 'Deliverable', description: 'Draft post.' }),
  requireApproval: z.boolean().meta({
    title: 'Require approval before publishing',
    description: 'Nothing is posted until a person approves.',
  }),
});
export type SocialMediaPostParameters = z.infer<typeof socialMediaPostParameters>;

export const socialMediaPost: GoalTemplate<SocialMediaPostParameters> = {
  title: 'Social Media Post',
  description: 'A draft post for one platform, for approval.',
  agentType: 'marketing',
  parameters: socialMediaPostParameters,
  defaults: {
    platform: 'linkedin',
    frequency: { kind: 'daily', at: '10:00' },
    contentType: 'Industry news + insights',
    hashtagCount: 4,
    preferredHashtags: [],
    deliverable: 'draft_post',
    requireApproval: true,
  },
  tokenCeiling: 1_000,
  expectedTokens: 200,
  proposes: 'post',
  schedule: ({ frequency }) => frequency,
  platforms: ({ platform }) => [platform],
  gates: ({ requireApproval }) => [{ title: 'Approval before publishing', on: requireApproval }],
  freeTexts: ({ contentType, preferredHashtags }) => [contentType, ...preferredHashtags],
  name: ({ platform, frequency }) =>
    `${frequency.kind === 'daily' ? 'Daily ' : ''}${PLATFORM_TITLES[platform]} Post`,
};
