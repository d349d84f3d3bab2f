import { Injectable } from '@nestjs/common';
import { SystemClock } from '../platform/clocks/system-clock.js';
import { newId } from '../platform/ids/new-id.js';
import { systemActor } from '../platform/unit-of-work/actor.js';
import { UnitOfWork } from '../platform/unit-of-work/unit-of-work.js';
import { answerCanary } from './jobs/answer-canary.job.js';
import { SignsRepository } from './signs.repository.js';

/** Sends canaries on the way that all work takes. */
@Injectable()
export class Canaries {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: SystemClock,
    private readonly signs: SignsRepository,
  ) {}

  /** Answers when it was sent, by the system clock. */
  async send(): Promise<Date> {
    const sentAt = this.clock.now();
    await this.unitOfWork.run(systemActor(answerCanary.name), async (tx) => {
      const canaryId = newId();
      await this.signs.sendCanary(tx.em, canaryId, sentAt);
      tx.enqueue(answerCanary, { canaryId });
    });
    return sentAt;
  }
}
