import { randomBytes } from 'node:crypto';
import { TRADING, type AgentCase } from './agent-case.js';
import { FormBrowser } from './browser-form.js';
import type { Inbox } from './inbox.js';
import type { Json, Rest } from './rest.js';

/** One customer's way through the runbook: the doors, and the ids met so far. */
export class Walk {
  readonly browser: FormBrowser;
  /** Tells this customer from every other: the demo can be played again and again. */
  readonly tag = randomBytes(3).toString('hex');
  readonly email: string;
  /** The call as last answered: its next change names this version. */
  callVersion = 0;
  private readonly ids = new Map<string, string>();

  constructor(
    readonly rest: Rest,
    readonly inbox: Inbox,
    /** Runs one of the npm scripts; answers its stdout and exit code. */
    readonly command: (script: string, ...args: string[]) => Promise<{ stdout: string; code: number }>,
    /** Milliseconds to wait for what a worker does, and for an answer that does not come. */
    readonly patience: { readonly work: number; readonly answer: number } = { work: 30_000, answer: 0 },
    readonly agent: AgentCase = TRADING,
  ) {
    this.browser = new FormBrowser(patience.answer);
    this.email = `john.doe@${this.domain}`;
  }

  get domain(): string {
    return `${this.tag}-${this.agent.type}.example`;
  }

  get company(): string {
    return `Doe ${this.agent.type === 'trading' ? 'Trading' : 'Clinics'} ${this.tag}`;
  }

  keep(name: string, id: unknown): string {
    if (typeof id !== 'string') throw new Error(`the answer holds no ${name}`);
    this.ids.set(name, id);
    return id;
  }

  id(name: string): string {
    const id = this.ids.get(name);
    if (id === undefined) throw new Error(`no ${name} yet`);
    return id;
  }

  known(name: string): string | undefined {
    return this.ids.get(name);
  }

  customer(): Promise<Json> {
    return this.rest.get(`/customers/${this.id('customer')}`);
  }

  /** The runbook's step as the customer's page shows it. */
  async step(number: number): Promise<RunbookStep> {
    const { steps } = await this.rest.get<{ steps: RunbookStep[] }>(
      `/customers/${this.id('customer')}/onboarding`,
    );
    const found = steps.find((step) => step.number === number);
    if (!found) throw new Error(`the runbook page has no step ${number}`);
    return found;
  }

  /** Wait until the runbook shows the step as done; fails with what it says is missing. */
  async stepDone(number: number): Promise<RunbookStep> {
    let last: RunbookStep | undefined;
    for (const deadline = performance.now() + this.patience.work; performance.now() < deadline;) {
      last = await this.step(number);
      if (last.state === 'done') return last;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error(`step ${number} is not done: ${(last?.missing ?? []).join('; ')}`);
  }

  /** Press every open spoken line of a step. */
  async sayLines(number: number): Promise<number> {
    const lines = ((await this.step(number)).ticks ?? [])
      .filter(({ tickedAt }) => tickedAt === undefined)
      .map(({ id }) => id);
    if (lines.length > 0)
      await this.rest.post(`/customers/${this.id('customer')}/ticks`, { lines, done: true });
    return lines.length;
  }
}

export interface RunbookStep {
  readonly number: number | null;
  readonly title: string;
  readonly state: string;
  readonly missing?: readonly string[];
  readonly proof?: readonly { readonly text: string; readonly at: string }[];
  readonly ticks?: readonly { id: string; line: string; tickedAt?: string }[];
}
