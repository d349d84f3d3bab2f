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
import { readArguments, USAGE, WrongUsage, type DemoArguments } from './demo/week/arguments.js';
import { BEFORE_WEEK, ZONE } from './demo/week/before-week.js';
import { Checks } from './demo/week/checks.js';
import { playWeek } from './demo/week/play-week.js';
import { tellDay, tellWeek } from './demo/week/tell-week.js';
import { Week } from './demo/week/week.js';
import { WEEK_CASES } from './demo/week/week-case.js';
import { WeekClock } from './demo/week/week-clock.js';
import { loadConfig } from '../src/config/load-config.js';
import { projectRoot } from '../src/platform/process/project-root.js';
import { RuntimeFile } from '../src/platform/process/runtime-file.js';

/**
 * Plays the whole runbook with a new customer against the running system, through its public doors: REST,
 * links read back from mails, npm scripts. With --agent it goes on with a week of the trial on the sandbox's clock.
 * Exits 1 when any evidence is missing, 2 for wrong usage.
 */
const config = loadConfig(process.env, projectRoot());

const teller =
  (json: boolean) =>
  ({ step, title, state, ms, evidence }: Played): void => {
    if (json) console.log(JSON.stringify({ step, title, state, ms, evidence }));
    else
      console.log(
        `${state === 'done' ? '✓' : '✗'} ${step.padEnd(8)} ${title}  (${ms} ms)\n           ${JSON.stringify(evidence)}`,
      );
  };

async function main({ json, week }: DemoArguments): Promise<number> {
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
  const rest = new Rest(runtime.address, stdout.trim());
  const inbox = new Inbox(join(config.dataDir, 'mail'));
  if (week) return walkAndWeek(rest, inbox, json, week);
  const walk = new Walk(rest, inbox, npmScript);
  const steps = [...ACCOUNT_STEPS, ...TRIAL_STEPS, ...GOAL_STEPS, ...HANDOFF_STEPS];
  const ok = await play(steps, walk, teller(json));
  tellEnd(json, walk, ok);
  return ok ? 0 : 1;
}

async function walkAndWeek(
  rest: Rest,
  inbox: Inbox,
  json: boolean,
  { days, agent: { type } }: NonNullable<DemoArguments['week']>,
): Promise<number> {
  const kind = WEEK_CASES[type];
  const walk = new Walk(rest, inbox, npmScript, undefined, kind.agent);
  const handOff = HANDOFF_STEPS.filter(({ step }) => /^\d+$/.test(step));
  const steps = [BEFORE_WEEK, ...ACCOUNT_STEPS, ...TRIAL_STEPS, ...GOAL_STEPS, ...handOff];
  const walked = await play(steps, walk, teller(json));
  const week = new Week(walk, new WeekClock(rest, ZONE), new Checks(), kind);
  const ok = walked && (await tellWeek(json, week, () => playWeek(week, days, tellDay(json))));
  tellEnd(json, walk, ok);
  return ok ? 0 : 1;
}

function tellEnd(json: boolean, walk: Walk, ok: boolean): void {
  const customerId = walk.known('customer');
  console.log(
    json
      ? JSON.stringify({ customerId, ok })
      : `${ok ? 'Walked' : 'Stopped'}: customer ${customerId ?? 'none'}`,
  );
}

try {
  process.exitCode = await main(readArguments(process.argv.slice(2)));
} catch (error) {
  if (!(error instanceof WrongUsage)) throw error;
  console.error(`${error.message}\n${USAGE}`);
  process.exitCode = 2;
}
