import { Inject, Injectable, Logger } from '@nestjs/common';
import { Claims, StaleClaim, type Claim } from '../../platform/claims/claims.js';
import { Database } from '../../platform/database/database.js';
import {
  LeaseHeld,
  type JobContext,
  type JobHandler,
  type JobResult,
} from '../../platform/queues/job-type.js';
import { GoalRunRepository } from '../runs/goal-run.repository.js';
import { goalRunWork, RUN_ATTEMPTS, type runGoal } from '../runs/goal-run.work.js';
import { RunProgress } from '../runs/run-progress.js';
import { RunSettlement, type Settled } from '../runs/run-settlement.js';
import { AGENT_RUNTIME, type AgentRuntime, type RunOutcome } from '../runtimes/agent-runtime.js';

/** Does one run: claim, ask the runtime, settle once. */
@Injectable()
export class RunGoalJob implements JobHandler<typeof runGoal> {
  private readonly log = new Logger('Goal runs');

  constructor(
    private readonly claims: Claims,
    private readonly database: Database,
    private readonly runs: GoalRunRepository,
    private readonly progress: RunProgress,
    private readonly settlement: RunSettlement,
    @Inject(AGENT_RUNTIME) private readonly runtime: AgentRuntime,
  ) {}

  async handle({ id }: { id: string }, { signal }: JobContext): Promise<JobResult> {
    try {
      const settled = await this.claims.work(goalRunWork, id, signal, (claim, held) =>
        this.attempt(claim, held),
      );
      if (settled === 'again') throw await this.rest(id);
      return { settled: settled ?? 'nothing to do' };
    } catch (error) {
      if (error instanceof StaleClaim)
        return { settled: (await this.settlement.refuseLate(id)) ? FREED : 'another has it' };
      throw error;
    }
  }

  private async attempt(claim: Claim, signal: AbortSignal): Promise<Settled> {
    const { customerId } = await this.runs.get(this.database.em(), claim.id);
    if (claim.attempt > RUN_ATTEMPTS) return this.settlement.settle(claim, customerId, LOST);
    const outcome = await this.ask(claim, signal);
    if (!outcome) return 'cancelled';
    // Shutdown or a lost claim, not the run's own time limit: the lease decides who goes on.
    if (signal.aborted && !timedOut(signal)) throw signal.reason;
    return this.settlement.settle(claim, customerId, outcome);
  }

  /** The job comes back when the next attempt is due, by the row. */
  private async rest(id: string): Promise<LeaseHeld> {
    const { retryAt } = await this.runs.get(this.database.em(), id);
    return new LeaseHeld(retryAt ?? new Date(0), 'the attempt failed; the run waits for the next');
  }

  private async ask(claim: Claim, signal: AbortSignal): Promise<RunOutcome | undefined> {
    try {
      const begun = await this.progress.begin(claim, this.runtime.name);
      if (!begun) return undefined;
      const { input, now } = begun;
      const started = performance.now();
      const answer = this.runtime.run(input, {
        signal,
        now: () => new Date(now.getTime() + (performance.now() - started)),
        progress: (stage, text) => this.progress.tell(claim, stage, text),
      });
      return await endedBy(signal, answer);
    } catch (error) {
      if (error instanceof StaleClaim || signal.aborted) throw error;
      this.log.error({ err: error, run: claim.id }, 'a run failed in a way that has no name');
      return { kind: 'failed', failure: 'internal', detail: 'A fault of ours stopped the run.', tokens: 0 };
    }
  }
}

const FREED = 'refused: its reservation was freed';

const LOST: RunOutcome = {
  kind: 'failed',
  failure: 'internal',
  detail: `Its workers ended ${RUN_ATTEMPTS} times in the middle of it.`,
  tokens: 0,
};

const TIMED_OUT: RunOutcome = {
  kind: 'failed',
  failure: 'timeout',
  detail:
    'The run took longer than it may, and the agent did not stop when told to. What it still answers is discarded.',
  tokens: 0,
};

/** Milliseconds that a runtime has to come to an end by itself once its signal is aborted. */
const GRACE = 500;

/** The runtime's answer; of one that goes on in spite of its signal, nothing: whatever it says later is discarded. */
async function endedBy(signal: AbortSignal, answer: Promise<RunOutcome>): Promise<RunOutcome> {
  const over = Promise.withResolvers<RunOutcome>();
  const giveUp = (): void =>
    timedOut(signal) ? over.resolve(TIMED_OUT) : over.reject(signal.reason as Error);
  let timer: NodeJS.Timeout | undefined;
  const wait = (): void => void (timer = setTimeout(giveUp, GRACE));
  signal.addEventListener('abort', wait, { once: true });
  if (signal.aborted) wait();
  answer.catch(() => undefined);
  try {
    return await Promise.race([answer, over.promise]);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', wait);
  }
}

function timedOut(signal: AbortSignal): boolean {
  return (signal.reason as { name?: string } | undefined)?.name === 'TimeoutError';
}
