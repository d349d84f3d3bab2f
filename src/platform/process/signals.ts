import { isConnectionLoss } from './connection-loss.js';
import { leave } from './leave.js';
import type { Logger } from './logger.js';
import type { Shutdown } from './shutdown.js';

/** Ctrl-C reaches a program below npm twice, from the terminal and from npm, within milliseconds. */
const ECHO_MS = 1500;

export interface SignalSource {
  on(event: 'SIGINT' | 'SIGTERM' | 'SIGHUP', listener: (name: NodeJS.Signals) => void): unknown;
}

/**
 * Installs the handlers; call it before anything is started, so that Ctrl-C during start works too.
 * The first signal starts the shutdown, more within 1.5 s are its echo, a later one forces the end (exit 130).
 */
export function handleSignals(
  shutdown: Shutdown,
  source: SignalSource = process,
  force: () => void = () => leave(130),
  elapsed: () => number = () => performance.now(),
): void {
  let first: number | undefined;
  const handle = (name: NodeJS.Signals) => {
    if (first === undefined) {
      first = elapsed();
      shutdown.begin(name, 0);
    } else if (elapsed() - first > ECHO_MS) {
      force();
    }
  };
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) source.on(name, handle);
}

/**
 * A fault nobody caught ends the process in order, with exit 1; during a shutdown it is only noted. The loss of
 * a connection is no fault: whoever waited for an answer is told, and the next one gets a new connection.
 */
export function handleFaults(shutdown: Shutdown, logger: Logger): void {
  const handle = (error: unknown) => {
    if (shutdown.begun) {
      logger.debug({ err: error }, 'a fault while stopping');
      return;
    }
    if (isConnectionLoss(error)) {
      logger.warn({ err: error }, 'a connection was lost');
      return;
    }
    logger.fatal({ err: error }, 'a fault nobody caught');
    shutdown.begin('a fault', 1);
  };
  process.on('uncaughtException', handle);
  process.on('unhandledRejection', handle);
}
