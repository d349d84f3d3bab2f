import { GoalRunRepository } from '../../src/goals/runs/goal-run.repository.js';
import {
  AGENT_RUNTIME,
  RUN_STAGES,
  type AgentRuntime,
  type RunStage,
} from '../../src/goals/runtimes/agent-runtime.js';
import { QUEUES } from '../../src/queues.js';
import { startApp } from './app.js';

/**
 * A worker that takes five runs: one is held at each stage of its runtime, the last one comes to its settlement,
 * and there the process dies, as by power loss, in the middle of all five.
 */
Object.assign(QUEUES['goal-runs'], { concurrency: RUN_STAGES.length + 1 });

const url = process.env.CHILD_DATABASE ?? '';
const { app } = await startApp({
  redisUrl: process.env.CHILD_REDIS,
  database: { url, execute: () => Promise.resolve([]), drop: () => Promise.resolve() },
});
process.on('disconnect', () => process.exit(1));

const held = new Map(RUN_STAGES.map((stage) => [stage, Promise.withResolvers<void>()]));
const forever = new Promise<never>(() => undefined);
const runtime = app.get<AgentRuntime>(AGENT_RUNTIME, { strict: false });
const real = runtime.run.bind(runtime);
const free: RunStage[] = [...RUN_STAGES];

runtime.run = async (input, context) => {
  const mine = free.shift();
  if (mine === undefined) {
    await Promise.all([...held.values()].map(({ promise }) => promise));
    return real(input, context);
  }
  const progress = async (stage: RunStage, text: string): Promise<void> => {
    await context.progress(stage, text);
    if (stage !== mine) return;
    held.get(stage)?.resolve();
    await forever;
  };
  return real(input, { ...context, progress });
};

const runs = app.get(GoalRunRepository, { strict: false });
const add = runs.addEvent.bind(runs);
runs.addEvent = (em, event) => {
  if (event.stage === 'completed') process.kill(process.pid, 'SIGKILL');
  add(em, event);
};
