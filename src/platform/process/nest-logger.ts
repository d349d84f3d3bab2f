import type { LoggerService } from '@nestjs/common';
import type { Logger } from './logger.js';

/** Contexts in which Nest tells every route and module at start: of use only when looking for them. */
const chatty = new Set([
  'InstanceLoader',
  'RoutesResolver',
  'RouterExplorer',
  'NestFactory',
  'NestApplication',
]);

/** Nest's own lines through our logger, with its redaction. */
export class NestLogger implements LoggerService {
  constructor(private readonly logger: Logger) {}

  log(message: unknown, ...rest: unknown[]): void {
    this.write(chatty.has(contextOf(rest) ?? '') ? 'debug' : 'info', message, rest);
  }

  error(message: unknown, ...rest: unknown[]): void {
    this.write('error', message, rest);
  }

  warn(message: unknown, ...rest: unknown[]): void {
    this.write('warn', message, rest);
  }

  debug(message: unknown, ...rest: unknown[]): void {
    this.write('debug', message, rest);
  }

  verbose(message: unknown, ...rest: unknown[]): void {
    this.write('trace', message, rest);
  }

  fatal(message: unknown, ...rest: unknown[]): void {
    this.write('fatal', message, rest);
  }

  private write(
    level: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace',
    message: unknown,
    rest: unknown[],
  ) {
    const context = contextOf(rest);
    const stack = rest.find((part) => typeof part === 'string' && part.includes('\n    at '));
    const fields = {
      ...(context ? { context } : {}),
      ...(stack ? { err: { stack } } : {}),
      ...(message instanceof Error ? { err: message } : {}),
      ...(isFields(message) ? message : {}),
    };
    const line =
      message instanceof Error ? message.message : isFields(message) ? after(rest) : String(message);
    this.logger[level](fields, line);
  }
}

/** Of `warn({ err }, 'what happened')`, to which Nest appends the context. */
function after(rest: unknown[]): string {
  return rest.length > 1 && typeof rest[0] === 'string' ? rest[0] : '';
}

function isFields(message: unknown): message is object {
  return typeof message === 'object' && message !== null && !(message instanceof Error);
}

/** Nest gives the context last, after an optional stack. */
function contextOf(rest: unknown[]): string | undefined {
  const last = rest.at(-1);
  return typeof last === 'string' && !last.includes('\n') ? last : undefined;
}
