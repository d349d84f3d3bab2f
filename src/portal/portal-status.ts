import { PLATFORM_TITLES, type PlatformName } from '../agents/platform-names.js';
import type { Facts } from '../onboarding/facts/facts.js';
import { requiredPlatforms } from '../onboarding/facts/required-platforms.js';

export interface StatusStep {
  readonly title: string;
  readonly state: 'done' | 'next' | 'open';
  readonly text: string;
  /** An instant that belongs to the text, shown in the customer's zone. */
  readonly at?: Date | null;
}

interface Milestone {
  readonly title: string;
  readonly done: (facts: Facts) => boolean;
  readonly text: (facts: Facts) => string;
  readonly at?: (facts: Facts) => Date | null | undefined;
}

const nameOf = (platform: string): string => PLATFORM_TITLES[platform as PlatformName] ?? platform;

/** The runbook as the customer lives it: fewer steps, their words, nothing of ours to do. */
const MILESTONES: readonly Milestone[] = [
  {
    title: 'Your account is open',
    done: ({ login }) => Boolean(login?.passwordSetAt),
    text: () => 'Address confirmed, own password set.',
  },
  {
    title: 'Onboarding call',
    done: ({ call }) => call?.status === 'held',
    text: ({ call, now }) => {
      if (call?.status === 'held') return 'Held.';
      if (call?.status !== 'scheduled') return 'We will propose a time.';
      return (call.startedAt ?? call.startsAt) > now ? 'Begins' : 'Began';
    },
    at: ({ call }) => (call?.status === 'scheduled' ? (call.startedAt ?? call.startsAt) : null),
  },
  {
    title: 'Platforms connected',
    done: (facts) =>
      facts.agent !== null &&
      requiredPlatforms(facts).every((wanted) =>
        facts.credentials.some(({ platform, status }) => platform === wanted && status === 'active'),
      ),
    text: connections,
  },
  {
    title: 'Agent configured',
    done: ({ agent }) => agent?.status === 'configured',
    text: ({ agent }) =>
      agent?.status === 'configured' ? 'Its limits and hours are set.' : 'We set it up together in the call.',
  },
  {
    title: 'Trial started',
    done: ({ trial }) => Boolean(trial?.activatedAt),
    text: ({ trial }) =>
      trial?.activatedAt
        ? 'Seven days, 5 tasks a day.'
        : 'Its seven days begin when everything above is ready.',
  },
  {
    title: 'First goal approved',
    done: ({ goals }) => goals.some(({ status }) => status === 'approved' || status === 'paused'),
    text: ({ goals }) => goals[0]?.name ?? 'What your agent does, and how often.',
  },
  {
    title: 'First draft decided',
    done: ({ deliverable }) => deliverable.decided !== null,
    text: ({ deliverable }) =>
      deliverable.waiting && !deliverable.decided
        ? 'It waits for you.'
        : 'Nothing is posted or traded without your approval.',
  },
];

function connections(facts: Facts): string {
  const { agent, credentials } = facts;
  if (!agent) return 'We choose them together.';
  return requiredPlatforms(facts)
    .map((wanted) => {
      const found = credentials.find(({ platform }) => platform === wanted);
      if (found?.status === 'active') return `${nameOf(wanted)} ✓`;
      if (found?.testing) return `${nameOf(wanted)}: being tested`;
      return `${nameOf(wanted)}: ${found === undefined || found.status === 'pending' ? 'to be connected' : 'needs a new key'}`;
    })
    .join(', ');
}

/** Where the onboarding stands, in the customer's words; the first that is not done is next. */
export function statusSteps(facts: Facts): StatusStep[] {
  const next = MILESTONES.findIndex(({ done }) => !done(facts));
  return MILESTONES.map((milestone, index) => {
    const { title, done, text, at } = milestone;
    const state = done(facts) ? 'done' : index === next ? 'next' : 'open';
    return { title, state, text: text(facts), at: at?.(facts) ?? null };
  });
}
