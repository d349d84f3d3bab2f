import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { Instance } from '../../../scripts/torture/instance.js';
import { Ledger } from '../../../scripts/torture/ledger.js';
import { holdsWithin } from '../../../src/platform/postgres/processes.js';
import { projectRoot } from '../../../src/platform/process/project-root.js';

/** `npm start` as a person runs it, ended in every way. */
describe('the process shell', () => {
  const root = projectRoot();
  const dataDir = mkdtempSync(join(tmpdir(), 'onboarding-shell-'));
  const ledger = new Ledger();
  const instances: Instance[] = [];

  function launch(env: Record<string, string> = {}): Instance {
    const instance = new Instance({ root, dataDir, env });
    instances.push(instance);
    return instance;
  }

  const url = (instance: Instance) => instance.facts?.postgres?.url ?? '';
  const answers = async (address: string) => (await fetch(address)).status;

  afterEach(() => {
    for (const instance of instances.splice(0)) instance.destroy();
  });
  afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

  it('starts from nothing, serves, and ends by Ctrl-C without a process left', async () => {
    const instance = launch();
    expect(await answers(await instance.ready())).toBe(200);
    await ledger.write(url(instance));
    instance.interrupt();
    expect(await instance.ended()).toBe(0);
    expect(await instance.leftovers()).toEqual([]);
    expect(instance.facts?.state).toBe('stopped');
    expect(instance.output).not.toMatch(/57P01|unhandled|"level":"(error|fatal)"/i);
  }, 60_000);

  it('tells a second start where the first is, and leaves the first alone', async () => {
    const first = launch();
    const address = await first.ready();
    const second = launch();
    const outcome = await second.outcome();
    expect(outcome).toMatchObject({ code: 1 });
    expect(second.output).toContain(`Already running on ${dataDir} (process ${first.facts?.pid}`);
    expect(second.output).toContain(`Open ${address}`);
    expect(await answers(address)).toBe(200);
    first.terminate();
    await first.ended();
    expect(await first.leftovers()).toEqual([]);
  }, 60_000);

  it('loses nothing when node is killed, and leaves no database behind', async () => {
    const killed = launch();
    await killed.ready();
    await ledger.write(url(killed));
    process.kill(killed.facts?.pid ?? 0, 'SIGKILL');
    expect(await killed.leftovers()).toEqual([]);
    const next = launch();
    await next.ready();
    expect(await ledger.missing(url(next))).toBe(0);
    next.interrupt();
    expect(await next.ended()).toBe(0);
  }, 60_000);

  it('starts anew at once beside the database of a killed node', async () => {
    const killed = launch();
    await killed.ready();
    await ledger.write(url(killed));
    const port = killed.facts?.postgres?.port;
    process.kill(killed.facts?.pid ?? 0, 'SIGKILL');
    const next = launch();
    await next.ready();
    expect(next.facts?.postgres?.port).toBe(port);
    expect(await ledger.missing(url(next))).toBe(0);
    next.interrupt();
    expect(await next.ended()).toBe(0);
    expect(await next.leftovers()).toEqual([]);
  }, 60_000);

  it('restarts a killed PostgreSQL on its port, busy sessions and all, and goes on serving', async () => {
    const instance = launch();
    const address = await instance.ready();
    await ledger.write(url(instance));
    const { folder = '', port } = instance.facts?.postgres ?? {};
    const busy = new pg.Client({ connectionString: url(instance) });
    busy.on('error', () => undefined);
    await busy.connect();
    const cut = busy.query('select pg_sleep(600)').then(
      () => 'answered',
      () => 'cut off',
    );
    process.kill(postmasterPid(folder), 'SIGKILL');
    expect(await cut).toBe('cut off');
    expect(await holdsWithin(20_000, () => instance.output.includes('was started again'))).toBe(true);
    expect(instance.facts?.postgres?.port).toBe(port);
    expect(await ledger.missing(url(instance))).toBe(0);
    await ledger.write(url(instance));
    expect(await answers(address)).toBe(200);
    instance.terminate();
    expect(await instance.ended()).toBe(0);
    expect(await instance.leftovers()).toEqual([]);
  }, 90_000);

  it('stops the start half-way when Ctrl-C comes early', async () => {
    const fresh = mkdtempSync(join(tmpdir(), 'onboarding-shell-'));
    const instance = new Instance({ root, dataDir: fresh });
    instances.push(instance);
    expect(await holdsWithin(20_000, () => instance.output.includes('Making the embedded database'))).toBe(
      true,
    );
    instance.interrupt();
    expect(await instance.ended()).toBe(0);
    expect(instance.output).not.toContain('Ready:');
    expect(await instance.leftovers()).toEqual([]);
    rmSync(fresh, { recursive: true });
  }, 60_000);

  it('stops in order when Ctrl-C comes while the application is being made', async () => {
    const instance = new Instance({ root, dataDir, env: { LOG_LEVEL: 'debug' } });
    instances.push(instance);
    expect(await holdsWithin(60_000, () => instance.output.includes('"context":"RouterExplorer"'))).toBe(
      true,
    );
    instance.interrupt();
    expect(await instance.ended()).toBe(0);
    expect(instance.output).not.toContain('Ready:');
    expect(instance.output).not.toMatch(/after calling end|did not end in order|"level":"(fatal|error)"/);
    expect(await instance.leftovers()).toEqual([]);
  }, 90_000);

  it('says which port is taken, and refuses a bad setting, before anything is started', async () => {
    const first = launch();
    const { port } = new URL(await first.ready());
    const elsewhere = mkdtempSync(join(tmpdir(), 'onboarding-shell-'));
    const second = new Instance({ root, dataDir: elsewhere, port: Number(port) });
    instances.push(second);
    expect(await second.outcome()).toMatchObject({ code: 1 });
    expect(second.output).toContain(`port ${port} of 127.0.0.1 is taken by another program`);
    const third = new Instance({ root, dataDir: elsewhere, env: { DEPLOYMENT: 'production' } });
    instances.push(third);
    expect(await third.outcome()).toMatchObject({ code: 1 });
    for (const name of ['DATABASE_URL', 'SMTP_URL', 'SECRETS_KEYS', 'PUBLIC_URL']) {
      expect(third.output).toContain(`${name}: is required when DEPLOYMENT=production`);
    }
    first.interrupt();
    await first.ended();
    rmSync(elsewhere, { recursive: true });
  }, 60_000);
});

function postmasterPid(folder: string): number {
  return Number(readFileSync(join(folder, 'postmaster.pid'), 'utf8').split('\n')[0]);
}
