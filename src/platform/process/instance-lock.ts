import { rmSync, statSync } from 'node:fs';
import { createConnection, createServer } from 'node:net';
import type { Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What a running instance says of itself to a second start. */
export interface InstanceInfo {
  readonly pid: number;
  /** ISO instant. */
  readonly since: string;
  /** Where it listens, once it does. */
  readonly address?: string | undefined;
}

/** Another instance works on this data folder. */
export class InstanceRunningError extends Error {
  override readonly name = 'InstanceRunningError';

  constructor(
    readonly other: InstanceInfo | undefined,
    dataDir: string,
  ) {
    const who = other ? `process ${other.pid}, since ${other.since}` : 'it does not say which process';
    const where = other?.address ? ` Open ${other.address}, or stop it first.` : ' Stop it first.';
    super(`Already running on ${dataDir} (${who}).${where} For a second one set DATA_DIR and PORT.`);
  }
}

/**
 * The door of the instance on a data folder, named by the folder itself and not by its path. On Linux it is an
 * abstract socket, which dies with its process; scripts/bootstrap/running.mjs knocks at the same one.
 */
export function instanceAddress(dataDir: string): string {
  const { dev, ino } = statSync(dataDir);
  const name = `onboarding-${dev}-${ino}`;
  return process.platform === 'linux' ? `\0${name}` : join(tmpdir(), `${name}.sock`);
}

/** Held while this process is the one instance on its data folder. */
export class InstanceLock {
  private constructor(
    private readonly server: Server,
    private readonly info: { current: InstanceInfo },
  ) {}

  /** @throws InstanceRunningError when another process holds it. */
  static async take(dataDir: string, info: InstanceInfo): Promise<InstanceLock> {
    const address = instanceAddress(dataDir);
    const held = { current: info };
    const server = createServer((socket) => {
      socket.on('error', () => undefined);
      socket.end(JSON.stringify(held.current));
    });
    for (let attempt = 1; !(await listens(server, address)); attempt++) {
      const other = await askInstance(address);
      if (other || attempt === 2) throw new InstanceRunningError(other, dataDir);
      // A socket file that nobody answers at is a leftover (an abstract socket leaves none).
      if (!address.startsWith('\0')) rmSync(address, { force: true });
    }
    server.unref();
    return new InstanceLock(server, held);
  }

  /** Tells later callers where this instance listens. */
  announce(address: string): void {
    this.info.current = { ...this.info.current, address };
  }

  release(): Promise<void> {
    return new Promise((done) => this.server.close(() => done()));
  }
}

function listens(server: Server, address: string): Promise<boolean> {
  return new Promise((done, fail) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') done(false);
      else fail(error);
    });
    server.listen(address, () => done(true));
  });
}

/** Asks the instance behind an address who it is; undefined when nobody answers within two seconds. */
export function askInstance(address: string): Promise<InstanceInfo | undefined> {
  return new Promise((done) => {
    const socket = createConnection(address);
    let text = '';
    socket.setTimeout(2000, () => socket.destroy());
    socket.on('data', (part: Buffer) => (text += part.toString()));
    socket.on('error', () => done(undefined));
    socket.on('close', () => done(parse(text)));
  });
}

function parse(text: string): InstanceInfo | undefined {
  try {
    return JSON.parse(text) as InstanceInfo;
  } catch {
    return undefined;
  }
}
