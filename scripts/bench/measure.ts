import { setTimeout as pause } from 'node:timers/promises';
import type { Bare } from './bare-bullmq.js';

/** Jobs per second from the first command to the last settled row, `producers` commands at a time. */
export async function throughput(side: Bare, jobs: number, producers: number, tag: string): Promise<number> {
  const already = side.done();
  const from = performance.now();
  let next = 0;
  const produce = async () => {
    while (next < jobs) await side.produce(`${tag}-${next++}`);
  };
  await Promise.all(Array.from({ length: producers }, produce));
  while (side.done() - already < jobs) await pause(5);
  return jobs / ((performance.now() - from) / 1000);
}

/** Milliseconds from asking to the handler's start, one at a time with a pause between: p50 and p95. */
export async function latency(
  side: Bare,
  samples: number,
  tag: string,
): Promise<{ p50: number; p95: number }> {
  const taken: number[] = [];
  for (let i = 0; i < samples; i += 1) {
    const from = performance.now();
    const start = new Promise<number>((resolve) => side.onStart(() => resolve(performance.now())));
    await side.produce(`${tag}-l${i}`);
    taken.push((await start) - from);
    await pause(15);
  }
  taken.sort((a, b) => a - b);
  return { p50: quantile(taken, 0.5), p95: quantile(taken, 0.95) };
}

export const quantile = (sorted: readonly number[], q: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))] ?? NaN;
export const median = (values: readonly number[]): number =>
  quantile(
    [...values].sort((a, b) => a - b),
    0.5,
  );
