import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

import { Webhook, WebhookVerificationError } from 'standardwebhooks';
import { z } from 'zod';

const MAX_BODY = 256 * 1024;

const eventSchema = z.object({
  type: z.string().min(1),
  timestamp: z.iso.datetime(),
  data: z.object({ customerId: z.uuid() }),
});

/** What the CRM has been told, in order; a repeated delivery is there once. */
export interface ReceivedEvent {
  readonly webhookId: string;
  readonly type: string;
  readonly customerId: string;
  readonly data: Readonly<Record<string, unknown>>;
}

interface Reply {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

/**
 * A CRM that takes our signed webhooks (Standard Webhooks) and answers `{ id }`, its own id of the customer:
 * the same for the same customer, also after a restart. Bad signatures and deliveries older than five
 * minutes get 401; a webhook-id that comes again with another body gets 409.
 */
export class SandboxCrm {
  readonly received: ReceivedEvent[] = [];
  private readonly bodies = new Map<string, string>();
  private readonly verifier: Webhook;
  private server: Server | undefined;

  constructor(secret: string) {
    this.verifier = new Webhook(secret);
  }

  /** Listens on 127.0.0.1; returns the address to send webhooks to. */
  async start(): Promise<string> {
    const server = createServer((request, response) => {
      this.handle(request).then(
        (reply) => send(response, reply),
        () => send(response, { status: 500, body: { error: 'The CRM failed.' } }),
      );
    });
    this.server = server;
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhooks`;
  }

  async close(): Promise<void> {
    const server = this.server;
    this.server = undefined;
    if (!server) return;
    server.close();
    server.closeAllConnections();
    await once(server, 'close');
  }

  private async handle(request: IncomingMessage): Promise<Reply> {
    if (request.method !== 'POST') return refusal(405, 'Webhooks are posted.');
    const body = await read(request);
    if (body === null) return refusal(413, 'The webhook is too large.');
    const { headers } = request;
    const fault = this.fault(body, headers as Record<string, string>);
    if (fault !== null) return refusal(401, fault);
    return this.accept(String(headers['webhook-id']), body);
  }

  private fault(body: string, headers: Record<string, string>): string | null {
    try {
      this.verifier.verify(body, headers, { jsonParse: false });
      return null;
    } catch (error) {
      if (error instanceof WebhookVerificationError) return error.message;
      throw error;
    }
  }

  private accept(webhookId: string, body: string): Reply {
    const event = eventSchema.safeParse(parsed(body));
    if (!event.success)
      return refusal(400, 'The body is not an event with type, timestamp and data.customerId.');
    const { type, data } = event.data;
    const known = this.bodies.get(webhookId);
    if (known !== undefined && known !== body) return refusal(409, 'This webhook-id came with another body.');
    if (known === undefined) {
      this.bodies.set(webhookId, body);
      this.received.push({ webhookId, type, customerId: data.customerId, data });
    }
    return { status: 200, body: { id: crmIdOf(data.customerId) } };
  }
}

/** `CRM-` and eight digits, from the customer's id alone. */
export function crmIdOf(customerId: string): string {
  const number = createHash('sha256').update(customerId).digest().readUInt32BE(0) % 100_000_000;
  return `CRM-${String(number).padStart(8, '0')}`;
}

function refusal(status: number, error: string): Reply {
  return { status, body: { error } };
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return null;
  }
}

async function read(request: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_BODY) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function send(response: ServerResponse, { status, body }: Reply): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
