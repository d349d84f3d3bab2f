import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { holdsWithin } from '../../src/platform/postgres/processes.js';
import { RuntimeFile } from '../../src/platform/process/runtime-file.js';
import type { Checkout } from './checkout.js';
import type { Instance } from './instance.js';
import type { Ledger } from './ledger.js';

export type Ending = 'Ctrl-C' | 'SIGTERM';

/** What a scenario has at hand. */
export interface Scene {
  readonly checkout: Checkout;
  readonly dataDir: string;
  readonly ledger: Ledger;
  readonly ending: Ending;
  /** Starts the program; what is started is watched for processes left behind. */
  launch(options?: { port?: number; offline?: boolean }): Instance;
}

/** What was seen: how long to ready, and how it ended. */
export interface Sighting {
  readonly readyMs?: number;
  readonly note: string;
}

export interface Scenario {
  readonly title: string;
  readonly needsRoot?: boolean;
  play(scene: Scene): Promise<Sighting>;
}

/** In the order they are played: each goes on with the data of the one before. */
export const scenarios: readonly Scenario[] = [
  { title: 'first start', play: (scene) => plain(scene) },
  { title: 'second start', play: (scene) => plain(scene) },
  { title: 'web port taken', play: webPortTaken },
  { title: 'database port taken', play: databasePortTaken },
  { title: 'after kill -9 of node', play: nodeKilled },
  { title: 'after kill -9 of the postmaster', play: postmasterKilled },
  { title: 'after kill -9 of both', play: bothKilled },
  { title: 'without network', needsRoot: true, play: (scene) => plain(scene, true) },
  { title: 'and once more', play: (scene) => plain(scene) },
];

async function plain(scene: Scene, offline = false): Promise<Sighting> {
  const instance = scene.launch({ offline });
  const readyMs = await ready(instance);
  // The database of another network cannot be asked from here: the next start counts its rows.
  if (!offline) await count(scene, instance);
  return { readyMs, note: await end(scene, instance) };
}

async function webPortTaken(scene: Scene): Promise<Sighting> {
  return withPort(undefined, async (port) => {
    const outcome = await scene.launch({ port }).outcome();
    if ('ready' in outcome) throw new Error('it started on a taken port');
    const words = /Not started: port .*$/m.exec(outcome.words)?.[0];
    if (outcome.code !== 1 || !words) throw new Error(`no plain answer:\n${outcome.words}`);
    return { note: words };
  });
}

async function databasePortTaken(scene: Scene): Promise<Sighting> {
  const former = new RuntimeFile(scene.dataDir).read()?.postgres?.port;
  return withPort(former, async (port) => {
    const instance = scene.launch();
    const readyMs = await ready(instance);
    if (instance.facts?.postgres?.port === port) throw new Error('it says to listen on a taken port');
    await count(scene, instance);
    return { readyMs, note: `on another port; ${await end(scene, instance)}` };
  });
}

async function nodeKilled(scene: Scene): Promise<Sighting> {
  const killed = scene.launch();
  await ready(killed);
  await scene.ledger.write(url(killed));
  process.kill(killed.facts?.pid ?? 0, 'SIGKILL');
  return plain(scene);
}

async function postmasterKilled(scene: Scene): Promise<Sighting> {
  const instance = scene.launch();
  const readyMs = await ready(instance);
  await scene.ledger.write(url(instance));
  const from = performance.now();
  process.kill(postmasterOf(instance), 'SIGKILL');
  if (!(await holdsWithin(30_000, () => instance.output.includes('was started again')))) {
    throw new Error(`PostgreSQL was not started again:\n${instance.output.slice(-2000)}`);
  }
  const backMs = Math.round(performance.now() - from);
  await count(scene, instance);
  return { readyMs, note: `database back after ${backMs} ms; ${await end(scene, instance, true)}` };
}

async function bothKilled(scene: Scene): Promise<Sighting> {
  const killed = scene.launch();
  await ready(killed);
  await scene.ledger.write(url(killed));
  const postmaster = postmasterOf(killed);
  process.kill(killed.facts?.pid ?? 0, 'SIGKILL');
  process.kill(postmaster, 'SIGKILL');
  return plain(scene);
}

async function ready(instance: Instance): Promise<number> {
  const address = await instance.ready();
  const ms = Math.round(performance.now() - instance.launchedAt);
  return /^http:/.test(address) ? ms : Number.NaN;
}

/** Every committed row is there, and one more can be committed. */
async function count(scene: Scene, instance: Instance): Promise<void> {
  const missing = await scene.ledger.missing(url(instance));
  if (missing !== 0) throw new Error(`${missing} committed rows are lost`);
  await scene.ledger.write(url(instance));
}

/** @param outage whether the database went away meanwhile, which may be called an error but not a fatal one */
async function end(scene: Scene, instance: Instance, outage = false): Promise<string> {
  const from = performance.now();
  if (scene.ending === 'Ctrl-C') instance.interrupt();
  else instance.terminate();
  const code = await instance.ended();
  const ms = Math.round(performance.now() - from);
  const grave = outage ? /"level":"fatal"/ : /"level":"(error|fatal)"/;
  const faults = instance.output.split('\n').filter((line) => grave.test(line));
  if (faults.length > 0) throw new Error(`it logged faults:\n${faults.join('\n').slice(0, 2000)}`);
  return `ended with ${code} in ${ms} ms`;
}

const url = (instance: Instance) => instance.facts?.postgres?.url ?? '';

function postmasterOf(instance: Instance): number {
  const file = join(instance.facts?.postgres?.folder ?? '', 'postmaster.pid');
  return Number(readFileSync(file, 'utf8').split('\n')[0]);
}

/** Holds a port while the work goes on. */
function withPort<T>(port: number | undefined, work: (port: number) => Promise<T>): Promise<T> {
  const server = createServer();
  return new Promise((done, fail) => {
    server.once('error', fail);
    server.listen(port ?? 0, '127.0.0.1', () => {
      const { port: taken } = server.address() as { port: number };
      work(taken)
        .then(done, fail)
        .finally(() => server.close());
    });
  });
}
