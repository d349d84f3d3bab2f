import { isIP } from 'node:net';
import { z } from 'zod';
import { scheduleRule } from '../schedule/schedule-rule.js';
import type { GoalTemplate } from './goal-template.js';

export const MOST_ADDRESSES = 5;

/**
 * A page of the open web. Names that lead to inner addresses are found out when they are resolved, at each reading;
 * what can be seen from the address alone is said here.
 */
const address = z
  .string()
  .trim()
  .max(500)
  .refine(
    isWebPage,
    'Write an address such as https://competitor.example/pricing: https, a name, no port or password',
  )
  .overwrite((text) => URL.parse(text)?.href ?? text);

export const competitorWatchParameters = z.strictObject({
  addresses: z
    .array(address)
    .min(1, 'Name at least one page')
    .max(MOST_ADDRESSES, `${MOST_ADDRESSES} pages at most`)
    .refine((all) => new Set(all).size === all.length, 'The same page stands twice; remove one')
    .meta({
      title: 'Pages to watch',
      description: `1–${MOST_ADDRESSES} public pages, one address a line, such as https://competitor.example/pricing.`,
    }),
  frequency: scheduleRule,
  deliverable: z.literal('change_report').meta({
    title: 'Deliverable',
    description: 'What is new on each page since the last run, and what could not be read.',
  }),
});
export type CompetitorWatchParameters = z.infer<typeof competitorWatchParameters>;

/** Reads pages the customer names and reports what changed; pages are kept as fingerprints only. */
export const competitorWatch: GoalTemplate<CompetitorWatchParameters> = {
  title: 'Competitor Watch',
  description: 'What changed on up to five public pages since the last run.',
  agentType: 'marketing',
  parameters: competitorWatchParameters,
  defaults: {
    addresses: [],
    frequency: { kind: 'weekly', day: 'mon', at: '09:00' },
    deliverable: 'change_report',
  },
  tokenCeiling: 1_500,
  expectedTokens: 400,
  proposes: null,
  schedule: ({ frequency }) => frequency,
  platforms: () => [],
  gates: () => [],
  freeTexts: () => [],
  name: () => 'Competitor Watch',
};

function isWebPage(text: string): boolean {
  const url = URL.parse(text);
  if (url?.protocol !== 'https:' || url.username !== '' || url.password !== '' || url.port !== '')
    return false;
  const name = url.hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
  return isIP(name) === 0 && name.includes('.') && !/\.(localhost|local|internal)$/.test(name);
}
