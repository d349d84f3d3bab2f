import type { DestinationStream } from 'pino';

/** Turns JSON log lines into short ones for a person: time, level, context, message, remaining fields. */
export function terminalLines(out: { write(text: string): unknown }): DestinationStream {
  return { write: (line) => void out.write(`${short(line)}\n`) };
}

function short(line: string): string {
  const { time, level, context, msg, err, ...rest } = JSON.parse(line) as Record<string, unknown>;
  const stack = (err as { stack?: string } | undefined)?.stack;
  const parts = [
    text(time).slice(11, 19),
    text(level).padEnd(5),
    context ? `[${text(context)}]` : '',
    text(msg),
    Object.keys(rest).length > 0 ? JSON.stringify(rest) : '',
  ];
  return parts.filter(Boolean).join(' ') + (stack ? `\n${stack}` : '');
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
