import { isIP } from 'node:net';
import { Injectable } from '@nestjs/common';

import type { Escalation } from '../../escalations/escalation.entity.js';
import { EscalationService, type EscalationRequest } from '../../escalations/escalation.service.js';
import { Database } from '../../platform/database/database.js';
import { systemActor } from '../../platform/unit-of-work/actor.js';
import type { Tx } from '../../platform/unit-of-work/tx.js';
import { UnitOfWork } from '../../platform/unit-of-work/unit-of-work.js';
import { eachRow } from '../../platform/upkeep/each-row.js';
import type { UpkeepTask } from '../../platform/upkeep/upkeep-task.js';
import { OurAddresses } from '../our-addresses.js';
import { isListed } from './listed.js';
import { SeenAddressesRepository, type SeenAddress } from './seen-addresses.repository.js';

const DAY_MS = 24 * 3_600_000;
/** Customers linked from an escalation; the rest is counted. */
const LINKED = 50;

type About = Pick<EscalationRequest, 'trigger' | 'cause' | 'customerId'>;
/** What is known while one address is looked at. */
interface Look {
  readonly seen: SeenAddress;
  readonly listed: readonly string[];
  /** The newest sight of an address that is listed. */
  readonly lastListed: SeenAddress | undefined;
}

/**
 * Escalates to engineering, once, an address our requests leave from that customers were not told to whitelist
 * (runbook, Appendix A). Settled when it is put on the list, or when a later test saw a listed address.
 */
@Injectable()
export class EgressAlarmTask implements UpkeepTask {
  readonly name = 'egress alarm';

  constructor(
    private readonly database: Database,
    private readonly unitOfWork: UnitOfWork,
    private readonly addresses: OurAddresses,
    private readonly seenAddresses: SeenAddressesRepository,
    private readonly escalations: EscalationService,
  ) {}

  /** It follows what tests find and what the setting says: the clock has nothing to wait for here. */
  nextDue(): Promise<undefined> {
    return Promise.resolve(undefined);
  }

  async run(): Promise<number> {
    const em = this.database.em();
    const listed = await this.addresses.get(em);
    const all = (await this.seenAddresses.all(em)).filter(({ address }) => isIP(address) !== 0);
    const [lastListed] = all
      .filter(({ address }) => isListed(address, listed))
      .sort((one, other) => other.at.getTime() - one.at.getTime());
    return eachRow(all, (seen) =>
      this.unitOfWork.run(systemActor(this.name), (tx) => this.look(tx, { seen, listed, lastListed })),
    );
  }

  private async look(tx: Tx, { seen, listed, lastListed }: Look): Promise<boolean> {
    const about: About = {
      trigger: 'platform_integration_failing',
      cause: `egress:${seen.address}`,
      customerId: null,
    };
    const known = await this.escalations.standing(tx, about);
    const over = goneBecause({ seen, listed, lastListed });
    if (known && known.status !== 'resolved')
      return over === null ? this.more(tx, seen, about, known) : this.escalations.settle(tx, about, over);
    const since = Math.max(tx.now.getTime() - DAY_MS, known?.resolvedAt?.getTime() ?? 0);
    if (over !== null || seen.at.getTime() <= since) return false;
    return this.open(tx, seen, about, new Date(since));
  }

  private async open(tx: Tx, { address }: SeenAddress, about: About, from: Date): Promise<boolean> {
    const customers = await this.seenAddresses.customers(tx.em, address, from);
    const title = `Our requests leave from ${address}, which is not on the list customers whitelist`;
    const { news } = await this.escalations.open(tx, {
      ...about,
      title,
      evidence: { address, list: 'Appendix A, platform.addresses', customersAffected: customers.length },
      records: customers.slice(0, LINKED).map((id) => ({ list: 'customers', id })),
    });
    return news;
  }

  /** While it lasts, who else is affected takes its place in the evidence; nobody is told again. */
  private async more(
    tx: Tx,
    seen: SeenAddress,
    about: About,
    { openedAt, evidence }: Pick<Escalation, 'openedAt' | 'evidence'>,
  ): Promise<boolean> {
    const from = new Date(openedAt.getTime() - DAY_MS);
    const affected = await this.seenAddresses.customers(tx.em, seen.address, from);
    if (Number(evidence['customersAffected']) >= affected.length) return false;
    await this.open(tx, seen, about, from);
    return false;
  }
}

/** Why the address is nothing to worry about, in words; null while it is. */
function goneBecause({ seen, listed, lastListed }: Look): string | null {
  if (isListed(seen.address, listed)) return `${seen.address} is on the list of our addresses.`;
  if (!lastListed || lastListed.at <= seen.at) return null;
  return `A test at ${lastListed.at.toISOString()} saw us come from ${lastListed.address}, which is on the list.`;
}
