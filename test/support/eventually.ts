import { setTimeout as pause } from 'node:timers/promises';

/** Retry an assertion until it holds: for what a worker does in its own time. Fails with the last error. */
export async function eventually<T>(assertion: () => Promise<T>, within = 15_000): Promise<T> {
  const deadline = performance.now() + within;
  for (;;) {
    try {
      return await assertion();
    } catch (error) {
      if (performance.now() > deadline) throw error;
      await pause(25);
    }
  }
}
