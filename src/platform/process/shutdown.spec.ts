import { setImmediate } from 'node:timers/promises';
import { handleSignals } from './signals.js';
import { Shutdown, ShutdownBegun } from './shutdown.js';

function build() {
  const told: string[] = [];
  let exited: (code: number) => void;
  const exit = new Promise<number>((done) => (exited = done));
  const shutdown = new Shutdown({
    started: (reason) => told.push(reason),
    failed: (step, error) => told.push(`${step}: ${(error as Error).message}`),
    exit: (code) => exited(code),
  });
  return { shutdown, told, exit };
}

describe('Shutdown', () => {
  it('ends what was started in the reverse order', async () => {
    const { shutdown, told, exit } = build();
    for (const name of ['postgres', 'pools', 'http']) shutdown.add(name, () => void told.push(name));
    shutdown.begin('SIGTERM', 0);
    expect(await exit).toBe(0);
    expect(told).toEqual(['SIGTERM', 'http', 'pools', 'postgres']);
  });

  it('goes on after a step that fails or hangs, and says which', async () => {
    const { shutdown, told, exit } = build();
    shutdown.add('postgres', () => void told.push('postgres'));
    shutdown.add('hangs', () => new Promise(() => undefined), 5);
    shutdown.add('fails', () => Promise.reject(new Error('no')));
    shutdown.begin('SIGINT', 0);
    await exit;
    expect(told).toEqual(['SIGINT', 'fails: no', 'hangs: not ended within 0.005 s', 'postgres']);
  });

  it('waits for a start under way, ends it, and lets the start go no further', async () => {
    const { shutdown, told, exit } = build();
    let ready: () => void = () => undefined;
    const starting = shutdown.start(
      'postgres',
      () => new Promise<void>((done) => (ready = done)),
      () => void told.push('postgres ended'),
    );
    const refused = expect(starting).rejects.toThrow(ShutdownBegun);
    shutdown.begin('SIGINT', 0);
    await setImmediate();
    expect(told).toEqual(['SIGINT']);
    ready();
    await refused;
    await exit;
    expect(told).toEqual(['SIGINT', 'postgres ended']);
    await expect(
      shutdown.start(
        'http',
        async () => 1,
        () => undefined,
      ),
    ).rejects.toThrow(ShutdownBegun);
  });

  it('keeps the worst exit code', async () => {
    const { shutdown, exit } = build();
    shutdown.begin('SIGINT', 0);
    shutdown.begin('the database was given up', 1);
    expect(await exit).toBe(1);
  });
});

describe('handleSignals', () => {
  it('starts once, ignores the echo, and lets a later one force the end', () => {
    const { shutdown, told } = build();
    const listeners: Record<string, (name: NodeJS.Signals) => void> = {};
    let now = 0;
    let forced = 0;
    handleSignals(
      shutdown,
      { on: (event, listener) => (listeners[event] = listener) },
      () => (forced += 1),
      () => now,
    );
    expect(Object.keys(listeners)).toEqual(['SIGINT', 'SIGTERM', 'SIGHUP']);
    listeners['SIGINT']?.('SIGINT');
    now = 4;
    listeners['SIGINT']?.('SIGINT');
    now = 1500;
    listeners['SIGTERM']?.('SIGTERM');
    expect([told, forced]).toEqual([['SIGINT'], 0]);
    now = 1501;
    listeners['SIGINT']?.('SIGINT');
    expect(forced).toBe(1);
  });
});
