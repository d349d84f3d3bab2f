import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { projectRoot } from '../../../src/platform/process/project-root.js';

const built = join(projectRoot(), 'dist/src/platform/process/leave.js');

/** V8 is told to compile in the background for longer than any test may take. */
const COMPILING_MS = 60_000;
const hot = `
  const hot = (n) => { let sum = 0; for (let i = 0; i < n; i++) sum = (sum * 31 + i) % 1000003; return sum; };
  for (let i = 0; i < 5000; i++) hot(2000);
`;

function run(program: string, withinMs = 10_000) {
  const flags = [`--concurrent-recompilation-delay=${COMPILING_MS}`, '--input-type=module', '--eval'];
  return spawnSync(process.execPath, [...flags, program], {
    encoding: 'utf8',
    timeout: withinMs,
    killSignal: 'SIGKILL',
    env: {},
  });
}

/** How a process goes when nothing is left to end. */
describe('leaving', () => {
  it('waits for no compiler thread, and takes its exit code and last words along', () => {
    const left = run(`
      import { leave } from ${JSON.stringify(built)};
      ${hot}
      process.stdout.write('last words');
      leave(3);
    `);
    expect(left).toMatchObject({ status: 3, signal: null, stdout: 'last words', stderr: '' });
  });

  it('is not what process.exit does', () => {
    expect(run(`${hot} process.exit(3);`, 2_000)).toMatchObject({ status: null, signal: 'SIGKILL' });
  });
});
