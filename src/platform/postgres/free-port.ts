import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';

/** A TCP port of 127.0.0.1 that is free now: the wished one when it is, else any. */
export async function freePort(wished: number | undefined): Promise<number> {
  return (wished ? await tryPort(wished) : undefined) ?? (await tryPort(0)) ?? 0;
}

function tryPort(port: number): Promise<number | undefined> {
  return new Promise((done) => {
    const server = createServer();
    server.once('error', () => done(undefined));
    server.listen({ port, host: '127.0.0.1' }, () => {
      const { port: taken } = server.address() as AddressInfo;
      server.close(() => done(taken));
    });
  });
}
