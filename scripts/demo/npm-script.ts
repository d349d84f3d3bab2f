import { execFile } from 'node:child_process';
import { projectRoot } from '../../src/platform/process/project-root.js';

/** Runs one of the npm scripts as a person would, quietly; answers its stdout and exit code. */
export function npmScript(script: string, ...args: string[]): Promise<{ stdout: string; code: number }> {
  return new Promise((resolve) => {
    execFile('npm', ['run', '-s', script, '--', ...args], { cwd: projectRoot() }, (error, stdout) => {
      resolve({ stdout, code: typeof error?.code === 'number' ? error.code : error ? 1 : 0 });
    });
  });
}
