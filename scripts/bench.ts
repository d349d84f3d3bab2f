import { startCluster, type Cluster } from './bench/cluster.js';

type Measure = (cluster: Cluster) => Promise<void>;

/** Each is loaded when its turn comes: they compose different applications. */
const MEASURES: Readonly<Record<string, () => Promise<Measure>>> = {
  memory: async () => (await import('./bench/memory.js')).memory,
  // Last: it declares a job of its own, which an application without it would miss.
  speed: async () => (await import('./bench/speed.js')).speed,
};

/** `npm run bench` measures all, `npm run bench -- memory` one. */
const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !(name in MEASURES));
if (unknown.length > 0) {
  console.error(`Unknown: ${unknown.join(', ')}. There is: ${Object.keys(MEASURES).join(', ')}.`);
  process.exit(64);
}
const names = Object.keys(MEASURES).filter((name) => asked.length === 0 || asked.includes(name));
const cluster = await startCluster();
for (const name of names) await (await MEASURES[name]?.())?.(cluster);
await cluster.stop();
