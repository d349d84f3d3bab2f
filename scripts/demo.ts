import { join } from 'node:path';
import { ACCOUNT_STEPS } from './demo/steps-account.js';
import { GOAL_STEPS } from './demo/steps-goal.js';
import { HANDOFF_STEPS } from './demo/steps-handoff.js';
import { TRIAL_STEPS } from './demo/steps-trial.js';
import { Inbox } from './demo/inbox.js';
import { npmScript } from './demo/npm-script.js';
import { Rest } from './demo/rest.js';
import { play, type Played } from './demo/script.js';
import { Walk } from './demo/walk.js';
import { loadConfig } from '../src/config/load-config.js';
import { projectRoot } from '../src/platform/process/project-root.js';
import { RuntimeFile } from '../src/platform/process/runtime-file.js';

/**
 * Plays the whole runbook with a new customer against the running system, through its public doors: REST,
 * links read back from mails, npm scripts. Exits 1 when any evidence is missing.
 */
const json = process.argv.includes('--json');
const config = loadConfig(process.env, projectRoot());

function tell({ step, title, state, ms, evidence }: Played): void {
  if (json) console.log(JSON.stringify({ step, title, state, ms, evidence }));
  else
    console.log(
      `${state === 'done' ? '✓' : '✗'} ${step.padEnd(8)} ${title}  (${ms} ms)\n           ${JSON.stringify(evidence)}`,
    );
}

async function main(): Promise<number> {
  const runtime = new RuntimeFile(config.dataDir).read();
  if (runtime?.state !== 'running' || runtime.address === undefined) {
    console.error('Nothing is running here: type npm start in another terminal first.');
    return 1;
  }
  const { stdout, code } = await npmScript('api-key', '--name', 'demo', '--role', 'admin');
  if (code !== 0) {
    console.error('npm run api-key made no key for the demo.');
    return 1;
  }
  const inbox = new Inbox(join(config.dataDir, 'mail'));
  const walk = new Walk(new Rest(runtime.address, stdout.trim()), inbox, npmScript);
  const steps = [...ACCOUNT_STEPS, ...TRIAL_STEPS, ...GOAL_STEPS, ...HANDOFF_STEPS];
  const ok = await play(steps, walk, tell);
  const customerId = walk.known('customer');
  console.log(
    json
      ? JSON.stringify({ customerId, ok })
      : `${ok ? 'Walked' : 'Stopped'}: customer ${customerId ?? 'none'}`,
  );
  return ok ? 0 : 1;
}

process.exitCode = await main();
