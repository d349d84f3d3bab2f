import { randomBytes } from 'node:crypto';
import { CommandDispatcher } from '../../src/platform/commands/command-dispatcher.js';
import { newId } from '../../src/platform/ids/new-id.js';
import { startPieces } from '../../test/support/pieces-app.js';
import { PieceService } from '../../test/support/pieces.js';
import type { Bare } from './bare-bullmq.js';

const ops = { kind: 'staff', id: newId(), role: 'ops' } as const;

/** As in production, where the business clock is the system clock; nothing of this is ever called. */
const PRODUCTION = {
  DEPLOYMENT: 'production',
  SMTP_URL: 'smtp://127.0.0.1:1',
  PUBLIC_URL: 'https://bench.example',
  SECRETS_KEYS: `bench:${randomBytes(32).toString('base64')}`,
};

/** The same through commands, outbox, relay, queue, claim and settle. */
export async function startOurs(
  databaseUrl: string,
  redisUrl: string | undefined,
  concurrency: number,
): Promise<Bare> {
  const app = await startPieces(databaseUrl, redisUrl, { concurrency, env: PRODUCTION });
  const dispatcher = app.get(CommandDispatcher);
  const pieces = app.get(PieceService);
  let finished = 0;
  let started: (id: string) => void = () => undefined;
  pieces.listen({ started: (id) => started(id), settled: () => (finished += 1) });
  return {
    async produce(label) {
      const { body } = await dispatcher.dispatch(
        'piece.make',
        '',
        { label },
        { actor: ops, requestId: 'bench' },
      );
      return (body as { id: string }).id;
    },
    onStart: (listener) => void (started = listener),
    done: () => finished,
    close: () => app.close(),
  };
}
