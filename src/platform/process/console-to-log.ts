import { format, stripVTControlCharacters } from 'node:util';
import type { Logger } from './logger.js';

const levels = { debug: 'debug', log: 'info', info: 'info', warn: 'warn', error: 'error' } as const;

/**
 * Sends what libraries print by `console` through the logger: a driver prints whole connections with their
 * errors, past every redaction.
 */
export function consoleToLog(logger: Logger, target: Pick<Console, keyof typeof levels> = console): void {
  for (const [method, level] of Object.entries(levels)) {
    target[method as keyof typeof levels] = (...args: unknown[]) => {
      const err = args.find((arg) => arg instanceof Error);
      const rest = args.filter((arg) => arg !== err);
      const words = stripVTControlCharacters(format(...rest));
      logger[level]({ context: 'console', ...(err ? { err } : {}) }, words || err?.message || '');
    };
  }
}
