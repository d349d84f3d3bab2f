import { consoleToLog } from './console-to-log.js';
import { createLogger } from './logger.js';
import { NestLogger } from './nest-logger.js';
import { terminalLines } from './terminal-lines.js';

function capture(logLevel: 'info' | 'debug' = 'info') {
  const lines: string[] = [];
  return { lines, logger: createLogger({ logLevel }, { write: (line) => void lines.push(line) }) };
}

describe('createLogger', () => {
  it('writes no secret, wherever it stands', () => {
    const { lines, logger } = capture();
    logger.info(
      { req: { headers: { cookie: 'hunter2' }, url: '/connect?token=hunter2' } },
      'GET /x?code=hunter2',
    );
    logger.error({ err: new Error('postgres://app:hunter2@db'), password: 'hunter2' }, 'failed');
    logger.error(new Error('Bearer hunter2hunter2'));
    logger.child({ apiKey: 'hunter2' }).info('%s and %s', 'secret=hunter2', 'x');
    logger.info({ deep: { error: new Error('smtp://u:hunter2@mail') } });
    expect(lines).toHaveLength(5);
    expect(lines.join('')).not.toContain('hunter2');
    expect(lines[1]).toContain('"type":"Error"');
  });
});

describe('NestLogger', () => {
  it('keeps context and stack, and tells routes only when asked', () => {
    const { lines, logger } = capture();
    const nest = new NestLogger(logger);
    nest.log('Mapped {/health/live, GET} route', 'RouterExplorer');
    nest.log('ready', 'Application');
    nest.error('broke', 'Error: broke\n    at x', 'Rooms');
    nest.warn(new Error('odd'));
    nest.warn({ err: new Error('cut') }, 'connection trouble', 'Queues');
    expect(lines.map((line) => JSON.parse(line) as object)).toMatchObject([
      { level: 'info', context: 'Application', msg: 'ready' },
      { level: 'error', context: 'Rooms', msg: 'broke', err: { stack: 'Error: broke\n    at x' } },
      { level: 'warn', msg: 'odd', err: { type: 'Error' } },
      { level: 'warn', context: 'Queues', msg: 'connection trouble', err: { message: 'cut' } },
    ]);
  });
});

describe('consoleToLog', () => {
  it('logs what a library prints, without its secrets', () => {
    const { lines, logger } = capture();
    const target = { ...console };
    consoleToLog(logger, target);
    const client = { connectionString: 'postgres://app:hunter2@db' };
    target.error(Object.assign(new Error('cut off'), { client }));
    target.log('\u001b[90m[migrator]\u001b[39m %s', 'applied');
    expect(lines.map((line) => JSON.parse(line) as object)).toMatchObject([
      { level: 'error', context: 'console', msg: 'cut off', err: { message: 'cut off' } },
      { level: 'info', context: 'console', msg: '[migrator] applied' },
    ]);
    expect(lines.join('')).not.toContain('hunter2');
  });
});

describe('terminalLines', () => {
  it('are short', () => {
    const out: string[] = [];
    const line = { time: '2026-02-09T08:00:01.000Z', level: 'info', context: 'Relay', msg: 'sent', n: 2 };
    terminalLines({ write: (text) => out.push(text) }).write(JSON.stringify(line));
    expect(out).toEqual(['08:00:01 info  [Relay] sent {"n":2}\n']);
  });
});
