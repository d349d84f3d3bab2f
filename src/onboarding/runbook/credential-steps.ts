import { PLATFORM_TITLES, PLATFORMS, type PlatformName } from '../../agents/platform-names.js';
import { AGENT_TYPES } from '../../agents/types/agent-types.js';
import { guidePath } from '../../credentials/providers/setup-guide.js';
import type { CredentialFact, Facts } from '../facts/facts.js';
import { agentsOf, requiredPlatforms } from '../facts/required-platforms.js';
import { mailSent, mailUnderWay, met, missing, wall, type Finding } from './evidence.js';
import { customerId, type Step, type StepCommand, type StepLink } from './step.js';

const SECTION = 'Platform Credential Setup';
export const SETUP_GUIDE = 'credential_setup_guide';
/** "Last validated: Within last 5 minutes". */
const FRESH = 5 * 60 * 1000;

export const platformTitle = (platform: string): string =>
  PLATFORM_TITLES[platform as PlatformName] ?? platform;
const required = requiredPlatforms;
/** Two agents at most, whose platforms may be all of them. */
const EACH_AGENT = [0, 1] as const;
const EACH_PLATFORM = PLATFORMS.map((_, index) => index);
/** Names the platform where there is more than one. */
const perPlatformLabel = (label: string, facts: Facts, index: number): string =>
  required(facts).length > 1 ? `${label}: ${platformTitle(required(facts)[index] ?? '')}` : label;
const credentialOf = ({ credentials }: Facts, platform: string): CredentialFact | undefined =>
  credentials.find((credential) => credential.platform === platform);

function platformsChosen(facts: Facts): Finding {
  const { agent } = facts;
  if (!agent) return missing('There is no agent yet whose platforms could be chosen: draft it in Step 4.');
  if (agentsOf(facts).some(({ platforms }) => platforms.length === 0))
    return missing("The agent's platforms are not chosen.");
  return met(`Required: ${required(facts).map(platformTitle).join(', ')}`, {
    at: agent.createdAt,
    id: agent.id,
    entries: ['agent.platforms_set', 'agent.drafted'],
  });
}

/** The pages that the customer reads, too. */
const guideLinks = (facts: Facts): StepLink[] =>
  required(facts).map((platform) => ({
    text: `Setup guide: ${platformTitle(platform)}`,
    href: guidePath(platform),
  }));

/** Names the agent where there are two. */
const chooseCommand = (index: number): StepCommand => ({
  command: 'agent.set-platforms',
  subject: (facts) => agentsOf(facts)[index]?.id,
  label: (facts) => {
    const [agent, other] = [agentsOf(facts)[index], agentsOf(facts)[1]];
    return agent && other ? `Choose Platforms: ${AGENT_TYPES[agent.type].title}` : 'Choose Platforms';
  },
  defaults: (facts) => {
    const agent = agentsOf(facts)[index];
    return { version: agent?.version, platforms: agent?.platforms };
  },
  // They may be chosen anew later, too.
  offered: () => true,
  tone: 'quiet',
});

export const identifyCredentials: Step = {
  id: '6',
  number: 6,
  title: 'Identify Required Credentials',
  section: SECTION,
  evidence: (facts) => [platformsChosen(facts), mailSent(facts, SETUP_GUIDE, 'Credential setup guide')],
  links: guideLinks,
  working: (facts) => (mailUnderWay(facts, SETUP_GUIDE) ? 'Sending the setup guide' : undefined),
  commands: [...EACH_AGENT.map(chooseCommand), { command: 'customer.setup-guide', subject: customerId }],
};

/** No agent: nothing can be said of its credentials. */
const perPlatform = (facts: Facts, judge: (platform: string) => Finding): Finding[] =>
  required(facts).length === 0 ? [platformsChosen(facts)] : required(facts).map(judge);

function connected(facts: Facts, platform: string): Finding {
  const credential = credentialOf(facts, platform);
  if (!credential?.setAt) {
    const sentAt = credential?.linkSentAt;
    const link = sentAt ? `; its connect link was mailed ${wall(sentAt, facts)}` : '';
    return missing(`${platformTitle(platform)} is not connected${link}.`);
  }
  return met(`${platformTitle(platform)} connected`, {
    at: credential.setAt,
    id: credential.id,
    entries: ['credential.stored'],
    customers: true,
  });
}

