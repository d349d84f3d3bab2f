import type { Json } from '../rest.js';
import type { Walk } from '../walk.js';
import type { Checks } from './checks.js';
import { byRecipient, mailsAbout, type MailKind, type SentMail } from './mail-kinds.js';
import { UsageModel } from './usage-model.js';
import type { WeekCase } from './week-case.js';
import type { WeekClock } from './week-clock.js';

export interface Run extends Json {
  readonly id: string;
  readonly trigger: 'manual' | 'schedule';
  readonly status: string;
  readonly dueAt: string;
  readonly tokensUsed: number;
}

export interface Draft extends Json {
  readonly id: string;
  readonly runId: string;
  readonly status: string;
  readonly proposal: { readonly kind: string } | null;
  readonly createdAt: string;
}

export interface Goal extends Json {
  readonly status: string;
  readonly pauseReason: string | null;
}

export interface Trial extends Json {
  readonly status: string;
  readonly tasksToday: number;
  readonly tasksLeft: number;
  readonly tokensUsed: number;
  readonly tokensTotal: number;
  readonly activatedAt: string;
  readonly endsAt: string;
  readonly version: number;
}

/** One customer's week: what the public doors show, and what is expected of them so far. */
export class Week {
  readonly usage = new UsageModel();
  /** Every mail about the customer that was read and compared. */
  readonly mails: SentMail[] = [];
  /** The run that another draft was asked for by, until it is looked at. */
  asked: string | null = null;
  private due: { to: string; kind: MailKind }[] = [];
  private known = new Set<string>();

  constructor(
    readonly walk: Walk,
    readonly clock: WeekClock,
    readonly checks: Checks,
    readonly kind: WeekCase,
  ) {}

  get customer(): string {
    return this.walk.email;
  }

  get manager(): string {
    return this.walk.agent.manager.email;
  }

  trial(): Promise<Trial> {
    return this.walk.rest.get<Trial>(`/trials/${this.walk.id('trial')}`);
  }

  goal(): Promise<Goal> {
    return this.walk.rest.get<Goal>(`/goals/${this.walk.id('goal')}`);
  }

  async credential(): Promise<string> {
    const path = `/customers/${this.walk.id('customer')}/credentials`;
    const { items } = await this.walk.rest.get<{ items: { status: string }[] }>(path);
    return items[0]?.status ?? 'none';
  }

  /** The goal that is triggered where a day has tasks left. */
  get triggered(): string {
    return this.walk.known('more') ?? this.walk.id('goal');
  }

  /** Oldest first. */
  async drafts(): Promise<Draft[]> {
    const path = `/customers/${this.walk.id('customer')}/deliverables`;
    const { items } = await this.walk.rest.get<{ items: Draft[] }>(path);
    return items.sort((one, other) => one.createdAt.localeCompare(other.createdAt));
  }

  /** Runs that were not looked at before, oldest first. */
  async newRuns(): Promise<Run[]> {
    const goals = ['goal', 'more'].flatMap((name) => this.walk.known(name) ?? []);
    const lists = goals.map((id) => this.walk.rest.get<{ items: Run[] }>(`/goals/${id}/runs`));
    const items = (await Promise.all(lists)).flatMap((list) => list.items);
    const fresh = items.filter(({ id }) => !this.known.has(id)).sort((a, b) => (a.dueAt < b.dueAt ? -1 : 1));
    for (const { id } of fresh) this.known.add(id);
    return fresh;
  }

  /** A mail that must have come by the next comparison, in this order. */
  expectMail(to: string, ...kinds: readonly MailKind[]): void {
    this.due.push(...kinds.map((kind) => ({ to, kind })));
  }

  /** Every mail about the customer since the last comparison, against the exact list of each recipient. */
  async compareMails(): Promise<readonly SentMail[]> {
    await this.clock.rest();
    const about = mailsAbout(await this.walk.inbox.all(), this.walk.tag);
    const fresh = about.slice(this.mails.length);
    this.mails.push(...fresh);
    this.checks.that('mails', sorted(byRecipient(fresh)), sorted(byRecipient(this.due)));
    this.due = [];
    return fresh;
  }
}

const sorted = (lists: Record<string, string[]>): Record<string, string[]> =>
  Object.fromEntries(Object.entries(lists).sort(([one], [other]) => (one < other ? -1 : 1)));
