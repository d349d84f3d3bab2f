import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { Module } from '@nestjs/common';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { AppModule } from './app.module.js';
import type { AppRole } from './app.module.js';
import type { AppConfig } from './config/app-config.js';
import { embeddedDefaultLines } from './config/embedded-defaults.js';
import { localAddress } from './config/load-config.js';
import { Readiness } from './health/readiness.js';
import { StandIns } from './platform/outside/stand-ins.js';
import type { Logger } from './platform/process/logger.js';
import { NestLogger } from './platform/process/nest-logger.js';
import { ProcessModule } from './platform/process/process.module.js';
import type { Shutdown } from './platform/process/shutdown.js';
import { StartupNotices } from './platform/process/startup-notices.js';
import type { Sandbox } from './sandbox/start-sandbox.js';

/** Everything a start has in hand while it goes on. */
export interface Starting {
  readonly role: AppRole;
  readonly config: AppConfig;
  readonly logger: Logger;
  readonly shutdown: Shutdown;
  readonly say: (line: string) => void;
}

/** The application together with the process it runs in. */
@Module({})
class Program {}

/** What a start waits for without a word: another process may be on its way, as a worker beside its web. */
const PATIENCE_MS = 5000;
const LOOK_AGAIN_MS = 50;

/** Streams and slow requests get this long after the last new request was let in. */
const LINGER_MS = 3000;

/**
 * Starts Nest in its role, listens when it is the web, and prints where it is and on what it stands.
 * @param config the configuration with its database filled in
 * @param onListening told the address before it is printed
 */
export async function serve(
  starting: Starting,
  config: AppConfig,
  onListening: (address: string) => void,
): Promise<void> {
  const { role, shutdown } = starting;
  const outside = await startOutside(shutdown, config);
  const options = { logger: new NestLogger(starting.logger), abortOnError: false } as const;
  const module = {
    module: Program,
    imports: [ProcessModule.forRoot(starting.logger), AppModule.forRole(role, outside.config, outside)],
  };
  if (!role.web) {
    const create = () => NestFactory.createApplicationContext(module, options);
    const context = await shutdown.start('worker', create, (made) => made.close());
    await untilReady(starting, context, 'Started');
    return announce(starting, context, 'Worker ready.');
  }
  const create = () => NestFactory.create<NestExpressApplication>(module, { ...options, bodyParser: false });
  const app = await shutdown.start('application', create, closeApplication);
  const { configureWeb } = await import('./web.js');
  configureWeb(app, config);
  // Listening makes the workers; ended before they are all there, those that follow would outlive their pools.
  await shutdown.start(
    'listening',
    () => listen(app, config),
    () => undefined,
  );
  const address = localAddress(config.http.host, config.http.port);
  onListening(address);
  await untilReady(starting, app, `Listening: ${address}`);
  announce(starting, app, `Ready: ${address}`);
}

/** In the sandbox the stand-ins for every outside system; elsewhere the real world. */
async function startOutside(
  shutdown: Shutdown,
  config: AppConfig,
): Promise<Pick<Sandbox, 'config' | 'standIns' | 'doors' | 'parts'>> {
  if (config.deployment !== 'sandbox')
    return { config, standIns: StandIns.none, doors: () => [], parts: () => [] };
  const { startSandbox } = await import('./sandbox/start-sandbox.js');
  return shutdown.start(
    'sandbox',
    () => startSandbox(config),
    (sandbox) => sandbox.close(),
  );
}

/** No new connections first; then what is open gets a moment; then queues, pools and the rest. */
async function closeApplication(app: NestExpressApplication): Promise<void> {
  const server = app.getHttpServer();
  if (server.listening) server.close();
  const cut = setTimeout(() => server.closeAllConnections(), LINGER_MS);
  await app.close();
  clearTimeout(cut);
}

/** Returns when every check of /health/ready holds; when that takes long, says which does not, and why. */
async function untilReady(
  { shutdown, say }: Starting,
  context: INestApplicationContext,
  state: string,
): Promise<void> {
  const readiness = context.get(Readiness, { strict: false });
  const patientUntil = performance.now() + PATIENCE_MS;
  let said: string | undefined;
  for (;;) {
    const { failing } = await readiness.look();
    shutdown.check();
    if (!failing) return;
    if (failing.name !== said && performance.now() > patientUntil) {
      said = failing.name;
      say(`${state}, but not ready yet (${failing.name}): ${failing.detail}`);
    }
    await pause(said === undefined ? LOOK_AGAIN_MS : 20 * LOOK_AGAIN_MS);
  }
}

async function listen(app: NestExpressApplication, config: AppConfig): Promise<void> {
  const { host, port } = config.http;
  try {
    await app.listen(port, host);
  } catch (error) {
    throw addressError(error as NodeJS.ErrnoException, config);
  }
}

function announce(starting: Starting, context: INestApplicationContext, line: string): void {
  const { config, say } = starting;
  const notices = context.get(StartupNotices, { strict: false }).take();
  const deployment = config.deployment === 'sandbox' ? ['Sandbox: outside systems are simulated.'] : [];
  const defaults = embeddedDefaultLines(config).map((text) => `  ${text}`);
  for (const text of ['', line, ...deployment, ...defaults, ...notices, '']) say(text);
}

/** The address to listen on cannot be had. */
export class AddressTakenError extends Error {
  override readonly name = 'AddressTakenError';
}

/**
 * Looks before the database is started whether the port is free, so that the answer comes at once; port 0
 * becomes the one that was found, since links need the address before anything listens.
 * @throws AddressTakenError
 */
export async function withFreeAddress(config: AppConfig): Promise<AppConfig> {
  const { http } = config;
  const probe = createServer();
  const port = await new Promise<number>((done, fail) => {
    probe.once('error', (error: NodeJS.ErrnoException) => fail(addressError(error, config)));
    probe.listen(http.port, http.host, () => {
      const found = (probe.address() as AddressInfo).port;
      probe.close(() => done(found));
    });
  });
  const own = http.publicUrl === localAddress(http.host, http.port);
  const publicUrl = own ? localAddress(http.host, port) : http.publicUrl;
  return config.with({ http: { ...http, port, publicUrl } });
}

function addressError(error: NodeJS.ErrnoException, { http }: AppConfig): Error {
  const { code } = error;
  const where = `port ${http.port} of ${http.host}`;
  if (code === 'EADDRINUSE') {
    return new AddressTakenError(
      `Not started: ${where} is taken by another program. Set PORT to a free one.`,
    );
  }
  if (code === 'EACCES' || code === 'EADDRNOTAVAIL') {
    return new AddressTakenError(
      `Not started: this process may not listen on ${where} (${code}). Set HOST or PORT.`,
    );
  }
  return error;
}
