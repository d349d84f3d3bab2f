import { Injectable } from '@nestjs/common';
import { EscalationService } from '../../escalations/escalation.service.js';
import { systemActor } from '../../platform/unit-of-work/actor.js';
import type { Tx } from '../../platform/unit-of-work/tx.js';
import { UnitOfWork } from '../../platform/unit-of-work/unit-of-work.js';
import { TroubleQueries } from './trouble.queries.js';
import { answerTo, TRIGGER, TROUBLES, type Finding, type TroubleName } from './trouble.js';

const ACTOR = systemActor('scheduler alarm');

/** Escalates to engineering what stops goals from being run ("Scheduler not executing goals"), and says when it is over. */
@Injectable()
export class SchedulerAlarm {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly troubles: TroubleQueries,
    private readonly escalations: EscalationService,
  ) {}

  /** Looks now; answers how many escalations were opened or settled. */
  async look(): Promise<number> {
    const found = await this.troubles.all();
    let moved = 0;
    for (const name of Object.keys(TROUBLES) as TroubleName[]) {
      if (await this.unitOfWork.run(ACTOR, (tx) => this.answer(tx, name, found[name]))) moved += 1;
    }
    return moved;
  }

  private async answer(tx: Tx, name: TroubleName, finding: Finding): Promise<boolean> {
    const { cause, title, over } = TROUBLES[name];
    const { evidence, records } = finding;
    const about = { trigger: TRIGGER, cause, customerId: null } as const;
    switch (answerTo(finding, await this.escalations.standing(tx, about))) {
      case 'open':
        return (await this.escalations.open(tx, { ...about, title, evidence, records })).news;
      case 'settle':
        return this.escalations.settle(tx, about, over);
      case 'leave':
        return false;
    }
  }
}
