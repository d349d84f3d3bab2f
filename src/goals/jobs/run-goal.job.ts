import { Inject, Injectable, Logger } from '@nestjs/common';
import { Claims, StaleClaim, type Claim } from '../../platform/claims/claims.js';
import { Database } from '../../platform/database/database.js';
import type { JobContext, JobHandler, JobResult } from '../../platform/queues/job-type.js';
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
      if (settled === 'again') throw new Error('the attempt failed; the run waits for the next');
      return { settled: settled ?? 'nothing to do' };
    } catch (error) {
      if (error instanceof StaleClaim) return { settled: 'another has it' };
      throw error;
    }
  }

  private async attempt(claim: Claim, signal: AbortSignal): Promise<Settled> {
    const { customerId } = await this.runs.get(this.database.em(), claim.id);
    if (claim.attempt > RUN_ATTEMPTS) return this.settlement.settle(claim, customerId, LOST);
    const outcome = await this.ask(claim, signal);
    // Shutdown or a lost claim, not the run's own time limit: the lease decides who goes on.
    if (signal.aborted && !timedOut(signal)) throw signal.reason;
    return this.settlement.settle(claim, customerId, outcome);
  }

  private async ask(claim: Claim, signal: AbortSignal): Promise<RunOutcome> {
    try {
      const { input, now } = await this.progress.begin(claim);
      const started = performance.now();
      return await this.runtime.run(input, {
        signal,
        now: () => new Date(now.getTime() + (performance.now() - started)),
        progress: (stage, text) => this.progress.tell(claim, stage, text),
      });
    } catch (error) {
      if (error instanceof StaleClaim || signal.aborted) throw error;
      this.log.error({ err: error, run: claim.id }, 'a run failed in a way that has no name');
      return { kind: 'failed', failure: 'internal', detail: 'A fault of ours stopped the run.', tokens: 0 };
    }
  }
}

const LOST: RunOutcome = {
  kind: 'failed',
  failure: 'internal',
  detail: `Its workers ended ${RUN_ATTEMPTS} times in the middle of it.`,
  tokens: 0,
};

function timedOut(signal: AbortSignal): boolean {
  return (signal.reason as { name?: string } | undefined)?.name === 'TimeoutError';
}
