import { CustomerLoginService } from '../../src/customers/customer-login.service.js';
import { customerAggregate } from '../../src/customers/customer.aggregate.js';
import type { DeliverableView } from '../../src/goals/deliverables/deliverable-view.js';
import type { RunOutcome } from '../../src/goals/runtimes/agent-runtime.js';
import { Links, type LinkRequest } from '../../src/platform/links/links.js';
import { systemActor } from '../../src/platform/unit-of-work/actor.js';
import { UnitOfWork } from '../../src/platform/unit-of-work/unit-of-work.js';
import { Browser } from './browser.js';
import { insertCustomer } from './customers.js';
import type { GoalBench } from './goal-bench.js';
import type { TestWeb } from './web.js';

export const OWN_WORDS = 'nine calm herons wade';

export interface Drafted {
  readonly draft: DeliverableView;
  readonly token: string;
  readonly browser: Browser;
  readonly customerId: string;
}

/** Customers of the portal as a test needs them. */
export class PortalPeople {
  constructor(private readonly web: TestWeb) {}

  /** An active customer with the temporary password of its welcome mail. */
  async add(): Promise<{ id: string; email: string; password: string }> {
    const id = await insertCustomer(this.web);
    return { id, email: `${id}@example.com`, password: await this.temporaryPassword(id) };
  }

  temporaryPassword(id: string): Promise<string> {
    return this.web.app.get(UnitOfWork).run(systemActor('test'), async (tx) => {
      await tx.lock(customerAggregate, id);
      return this.web.app.get(CustomerLoginService, { strict: false }).issueTemporaryPassword(tx, id);
    });
  }

  /** A customer that has set its own password, signed in. */
  async member(): Promise<{ id: string; email: string; browser: Browser }> {
    const { id, email, password } = await this.add();
    const browser = new Browser(this.web.url);
    await browser.post('/portal/login', { email, password });
    const set = await browser.post('/portal/password', { password: OWN_WORDS, repeat: OWN_WORDS });
    if (set.status !== 303) throw new Error(`${email} could not set a password: ${set.status}`);
    return { id, email, browser };
  }

  /** A draft of a customer on trial, its review link, and the customer's browser, signed in. */
  async drafted(bench: GoalBench, outcome: RunOutcome): Promise<Drafted> {
    const { customerId, goal } = await bench.withGoal();
    const run = await bench.trigger(goal.id);
    await bench.work(run.id, outcome);
    const draft = await bench.draftOf(run.id);
    const token = await this.token({ purpose: 'review', customerId, subjectId: draft.id });
    const browser = new Browser(this.web.url);
    const password = await this.temporaryPassword(customerId);
    await browser.post('/portal/login', { email: `${customerId}@example.com`, password });
    await browser.post('/portal/password', { password: OWN_WORDS, repeat: OWN_WORDS });
    return { draft, token, browser, customerId };
  }

  async token(request: Omit<LinkRequest, 'hours' | 'voidOthers'>): Promise<string> {
    const issued = await this.web.app
      .get(UnitOfWork)
      .run(systemActor('test'), (tx) =>
        this.web.app.get(Links).issue(tx, { ...request, hours: 72, voidOthers: true }),
      );
    return issued.token;
  }
}

/** The hidden fields and values of a page's first form. */
export function fieldsOf(html: string): Record<string, string> {
  const inputs = [...html.matchAll(/<input[^>]*name="([^"]+)"[^>]*value="([^"]*)"/g)];
  return Object.fromEntries(inputs.map(([, name = '', value = '']) => [name, value]));
}