const connectCommand = (index: number): StepCommand => ({
  command: 'credential.connect-link',
  subject: customerId,
  label: (facts) => perPlatformLabel('Send Connect Link', facts, index),
  offered: (facts) => {
    const platform = required(facts)[index];
    return platform !== undefined && !credentialOf(facts, platform)?.setAt;
  },
  defaults: (facts) => ({ platform: required(facts)[index] }),
  fixed: ['platform'],
});

/** What did not pass needs a new key or authorization more often than another test. */
const connectAnewCommand = (index: number): StepCommand => ({
  ...connectCommand(index),
  offered: (facts) => {
    const credential = credentialOf(facts, required(facts)[index] ?? '');
    return (
      credential !== undefined &&
      credential.setAt !== null &&
      credential.status !== 'active' &&
      !credential.testing
    );
  },
  tone: 'quiet',
});

export const guideSetup: Step = {
  id: '7',
  number: 7,
  title: 'Guide Credential Setup (Screen Share)',
  section: SECTION,
  evidence: (facts) => perPlatform(facts, (platform) => connected(facts, platform)),
  ticks: [
    {
      id: 'never-share-secrets',
      section: 'Security Reminders',
      line: 'Never share API secrets via email/Slack',
    },
    {
      id: 'screen-share-live-only',
      section: 'Security Reminders',
      line: 'Use screen share only during live call',
    },
    {
      id: 'ip-whitelisting',
      section: 'Security Reminders',
      line: 'Confirm IP whitelisting enabled (for trading)',
      asked: (facts) => agentsOf(facts).some(({ type }) => type === 'trading'),
    },
    {
      id: 'rotation-schedule',
      section: 'Security Reminders',
      line: 'Explain credential rotation schedule (90 days)',
    },
  ],
  links: guideLinks,
  commands: EACH_PLATFORM.map(connectCommand),
};

function active(facts: Facts, platform: string): Finding {
  const credential = credentialOf(facts, platform);
  const title = platformTitle(platform);
  if (!credential) return missing(`${title}: not connected.`);
  const { status, lastFailureCode } = credential;
  const because = lastFailureCode ? ` (${lastFailureCode.replaceAll('_', ' ')})` : '';
  switch (status) {
    case 'pending':
      return missing(`${title}: not validated yet${because}.`);
    case 'invalid':
      return missing(`${title}: the credential is invalid${because}.`);
    case 'expired':
      return missing(`${title}: the credential is expired.`);
    case 'active':
      return met(`${title}: active, permissions validated`, {
        at: credential.lastValidatedAt ?? facts.now,
        id: credential.id,
        entries: ['credential.test_finished', 'credential.stored'],
      });
    default:
      return status satisfies never;
  }
}

function fresh(facts: Facts, platform: string): Finding {
  const finding = active(facts, platform);
  const at = credentialOf(facts, platform)?.lastValidatedAt;
  if (!finding.met) return finding;
  if (at && facts.now.getTime() - at.getTime() <= FRESH) return finding;
  return missing(
    `${platformTitle(platform)}: last validated more than 5 minutes ago; press Test Connection.`,
  );
}

const testCommand = (index: number): StepCommand => ({
  command: 'credential.test',
  subject: (facts) => credentialOf(facts, required(facts)[index] ?? '')?.id,
  label: (facts) => perPlatformLabel('Test Connection', facts, index),
  offered: (facts) => required(facts)[index] !== undefined,
});

/** One press where several are to be validated within the same five minutes. */
const testAllCommand: StepCommand = {
  command: 'credential.test-all',
  subject: customerId,
  offered: (facts, done) => !done && required(facts).length > 1,
};

export const validateCredentials: Step = {
  id: '8',
  number: 8,
  title: 'Validate Credentials',
  section: SECTION,
  evidence: (facts) => perPlatform(facts, (platform) => fresh(facts, platform)),
  stands: (facts) => perPlatform(facts, (platform) => active(facts, platform)),
  working: (facts) =>
    facts.credentials.some(({ testing }) => testing) ? 'Testing the connection' : undefined,
  commands: [...EACH_PLATFORM.map(testCommand), testAllCommand, ...EACH_PLATFORM.map(connectAnewCommand)],
};
