import { Injectable } from '@nestjs/common';
import { Claims, type Claim } from '../claims/claims.js';
import type { Actor } from '../unit-of-work/actor.js';
import type { Tx } from '../unit-of-work/tx.js';
import { UnitOfWork } from '../unit-of-work/unit-of-work.js';
import type { WebhookUnanswered } from './signed-webhooks.js';

/** Tries of one delivery, with the queue's growing pauses between them; then it has failed. */
const TRIES = 10;

/** How a try is written down; each is called under the lock and the claim. */
export interface DeliveryRows<R> {
  readonly actor: Actor;
  /** After an article, in words of people: "CRM". */
  readonly receiver: string;
  /** The aggregate's root. */
  lock(tx: Tx): Promise<void>;
  settle(tx: Tx, id: string, reply: R): Promise<void>;
  noteFailure(tx: Tx, id: string, reply: R): Promise<void>;
}

/** Ends one try of a delivery: settled, or given back for another while its receiver cannot be reached. */
@Injectable()
export class DeliveryTries {
  constructor(
    private readonly claims: Claims,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  /** @throws Error when it is to be tried again, so that the queue makes its pause */
  async end<R extends { readonly kind: 'taken' } | WebhookUnanswered>(
    claim: Claim,
    reply: R,
    rows: DeliveryRows<R>,
  ): Promise<string> {
    const again = reply.kind === 'unreachable' && claim.attempt < TRIES;
    await this.unitOfWork.run(rows.actor, async (tx) => {
      await rows.lock(tx);
      await this.claims.hold(tx, claim);
      if (!again) return rows.settle(tx, claim.id, reply);
      await rows.noteFailure(tx, claim.id, reply);
      await this.claims.release(tx, claim);
    });
    if (again) throw new Error(`the ${rows.receiver} cannot be reached: ${reply.reason}`);
    return reply.kind;
  }
}
