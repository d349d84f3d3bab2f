import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** How the channel answers one message. */
export type SlackAnswer =
  | { readonly status: number; readonly text: string; readonly headers?: Readonly<Record<string, string>> }
  | 'ok'
  | 'hang'
  /** Takes the message and dies before it answers. */
  | 'drop';

export interface Posted {
  readonly path: string;
  readonly text: string;
}

const PATH = '/services/T00000000/B00000000/XXXXXXXXXXXXXXXXXXXXXXXX';

/**
 * Slack's incoming webhooks, as strict as Slack: POST of JSON with a text, at the webhook's own path, answered by
 * `ok`. Other answers are planned by the test; what is not planned is a success.
 */
export class SlackChannelStandIn {
  /** What the channel shows. */
  readonly shown: Posted[] = [];
  /** Requests that came, also those that were refused. */
  requests = 0;
  private readonly plan: SlackAnswer[] = [];
  private readonly server: Server;

  constructor() {
    this.server = createServer((request, response) => void this.answer(request, response));
  }

  /** The address to configure. */
  async start(): Promise<string> {
    this.server.listen(0, '127.0.0.1');
    await once(this.server, 'listening');
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}${PATH}`;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }

  /** The next answers, in order. */
  next(...answers: readonly SlackAnswer[]): void {
    this.plan.push(...answers);
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    this.requests += 1;
    const body = await read(request);
    const planned = this.plan.shift() ?? 'ok';
    if (planned === 'hang') return;
    if (planned === 'drop') return void request.socket.destroy();
    const fault = planned === 'ok' ? faultOf(request, body) : null;
    const {
      status,
      text,
      headers = {},
    } = planned === 'ok' ? (fault ?? { status: 200, text: 'ok', headers: {} }) : { headers: {}, ...planned };
    if (status === 200 && text === 'ok')
      this.shown.push({ path: request.url ?? '', text: (JSON.parse(body) as { text: string }).text });
    response.writeHead(status, { 'content-type': 'text/html', ...headers }).end(text);
  }
}

function faultOf(
  request: IncomingMessage,
  body: string,
): { status: number; text: string; headers: Record<string, string> } | null {
  const refused = (status: number, text: string) => ({ status, text, headers: {} });
  if (request.url !== PATH) return refused(404, 'no_service');
  if (request.method !== 'POST') return refused(405, 'invalid_method');
  if (!/^application\/json\b/.test(request.headers['content-type'] ?? ''))
    return refused(400, 'invalid_payload');
  const payload = parsed(body);
  if (payload === null) return refused(400, 'invalid_payload');
  const { text } = payload;
  if (typeof text !== 'string' || text.trim() === '') return refused(400, 'no_text');
  // Slack's own notation: what stands in angle brackets is a link, a mention or a special word.
  const brackets = [...text.matchAll(/<([^>]*)>/g)].map(([, inside]) => inside ?? '');
  return brackets.every((inside) => inside.startsWith('http')) ? null : refused(400, 'invalid_payload');
}

function parsed(body: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null;
  } catch {
    return null;
  }
}

async function read(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
