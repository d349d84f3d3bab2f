/**
 * Makes this checkout ready to run and prints the path of the Node to run it with.
 *
 * Runs on Node 20 with nothing installed: it may import nothing but Node's own modules. The path goes to
 * stdout, all else to stderr, so that `N=$(node scripts/bootstrap.mjs) && exec "$N" …` passes signals and
 * exit codes straight to the program.
 */
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildIsCurrent, build, buildPanel, panelIsCurrent } from './bootstrap/build.mjs';
import { withLock } from './bootstrap/lock.mjs';
import { rightNode } from './bootstrap/node.mjs';
import { install, packagesAreCurrent } from './bootstrap/packages.mjs';
import { refuseWhileRunning } from './bootstrap/running.mjs';
import { say, Stop } from './bootstrap/say.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** What has to be done before the program can run; empty on most starts. */
function missing() {
  const packages = packagesAreCurrent(root);
  return [
    !packages && 'install',
    !(packages && buildIsCurrent(root)) && 'build',
    !(packages && panelIsCurrent(root)) && 'panel',
  ].filter(Boolean);
}

async function prepare() {
  if (missing().length === 0) return;
  await withLock(root, async () => {
    // Asked again: whoever held the lock may have done it all.
    const work = missing();
    if (work.length === 0) return;
    await refuseWhileRunning(root, work);
    if (work.includes('install')) await install(root);
    if (!buildIsCurrent(root)) await build(root);
    if (!panelIsCurrent(root)) await buildPanel(root);
  });
}

function checkThisNode() {
  const major = Number(process.versions.node.split('.')[0]);
  if (major >= 20) return;
  const { name } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  throw new Stop(`${name} needs Node 20 or later to start; this is ${process.version}.`);
}

try {
  checkThisNode();
  await prepare();
  process.stdout.write(`${rightNode(root)}\n`);
} catch (error) {
  say(error instanceof Stop ? error.message : String(error?.stack ?? error));
  process.exitCode = 1;
}
