/** Loaded into a process under measure: on SIGUSR2 it collects its garbage and says what is left, in bytes. */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

process.on('SIGUSR2', () => {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc');
  collect();
  collect();
  process.stderr.write(`heap ${process.memoryUsage().heapUsed} bytes\n`);
});
