import { Injectable } from '@nestjs/common';
import { Claims, StaleClaim, type Claim } from '../../platform/claims/claims.js';
import type { JobContext, JobHandler, JobResult } from '../../platform/queues/job-type.js';
import { systemActor } from '../../platform/unit-of-work/actor.js';
import { UnitOfWork } from '../../platform/unit-of-work/unit-of-work.js';
import { SlackClient } from '../slack/slack-client.js';
import { SlackDelivery } from '../slack/slack-delivery.service.js';
import { sendToSlack, slackWork } from '../slack/slack.work.js';
import type { SlackReply } from '../slack/slack-reply.js';

const ACTOR = systemActor(sendToSlack.name);

/** Posts one message: write it and commit, post it outside any transaction, settle. */
@Injectable()
export class SendSlackJob implements JobHandler<typeof sendToSlack> {
  constructor(
    private readonly claims: Claims,
    private readonly unitOfWork: UnitOfWork,
    private readonly client: SlackClient,
    private readonly delivery: SlackDelivery,
  ) {}

  async handle({ id }: { id: string }, { signal }: JobContext): Promise<JobResult> {
    const status = await this.claims.work(slackWork, id, signal, async (claim, alive) => {
      const reply = await this.attempt(claim, alive);
      return this.unitOfWork.run(ACTOR, (tx) => this.delivery.settle(tx, claim, reply));
    });
    return { status: status ?? 'nothing to do' };
  }

  private async attempt(claim: Claim, alive: AbortSignal): Promise<SlackReply> {
    let message: Awaited<ReturnType<SlackDelivery['prepare']>>;
    try {
      message = await this.unitOfWork.run(ACTOR, (tx) => this.delivery.prepare(tx, claim));
    } catch (error) {
      if (error instanceof StaleClaim) throw error;
      return this.delivery.unwritten(error, claim.id);
    }
    return this.client.post(message.channel, message.body, alive);
  }
}
