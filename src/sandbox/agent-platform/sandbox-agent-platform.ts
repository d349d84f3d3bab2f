import { Webhook, WebhookVerificationError } from 'standardwebhooks';
import { z } from 'zod';
import {
  startStandIn,
  type StandInReply,
  type StandInRequest,
  type StandInServer,
} from '../http/stand-in-server.js';

const post = z.strictObject({
  kind: z.literal('post'),
  platform: z.enum(['youtube', 'instagram', 'facebook', 'linkedin', 'whatsapp']),
  text: z.string().min(1),
  hashtags: z.array(z.string()),
  notBefore: z.iso.datetime(),
});
const trade = z.strictObject({
  kind: z.literal('trade'),
  side: z.enum(['buy', 'sell']),
  symbol: z.string(),
  coin: z.string(),
  contracts: z.int().positive(),
  contractValue: z.string(),
  maxNotional: z.strictObject({ amount: z.int().positive(), currency: z.literal('INR') }),
  notBefore: z.iso.datetime().nullable(),
});
const eventSchema = z.strictObject({
  type: z.literal('action.approved'),
  timestamp: z.iso.datetime(),
  data: z.strictObject({
    handOverId: z.uuid(),
    round: z.int().positive(),
    deliverableId: z.uuid(),
    customerId: z.uuid(),
    customerNumber: z.string().regex(/^C-\d+$/),
    agentId: z.uuid(),
    goalId: z.uuid(),
    runId: z.uuid(),
    revision: z.int().positive(),
    approvedAt: z.iso.datetime(),
    approvedBy: z.enum(['customer', 'staff']),
    action: z.discriminatedUnion('kind', [post, trade]),
    resultUrl: z.url(),
  }),
});

/** An approved action as it was handed over. */
export type HandedOver = z.infer<typeof eventSchema>['data'];

export interface Report {
  readonly outcome: 'done' | 'failed';
  readonly reason?: string;
  readonly reference?: string;
}

/**
 * An agent platform that takes our signed webhooks (Standard Webhooks), keeps each action once by its deliverable, and
 * reports by REST what became of it. It posts and trades nothing. Bad signatures and deliveries older than five
 * minutes get 401, what is no approved action 400, a webhook-id that comes again with another body 409.
 */
export class SandboxAgentPlatform {
  readonly received: HandedOver[] = [];
  /** Statuses of the next answers, before it answers as it should. */
  readonly troubles: number[] = [];
  /** Where it reports by REST: our address, and a key that may call deliverable.result. */
  api: { readonly url: string; readonly key: string } | undefined;
  private readonly bodies = new Map<string, string>();
  private readonly verifier: Webhook;
  private server: StandInServer | undefined;

  /** @param secret the webhook secret of both sides */
  constructor(secret: string) {
    this.verifier = new Webhook(secret);
  }

  /** Listens on 127.0.0.1; returns the address to hand actions over to. */
  async start(): Promise<string> {
    this.server = await startStandIn((request) => this.answer(request));
    return `${this.server.url}/actions`;
  }

  async close(): Promise<void> {
    await this.server?.close();
    this.server = undefined;
  }

  /** Tells what became of an action; answers what the door answered. */
  async report({ deliverableId, handOverId, resultUrl }: HandedOver, report: Report): Promise<Response> {
    const { api } = this;
    if (!api) throw new Error('The stand-in has no key to report with');
    const { pathname } = new URL(resultUrl);
    if (!pathname.includes(deliverableId)) throw new Error('The result’s address is not the action’s');
    return fetch(new URL(pathname, api.url), {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${api.key}` },
      body: JSON.stringify({ handOverId, ...report }),
    });
  }

  private answer({ method, headers, rawBody }: StandInRequest): StandInReply {
    const trouble = this.troubles.shift();
    if (trouble !== undefined) return refusal(trouble, 'Trouble, as planned.');
    if (method !== 'POST') return refusal(405, 'Actions are posted.');
    const body = rawBody.toString('utf8');
    try {
      this.verifier.verify(body, headers as Record<string, string>, { jsonParse: false });
    } catch (error) {
      if (error instanceof WebhookVerificationError) return refusal(401, error.message);
      throw error;
    }
    return this.accept(String(headers['webhook-id']), body);
  }

  private accept(webhookId: string, body: string): StandInReply {
    const event = eventSchema.safeParse(parsed(body));
    if (!event.success) return refusal(400, z.prettifyError(event.error));
    const { data } = event.data;
    if (data.handOverId !== webhookId) return refusal(400, 'The webhook-id is not that of the hand-over.');
    const known = this.bodies.get(webhookId);
    if (known !== undefined && known !== body) return refusal(409, 'This webhook-id came with another body.');
    this.bodies.set(webhookId, body);
    if (known === undefined) this.received.push(data);
    return { status: 202, body: { accepted: true } };
  }
}

const refusal = (status: number, error: string): StandInReply => ({ status, body: { error } });

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return null;
  }
}
