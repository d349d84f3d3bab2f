import { Injectable } from '@nestjs/common';
import { Claims, StaleClaim, type Claim } from '../../platform/claims/claims.js';
import type { JobContext, JobHandler, JobResult } from '../../platform/queues/job-type.js';
import { systemActor } from '../../platform/unit-of-work/actor.js';
import { UnitOfWork } from '../../platform/unit-of-work/unit-of-work.js';
import { MailDelivery, type Unsent } from '../mail-delivery.js';
import { mailWork, sendMail } from '../mail.work.js';
import { MailTransport, type MailOutcome } from '../transports/mail-transport.js';

/** Sends one mail, if the rules let it leave: write it and commit, give it to the transport outside any transaction, settle. */
@Injectable()
export class SendMailJob implements JobHandler<typeof sendMail> {
  constructor(
    private readonly claims: Claims,
    private readonly unitOfWork: UnitOfWork,
    private readonly delivery: MailDelivery,
    private readonly transport: MailTransport,
  ) {}

  async handle({ id }: { id: string }, { signal }: JobContext): Promise<JobResult> {
    const status = await this.claims.work(mailWork, id, signal, async (claim, alive) => {
      const outcome = await this.attempt(claim, alive);
      if (outcome === null) return 'not now';
      return this.unitOfWork.run(systemActor(sendMail.name), (tx) =>
        this.delivery.settle(tx, claim, outcome),
      );
    });
    return { status: status ?? 'nothing to do' };
  }

  private async attempt(claim: Claim, alive: AbortSignal): Promise<MailOutcome | Unsent | null> {
    try {
      const mail = await this.unitOfWork.run(systemActor(sendMail.name), (tx) =>
        this.delivery.prepare(tx, claim),
      );
      return mail && (await this.transport.send(mail, alive));
    } catch (error) {
      if (error instanceof StaleClaim) throw error;
      return this.delivery.unwritten(error, claim.id);
    }
  }
}
