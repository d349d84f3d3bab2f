import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

import { projectRoot } from '../../../src/platform/process/project-root.js';

/** The panel's files, built in a process of its own when their sources changed; answers the folder. */
export function buildPanel(): string {
  const folder = join(projectRoot(), 'dist/panel');
  const env = { ...process.env, NODE_OPTIONS: '' };
  execFileSync(process.execPath, [join(projectRoot(), 'scripts/build-panel.mjs'), folder], {
    env,
    stdio: 'pipe',
  });
  return folder;
}
