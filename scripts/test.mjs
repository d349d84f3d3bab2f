/**
 * `npm test [-- <jest arguments>]`: one throw-away PostgreSQL with a migrated template, a Redis where one is
 * installed, then Jest over all suites. Closes with one line: `N passed, N failed, N skipped`.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findProgram } from './test/programs.mjs';
import { skippedTests, summarise } from './test/outcome.mjs';
import { startRedis } from './test/redis.mjs';
import { scratch } from './test/scratch.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const requireAll = process.env.REQUIRE_ALL === '1';
const folder = mkdtempSync(join(scratch(), 'onboarding-test-'));
const say = (text) => process.stderr.write(`${text}\n`);
/** One more than cores: a suite waits for processes, leases and a browser a third of its time. */
const WORKERS = Math.min(availableParallelism() + 1, 5);
/** Modules of suites that are over stay in memory; a worker that grew is replaced, sooner than it collects them. */
const WORKER_MEMORY = '1GB';
/** Jest takes the first of two: a number that the person names replaces ours. */
const workers = (argv) =>
  argv.some((word) => /^(--maxWorkers|--runInBand|-w|-i)\b/.test(word)) ? [] : [`--maxWorkers=${WORKERS}`];
/** A test that hangs is given up after this, in milliseconds: far more than any takes, since a busy machine is no fault. */
const PATIENCE = 120_000;
/** What Jest gets to leave, once its result is written, in milliseconds. */
const LAST_WORDS = 10_000;
const toStop = [];
let interrupted;
let jest;

// Ctrl-C reaches Jest's processes too, and is left to us: see test/leave-with-parent.mjs.
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(name, () => {
    interrupted ??= name;
    jest?.kill('SIGTERM');
  });
}

const built = (path) => import(join(root, 'dist/src', path));

/** The cluster, and in it the database that every test database is cloned from. */
async function startPostgres() {
  const [{ EmbeddedPostgres }, { migrate }] = await Promise.all([
    built('platform/postgres/embedded-postgres.js'),
    built('platform/database/migrate.js'),
  ]);
  const postgres = await EmbeddedPostgres.start({ dataDir: folder, disposable: true });
  toStop.push(() => postgres.stop());
  await migrate(postgres.url);
  await postgres.sessionsEnded();
  return {
    TEST_DATABASE_URL: postgres.urlOf('postgres'),
    TEST_DATABASE_TEMPLATE: new URL(postgres.url).pathname.slice(1),
  };
}

async function redisUrl() {
  const redis = await startRedis(folder);
  if (redis) toStop.push(redis.stop);
  else say('redis-server is not installed: what needs it is skipped (apt-get install redis-server).');
  return redis ? { TEST_REDIS_URL: redis.url } : {};
}

function chromium() {
  const path = process.env.TEST_CHROMIUM || findProgram('chromium', 'chromium-browser', 'google-chrome');
  if (!path) say('Chromium is not installed: what needs it is skipped (apt-get install chromium).');
  return path ? { TEST_CHROMIUM: path } : {};
}

/** The settings of the person's shell are not the tests': what a test needs it sets itself. */
async function cleanEnvironment() {
  const { variables } = await built('config/variables.js');
  const ours = new Set(Object.keys(variables).flatMap((name) => [name, `${name}_FILE`]));
  const hooks = join(root, 'scripts/test/leave-with-parent.mjs');
  return {
    ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !ours.has(name))),
    NODE_ENV: 'test',
    TMPDIR: folder,
    NODE_OPTIONS: `--experimental-vm-modules --no-warnings=ExperimentalWarning --import=${hooks}`,
  };
}

function runJest(env) {
  const result = join(folder, 'result.json');
  const own = [
    '--json',
    `--outputFile=${result}`,
    ...workers(process.argv),
    `--workerIdleMemoryLimit=${WORKER_MEMORY}`,
    '--forceExit',
    `--testTimeout=${PATIENCE}`,
  ];
  const program = join(root, 'node_modules/jest/bin/jest.js');
  jest = spawn(process.execPath, [program, ...own, ...process.argv.slice(2)], {
    cwd: root,
    env,
    // Its JSON would go to stdout as well; its report goes to stderr.
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const watch = endsAfterItsResult(result);
  return new Promise((done) => jest.on('close', () => done(readResult(result)))).finally(() =>
    clearInterval(watch),
  );
}

/** An exit of Node may wait for a compiler thread without end (nodejs/node issue 54918): then Jest is killed. */
function endsAfterItsResult(result) {
  let since;
  return setInterval(() => {
    if (readResult(result)) since ??= performance.now();
    if (performance.now() - since > LAST_WORDS) jest.kill('SIGKILL');
  }, 1000);
}

function readResult(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

async function main() {
  const [env, postgres, redis] = await Promise.all([cleanEnvironment(), startPostgres(), redisUrl()]);
  if (interrupted) return undefined;
  return runJest({ ...env, ...postgres, ...redis, ...chromium() });
}

function report(result) {
  const skipped = skippedTests(result);
  if (requireAll) for (const name of skipped) say(`REQUIRE_ALL=1, but skipped: ${name}`);
  const { passed, failed, skipped: count } = summarise(result, requireAll);
  process.exitCode = interrupted ? 130 : failed > 0 ? 1 : 0;
  process.stdout.write(`${passed} passed, ${failed} failed, ${count} skipped\n`);
}

let result;
try {
  result = await main();
} catch (error) {
  say(String(error?.stack ?? error));
}
for (const stop of toStop.reverse()) await Promise.resolve(stop()).catch((error) => say(String(error)));
rmSync(folder, { recursive: true, force: true });
report(result);
