import { Injectable } from '@nestjs/common';

import { PLATFORM_TITLES } from '../../agents/platform-names.js';
import type { Escalation } from '../../escalations/escalation.entity.js';
import { EscalationService, type EscalationRequest } from '../../escalations/escalation.service.js';
import { systemActor } from '../../platform/unit-of-work/actor.js';
import type { Tx } from '../../platform/unit-of-work/tx.js';
import { UnitOfWork } from '../../platform/unit-of-work/unit-of-work.js';
import { eachRow } from '../../platform/upkeep/each-row.js';
import type { UpkeepTask } from '../../platform/upkeep/upkeep-task.js';
import { ConnectionTesters } from '../providers/connection-testers.js';
import type { OfferedPlatform } from '../providers/platforms.js';
import { PlatformAnswersRepository } from './platform-answers.repository.js';
import { isOut, since, type PlatformAnswers } from './platform-outage.js';

/** Customers linked from an escalation; the rest is counted. */
const LINKED = 50;

/** Escalates to engineering a platform that answers nobody, once, and settles it when a test passes again. */
@Injectable()
export class PlatformAlarmTask implements UpkeepTask {
  readonly name = 'platform alarm';

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly testers: ConnectionTesters,
    private readonly answers: PlatformAnswersRepository,
    private readonly escalations: EscalationService,
  ) {}

  /** It follows what tests find: the clock has nothing to wait for here. */
  nextDue(): Promise<undefined> {
    return Promise.resolve(undefined);
  }

  run(): Promise<number> {
    return eachRow(this.testers.offered(), (platform) =>
      this.unitOfWork.run(systemActor(this.name), (tx) => this.look(tx, platform)),
    );
  }

  private async look(tx: Tx, platform: OfferedPlatform): Promise<boolean> {
    const about = {
      trigger: 'platform_integration_failing',
      cause: `platform:${platform}`,
      customerId: null,
    } as const;
    const known = await this.escalations.standing(tx, about);
    if (!known || known.status === 'resolved') {
      const found = await this.answers.of(tx.em, platform, since(tx.now, known?.resolvedAt ?? null));
      if (!isOut(found)) return false;
      return (await this.escalations.open(tx, { ...about, ...opening(platform, found) })).news;
    }
    const passedAt = await this.answers.lastPass(tx.em, platform, known.openedAt);
    if (!passedAt) return this.more(tx, platform, about, known);
    const words = `A connection test at ${PLATFORM_TITLES[platform]} passed again at ${passedAt.toISOString()}.`;
    return this.escalations.settle(tx, about, words);
  }

  /** While it lasts, who else is affected takes its place in the evidence; nobody is told again. */
  private async more(
    tx: Tx,
    platform: OfferedPlatform,
    about: Pick<EscalationRequest, 'trigger' | 'cause' | 'customerId'>,
    { openedAt, evidence }: Pick<Escalation, 'openedAt' | 'evidence'>,
  ): Promise<boolean> {
    const found = await this.answers.of(tx.em, platform, since(openedAt, null));
    if (Number(evidence['customersAffected']) >= found.unreachable.length) return false;
    await this.escalations.open(tx, { ...about, ...opening(platform, found) });
    return false;
  }
}

function opening(platform: OfferedPlatform, { unreachable, codes }: PlatformAnswers) {
  const title = PLATFORM_TITLES[platform];
  return {
    title: `${title} answers nobody: ${unreachable.length} customers affected`,
    evidence: { platform: title, customersAffected: unreachable.length, codes: codes.join(', ') || 'none' },
    records: unreachable.slice(0, LINKED).map((id) => ({ list: 'customers', id })),
  };
}
