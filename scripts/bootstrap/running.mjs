import { statSync } from 'node:fs';
import { createConnection } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Stop } from './say.mjs';

/** The door of a running instance: the twin of `instanceAddress` in src/platform/process/instance-lock.ts. */
function instanceAddress(dataDir) {
  const { dev, ino } = statSync(dataDir);
  const name = `onboarding-${dev}-${ino}`;
  return process.platform === 'linux' ? `\0${name}` : join(tmpdir(), `${name}.sock`);
}

/** Files are not replaced under a running instance. */
export async function refuseWhileRunning(root, work) {
  const found = await runningInstance(resolve(root, process.env.DATA_DIR || '.data'));
  if (!found) return;
  const what = work.includes('install')
    ? 'Its packages differ from the lock file'
    : 'Its sources have changed';
  throw new Stop(
    `An instance runs here (process ${found.pid}, since ${found.since}${found.address ? `, ${found.address}` : ''}). ` +
      `${what}, and files are not replaced under it: stop it (Ctrl-C in its terminal, or kill ${found.pid}) and start again.`,
  );
}

function runningInstance(dataDir) {
  let address;
  try {
    address = instanceAddress(dataDir);
  } catch {
    return undefined;
  }
  return new Promise((done) => {
    const socket = createConnection(address);
    let text = '';
    socket.setTimeout(2000, () => socket.destroy());
    socket.on('data', (part) => (text += part));
    socket.on('error', () => done(undefined));
    socket.on('close', () => {
      try {
        done(JSON.parse(text));
      } catch {
        done(undefined);
      }
    });
  });
}
