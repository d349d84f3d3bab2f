import { pino } from 'pino';
import type { DestinationStream, Logger } from 'pino';
import type { AppConfig } from '../../config/app-config.js';
import { redact } from './redaction.js';
import { terminalLines } from './terminal-lines.js';

export type { Logger } from 'pino';

/**
 * The one logger of a process: JSON lines, or short lines on a terminal. Whatever is given to it is cleaned
 * of secrets before it is written.
 */
export function createLogger(
  config: Pick<AppConfig, 'logLevel'>,
  destination: DestinationStream = standardOutput(),
): Logger {
  return pino(
    {
      level: config.logLevel,
      base: null,
      timestamp: () => `,"time":"${new Date().toISOString()}"`,
      formatters: {
        level: (label) => ({ level: label }),
        // Errors become plain fields here, also below another name than `err`.
        log: (fields) => redact(fields) as Record<string, unknown>,
      },
      serializers: { err: (value: unknown) => value },
      // The finished line once more: bindings of child loggers and messages taken from errors come later.
      hooks: { streamWrite: (line) => `${JSON.stringify(redact(JSON.parse(line)))}\n` },
    },
    destination,
  );
}

function standardOutput(): DestinationStream {
  return process.stdout.isTTY ? terminalLines(process.stdout) : pino.destination({ dest: 1, sync: true });
}
