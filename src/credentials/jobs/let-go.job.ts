import { Injectable, Logger } from '@nestjs/common';

import { Claims, type Claim } from '../../platform/claims/claims.js';
import type { JobContext, JobHandler, JobResult } from '../../platform/queues/job-type.js';
import { systemActor } from '../../platform/unit-of-work/actor.js';
import type { Tx } from '../../platform/unit-of-work/tx.js';
import { UnitOfWork } from '../../platform/unit-of-work/unit-of-work.js';
import { credentialAggregate } from '../credential.aggregate.js';
import { letGo, lettingGoWork } from '../letting-go/letting-go.work.js';
import { LettingGoRepository } from '../letting-go/letting-go.repository.js';
import { Parting, type NOT_TOLD } from '../letting-go/parting.js';
import type { LettingGo as Answer } from '../providers/token-renewal.js';
import { ConnectionProbe } from './connection-probe.js';

const ATTEMPTS = 3;
/** Milliseconds that a platform may take to answer. */
const PATIENCE = 20_000;
const actor = systemActor(letGo.name);

interface End {
  readonly answer: Answer;
  readonly because: keyof typeof NOT_TOLD | null;
}

/** Tells a platform that we let go, then deletes our copy: also when the platform failed, refused or hung. */
@Injectable()
export class LetGoJob implements JobHandler<typeof letGo> {
  private readonly log = new Logger('LettingGo');

  constructor(
    private readonly claims: Claims,
    private readonly unitOfWork: UnitOfWork,
    private readonly probe: ConnectionProbe,
    private readonly rows: LettingGoRepository,
    private readonly parting: Parting,
  ) {}

  async handle({ id }: { id: string }, { signal, last, jobId }: JobContext): Promise<JobResult> {
    const answer = await this.claims.work(lettingGoWork, id, signal, (claim, held) =>
      this.attempt(claim, jobId, held, last || claim.attempt >= ATTEMPTS),
    );
    return answer ? { answer } : { skipped: true };
  }

  private async attempt(claim: Claim, job: string, signal: AbortSignal, last: boolean): Promise<Answer> {
    const { credentialId } = await this.unitOfWork.run(actor, (tx) => this.rows.get(tx.em, claim.id));
    const end = await this.tell(claim, job, signal);
    if (end.because === 'unanswered' && (!last || signal.aborted)) {
      await this.unitOfWork.run(actor, (tx) => this.claims.release(tx, claim));
      throw new Error(`the platform was not told; attempt ${claim.attempt}`);
    }
    await this.unitOfWork.run(actor, async (tx) => {
      await tx.lock(credentialAggregate, credentialId);
      await this.claims.hold(tx, claim);
      await this.parting.end(tx, claim.id, end.answer, end.because);
    });
    return end.answer;
  }

  private async tell({ id }: Claim, job: string, signal: AbortSignal): Promise<End> {
    const { platform, setId, reconnected } = await this.unitOfWork.run(actor, (tx: Tx) =>
      this.parting.look(tx, id),
    );
    if (reconnected) return notTold('reconnected');
    const limit = new AbortController();
    const timer = setTimeout(() => limit.abort(new Error('the platform took too long')), PATIENCE);
    try {
      const ask = { setId, reason: 'letting_go', job } as const;
      const held = AbortSignal.any([signal, limit.signal]);
      const restingOn = (holderId: string) => this.restingOn(id, holderId);
      const answer = await this.probe.letGo(platform, ask, held, restingOn);
      if (answer === 'gone' || answer === 'shared') return notTold(answer);
      return answer === 'told' ? { answer, because: null } : notTold('unanswered');
    } catch (error) {
      this.log.warn({ err: error, lettingGo: id }, 'a platform could not be told that we let go');
      return notTold('unanswered');
    } finally {
      clearTimeout(timer);
    }
  }

  private restingOn(id: string, holderId: string) {
    return this.unitOfWork.run(actor, (tx) => this.parting.restingOn(tx, id, holderId));
  }
}

const notTold = (because: keyof typeof NOT_TOLD): End => ({ answer: 'not_told', because });
