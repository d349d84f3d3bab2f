import { createServer, request as ask, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Trap } from './trap.js';

/** What a trap may look at. */
export interface Seen {
  readonly method: string;
  /** With the query. */
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
}

interface Set {
  readonly matches: (seen: Seen) => boolean;
  readonly trap: Trap;
}

interface Preparation {
  readonly matches: (seen: Seen) => boolean;
  readonly act: () => Promise<void>;
}

/**
 * An HTTP server in front of another, through which one chosen request can be caught: before the other has seen
 * it, or after it was answered and before the asker hears of it.
 */
export class Gate {
  /** Idempotency-Keys of the changes whose success was passed on: what they did is promised. */
  readonly promised: string[] = [];
  /** What was passed on, in order. */
  readonly passed: Seen[] = [];
  private readonly questions: Set[] = [];
  private readonly answers: Set[] = [];
  private readonly preparations: Preparation[] = [];
  private readonly server = createServer((question, answer) => void this.pass(question, answer));

  /** @param target address of the server behind; it may come and go */
  constructor(private target = '') {}

  /** @returns its address, known before anything stands behind it */
  async start(): Promise<string> {
    await new Promise<void>((done) => this.server.listen(0, '127.0.0.1', done));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  leadTo(target: string): void {
    this.target = target;
  }

  /** Catches the next such request before it is passed on. */
  question(matches: (seen: Seen) => boolean): Trap {
    return laid(this.questions, matches);
  }

  /** Catches the answer to the next such request. */
  answer(matches: (seen: Seen) => boolean): Trap {
    return laid(this.answers, matches);
  }

  /** Does something once, before the next such request is passed on. */
  ahead(matches: (seen: Seen) => boolean, act: () => Promise<void>): void {
    this.preparations.push({ matches, act });
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((done) => this.server.close(done));
  }

  private async pass(question: IncomingMessage, answer: ServerResponse): Promise<void> {
    const seen = { method: question.method ?? '', path: question.url ?? '', headers: question.headers };
    const chunks: Buffer[] = [];
    try {
      for await (const chunk of question as AsyncIterable<Buffer>) chunks.push(chunk);
    } catch {
      return;
    }
    const cut = () => answer.destroy();
    if (caught(this.questions, seen, cut)) return;
    await this.prepare(seen);
    this.passed.push(seen);
    const { method, path, headers } = seen;
    const onward = ask(new URL(path, this.target), { method, headers, agent: false }, (reply) => {
      if (caught(this.answers, seen, cut)) return void reply.resume();
      const key = headers['idempotency-key'];
      if (typeof key === 'string' && (reply.statusCode ?? 500) < 300) this.promised.push(key);
      answer.writeHead(reply.statusCode ?? 502, reply.headers);
      reply.on('error', cut).on('close', () => reply.complete || cut());
      reply.pipe(answer);
    });
    onward.on('error', cut);
    answer.on('close', () => onward.destroy());
    onward.end(Buffer.concat(chunks));
  }

  private async prepare(seen: Seen): Promise<void> {
    const place = this.preparations.findIndex(({ matches }) => matches(seen));
    const [found] = place < 0 ? [] : this.preparations.splice(place, 1);
    await found?.act();
  }
}

function laid(list: Set[], matches: (seen: Seen) => boolean): Trap {
  const trap = new Trap();
  list.push({ matches, trap });
  return trap;
}

/** The first trap that matches is spent. */
function caught(list: Set[], seen: Seen, cut: () => void): boolean {
  const place = list.findIndex(({ matches }) => matches(seen));
  const [found] = place < 0 ? [] : list.splice(place, 1);
  found?.trap.spring(cut);
  return found !== undefined;
}
