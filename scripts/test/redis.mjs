import { spawn } from 'node:child_process';
import { createConnection, createServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { findProgram } from './programs.mjs';

/** Parent of the server and its guard: whatever ends us closes the pipe, and that ends the server. */
const SCRIPT = `"$@" & pid=$!; trap '' INT TERM HUP; read -r word; kill "$pid"; wait "$pid"`;

/**
 * A Redis of our own on a free port, nothing written to disk.
 * @param {string} folder its working folder
 * @returns {Promise<{ url: string, stop(): Promise<void> } | undefined>} undefined where none is installed
 */
export async function startRedis(folder) {
  const program = findProgram('redis-server');
  if (!program) return undefined;
  const port = await freePort();
  const flags = [
    '--port',
    `${port}`,
    '--bind',
    '127.0.0.1',
    '--save',
    '',
    '--appendonly',
    'no',
    '--dir',
    folder,
  ];
  const child = spawn('/bin/sh', ['-c', SCRIPT, 'redis-guard', program, ...flags], {
    cwd: '/',
    detached: true,
    stdio: ['pipe', 'ignore', 'inherit'],
  });
  const gone = new Promise((done) => child.once('exit', done));
  child.stdin.on('error', () => {});
  const stop = () => {
    child.stdin.end('done\n');
    return gone;
  };
  if (await answers(port)) return { url: `redis://127.0.0.1:${port}`, stop };
  await stop();
  throw new Error(`${program} did not answer within 10 s.`);
}

function freePort() {
  return new Promise((done) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => done(port));
    });
  });
}

async function answers(port) {
  for (let tries = 0; tries < 500; tries++) {
    if (await ping(port)) return true;
    await pause(20);
  }
  return false;
}

function ping(port) {
  return new Promise((done) => {
    const socket = createConnection(port, '127.0.0.1', () => socket.write('PING\r\n'));
    socket.once('data', (reply) => {
      socket.destroy();
      done(String(reply).startsWith('+PONG'));
    });
    socket.once('error', () => done(false));
  });
}
