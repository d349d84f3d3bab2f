import { Injectable, type OnModuleInit } from '@nestjs/common';
import { guidePath } from '../../credentials/providers/setup-guide.js';
import { SetupGuides, type PlatformGuide } from '../../credentials/setup-guides.js';
import { MailLoaders, MailNotNeeded, type MailToLoad } from '../../mail/mail-loaders.js';
import type { MailData } from '../../mail/templates/mail-templates.js';
import type { PlatformName } from '../../agents/platform-names.js';
import { portalAddress } from '../../platform/links/links.settings.js';
import { Settings } from '../../platform/settings/settings.js';
import type { Tx } from '../../platform/unit-of-work/tx.js';
import { FactsQueries } from '../facts/facts.queries.js';
import type { AgentFact } from '../facts/facts.js';
import { agentsOf, requiredPlatforms } from '../facts/required-platforms.js';
import { SETUP_GUIDE } from '../runbook/credential-steps.js';
import { agentTitle, keyLimits } from './agent-lines.js';
import { MailingQueries } from './mailing.queries.js';

/** Runbook Step 6: "Share credential setup guide specific to customer's agent type". */
@Injectable()
export class SetupGuideMail implements OnModuleInit {
  constructor(
    private readonly guides: SetupGuides,
    private readonly settings: Settings,
    private readonly loaders: MailLoaders,
    private readonly facts: FactsQueries,
    private readonly mailings: MailingQueries,
  ) {}

  onModuleInit(): void {
    this.loaders.register(SETUP_GUIDE, (tx, mail) => this.load(tx, mail));
  }

  private async load(tx: Tx, { subjectId, toName }: MailToLoad): Promise<MailData<typeof SETUP_GUIDE>> {
    const { csm } = await this.mailings.of(tx.em, subjectId);
    const [found] = await this.facts.of(tx.em, tx.now, [subjectId]);
    const agents = found ? agentsOf(found.facts) : [];
    const required = found ? requiredPlatforms(found.facts) : [];
    const [agent] = agents;
    if (!agent || required.length === 0) throw new MailNotNeeded('no platforms are chosen any more');
    const portal = await this.settings.get(tx.em, portalAddress);
    const platforms = [];
    for (const platform of required) {
      const user = agents.find((one) => one.platforms.includes(platform)) ?? agent;
      platforms.push(chapter(await this.guides.of(platform as PlatformName, tx.em), user, portal));
    }
    const titles = agents.map(({ type }) => agentTitle(type));
    return { recipientName: toName ?? null, agentTitle: titles.join(' and your '), platforms, csm };
  }
}

/** The guide as the mail prints it: plain words, no marks for code. */
function chapter(guide: PlatformGuide, { type, settings }: AgentFact, portal: string) {
  const { platform, platformTitle, what, permissions, never, addresses } = guide;
  return {
    platformTitle,
    what,
    permissions,
    never,
    addresses,
    before: guide.before.map(plain),
    steps: guide.steps.map(plain),
    limits: platform === 'delta' && type === 'trading' ? keyLimits(settings) : guide.limits,
    reminders: guide.reminders.map(plain),
    rotation: plain(guide.rotation),
    differs: guide.differs.map(plain),
    pageUrl: `${portal}${guidePath(platform)}`,
  };
}

const plain = (text: string): string => text.replaceAll('`', '');
