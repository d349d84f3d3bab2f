import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { projectRoot } from '../../src/platform/process/project-root.js';
import { TEST_RING } from './app.js';

export interface WebProcess {
  readonly url: string;
  readonly child: ChildProcess;
  stop(): Promise<void>;
}

/** The built web role as a process of its own, on a free port. */
export async function startWebProcess(
  databaseUrl: string,
  dataDir: string,
  env: Readonly<Record<string, string | undefined>> = {},
): Promise<WebProcess> {
  const child = spawn(process.execPath, [join(projectRoot(), 'dist/src/main.js'), 'web'], {
    env: {
      PATH: process.env.PATH,
      NODE_COMPILE_CACHE: join(projectRoot(), 'node_modules/.cache/node'),
      DATABASE_URL: databaseUrl,
      DATA_DIR: dataDir,
      PORT: '0',
      LOG_LEVEL: 'error',
      SECRETS_KEYS: TEST_RING,
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let words = '';
  const url = await new Promise<string>((ready, failed) => {
    const read = (chunk: Buffer): void => {
      words += chunk.toString();
      const [, address] = /Ready: (http:\/\/\S+)/.exec(words) ?? [];
      if (address !== undefined) ready(address);
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.once('exit', (code) => failed(new Error(`the web process ended (${code}): ${words}`)));
  });
  return {
    url,
    child,
    stop: async () => {
      const gone = once(child, 'exit');
      child.kill('SIGTERM');
      await gone;
    },
  };
}
