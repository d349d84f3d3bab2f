import { Injectable, type OnModuleInit } from '@nestjs/common';
import { OurAddresses } from '../../credentials/our-addresses.js';
import { ROTATION_DAYS } from '../../credentials/rotation.js';
import { MailLoaders, MailNotNeeded, type MailToLoad } from '../../mail/mail-loaders.js';
import type { MailData } from '../../mail/templates/mail-templates.js';
import type { PlatformName } from '../../agents/platform-names.js';
import type { Tx } from '../../platform/unit-of-work/tx.js';
import { FactsQueries } from '../facts/facts.queries.js';
import type { AgentFact } from '../facts/facts.js';
import { SETUP_GUIDE } from '../runbook/credential-steps.js';
import { agentTitle, keyLimits } from './agent-lines.js';
import { MailingQueries } from './mailing.queries.js';
import { PLATFORM_PERMISSIONS } from './platform-permissions.js';

/** Runbook Step 6: "Share credential setup guide specific to customer's agent type". */
@Injectable()
export class SetupGuideMail implements OnModuleInit {
  constructor(
    private readonly addresses: OurAddresses,
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
    const agent = found?.facts.agent;
    if (!agent || agent.platforms.length === 0) throw new MailNotNeeded('no platforms are chosen any more');
    const ours = await this.addresses.get(tx.em);
    return {
      recipientName: toName ?? null,
      agentTitle: agentTitle(agent.type),
      platforms: agent.platforms.map((platform) => guide(platform as PlatformName, agent, ours)),
      rotationDays: ROTATION_DAYS,
      csm,
    };
  }
}

function guide(platform: PlatformName, { settings }: AgentFact, ourAddresses: readonly string[]) {
  const { grant, never } = PLATFORM_PERMISSIONS[platform];
  const trading = platform === 'delta';
  return {
    platform,
    permissions: [...grant],
    never: [...never],
    addresses: trading ? [...ourAddresses] : [],
    limits: trading ? keyLimits(settings) : [],
  };
}
