import { Webhook, WebhookVerificationError } from 'standardwebhooks';
import { z } from 'zod';
import {
  startStandIn,
  type StandInReply,
  type StandInRequest,
  type StandInServer,
} from '../http/stand-in-server.js';
import { reportsOf, troubleOf, type AgentPlatformScenario } from './agent-platform-scenarios.js';
import { actionApproved, type HandedOver } from './handed-over.js';

export interface Report {
  readonly outcome: 'done' | 'failed';
  readonly reason?: string;
  readonly reference?: string;
}

/** What the stand-in is given to report by REST. */
export interface Reporting {
  /** A key that may call deliverable.result. */
  readonly key: () => Promise<string>;
  /** The business clock. */
  readonly now: () => Promise<Date>;
}

interface Due {
  readonly action: HandedOver;
  readonly at: Date;
  readonly report: Report;
  readonly scenario: AgentPlatformScenario;
}

const HOUR = 3_600_000;
const UNKNOWN_KEY = 'wao_nobody_ever_gave_this_key_out';

/**
 * An agent platform that takes our signed webhooks (Standard Webhooks), carries each action out once by its
 * deliverable, and reports by REST what became of it. It posts and trades nothing. Bad signatures and deliveries
 * older than five minutes get 401, what is no approved action 400, a webhook-id that comes again with another
 * body 409; the same delivery once more is taken, and changes nothing.
 */
export class SandboxAgentPlatform {
  readonly received: HandedOver[] = [];
  /** Where it reports, where that is another address than the hand-over names. */
  address: string | undefined;
  /** Statuses of our answers to its reports, oldest first. */
  readonly answers: { readonly deliverableId: string; readonly status: number }[] = [];
  private readonly bodies = new Map<string, string>();
  private readonly deliveries = new Map<string, number>();
  /** What was carried out, by the deliverable: handed over again, it is not carried out again. */
  private readonly carriedOut = new Map<string, string>();
  private readonly due: Due[] = [];
  private readonly verifier: Webhook;
  private reporting: Reporting | undefined;
  private server: StandInServer | undefined;

  /** @param secret the webhook secret of both sides */
  constructor(
    secret: string,
    public scenario: AgentPlatformScenario = 'accepts',
  ) {
    this.verifier = new Webhook(secret);
  }

  /** Listens on 127.0.0.1; returns the address to hand actions over to. */
  async start(): Promise<string> {
    this.server = await startStandIn((request) => this.answer(request));
    return `${this.server.url}/actions`;
  }

  /** From now on it can report. */
  connect(reporting: Reporting): void {
    this.reporting = reporting;
  }

  async close(): Promise<void> {
    await this.server?.close();
    this.server = undefined;
  }

  /** Sends the reports that are due by the business clock. */
  async reportDue(): Promise<void> {
    if (!this.reporting || this.due.length === 0) return;
    const now = await this.reporting.now();
    const ready = this.due.filter(({ at }) => at <= now);
    for (const one of ready) {
      this.due.splice(this.due.indexOf(one), 1);
      const key = one.scenario === 'wrong_key' ? UNKNOWN_KEY : undefined;
      await this.report(one.action, one.report, key);
    }
  }

  /** Tells what became of an action; answers what the door answered. */
  async report(action: HandedOver, report: Report, key?: string): Promise<Response> {
    if (!this.reporting) throw new Error('The stand-in has no key to report with');
    const { handOverId, deliverableId, resultUrl } = action;
    const { origin, pathname } = new URL(resultUrl);
    if (!pathname.includes(deliverableId)) throw new Error('The result’s address is not the action’s');
    const response = await fetch(new URL(pathname, this.address ?? origin), {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${key ?? (await this.reporting.key())}`,
      },
      body: JSON.stringify({ handOverId, ...report }),
    });
    this.answers.push({ deliverableId, status: response.status });
    return response;
  }

  private async answer({ method, headers, rawBody }: StandInRequest): Promise<StandInReply> {
    if (method !== 'POST') return refusal(405, 'Actions are posted.');
    const body = rawBody.toString('utf8');
    try {
      this.verifier.verify(body, headers as Record<string, string>, { jsonParse: false });
    } catch (error) {
      if (error instanceof WebhookVerificationError) return refusal(401, error.message);
      throw error;
    }
    const id = String(headers['webhook-id']);
    const before = this.deliveries.get(id) ?? 0;
    this.deliveries.set(id, before + 1);
    const trouble = troubleOf(this.scenario, before);
    if (trouble !== null) return trouble === 'drop' ? trouble : refusal(trouble, 'Trouble, as planned.');
    return this.accept(id, body);
  }

  private async accept(webhookId: string, body: string): Promise<StandInReply> {
    const event = actionApproved.safeParse(parsed(body));
    if (!event.success) return refusal(400, z.prettifyError(event.error));
    const { data } = event.data;
    if (data.handOverId !== webhookId) return refusal(400, 'The webhook-id is not that of the hand-over.');
    const known = this.bodies.get(webhookId);
    if (known !== undefined && known !== body) return refusal(409, 'This webhook-id came with another body.');
    this.bodies.set(webhookId, body);
    if (known === undefined) await this.take(data);
    return { status: 202, body: { accepted: true } };
  }

  private async take(action: HandedOver): Promise<void> {
    this.received.push(action);
    const { scenario } = this;
    const now = (await this.reporting?.now()) ?? new Date();
    for (const hours of reportsOf(scenario)) {
      const at = new Date(now.getTime() + hours * HOUR);
      this.due.push({ action, at, report: this.carryOut(action), scenario });
    }
  }

  private carryOut({ deliverableId, action }: HandedOver): Report {
    const before = this.carriedOut.get(deliverableId);
    if (before === undefined && this.scenario === 'fails')
      return { outcome: 'failed', reason: 'The stand-in could not carry it out, as planned.' };
    const thing = action.kind === 'post' ? 'post' : 'order';
    const reference = before ?? `Sandbox ${thing} ${deliverableId.slice(-6).toUpperCase()}`;
    this.carriedOut.set(deliverableId, reference);
    return { outcome: 'done', reference };
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
