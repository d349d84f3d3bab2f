import { type CredentialView, type TestView } from '../../src/credentials/credential.views.js';
import { CredentialQueries } from '../../src/credentials/credential.queries.js';
import { CommandDispatcher } from '../../src/platform/commands/command-dispatcher.js';
import { newId } from '../../src/platform/ids/new-id.js';
import { Links } from '../../src/platform/links/links.js';
import { type Actor, OPERATOR } from '../../src/platform/unit-of-work/actor.js';
import type { Tx } from '../../src/platform/unit-of-work/tx.js';
import { UnitOfWork } from '../../src/platform/unit-of-work/unit-of-work.js';
import type { TestApp } from './app.js';
import { insertCustomer } from './customers.js';
import { eventually } from './eventually.js';

export type Stored = { credentialId: string; testId: string };
export const integrationActor: Actor = { kind: 'integration', id: newId(), role: 'integration' };

/** A training key of the sandbox exchange. */
export const keyFor = (scenario: string) => ({
  apiKey: `sandbox_${scenario}`,
  apiSecret: `sandbox_secret_${scenario}`,
});

/** Credentials as other rooms and people reach them: by commands, services and queries. */
export class CredentialBench {
  readonly queries: CredentialQueries;

  constructor(readonly test: TestApp) {
    this.queries = test.app.get(CredentialQueries);
  }

  run<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.test.app.get(UnitOfWork).run(OPERATOR, work);
  }

  async call(name: string, id: string, input: unknown, actor: Actor): Promise<Stored> {
    const context = { actor, requestId: 'test' };
    return (await this.test.app.get(CommandDispatcher).dispatch(name, id, input, context)).body as Stored;
  }

  /** The code of a refusal, or `done`. */
  async refusal(name: string, id: string, input: unknown, actor: Actor): Promise<string> {
    return this.call(name, id, input, actor).then(
      () => 'done',
      (error: { code: string }) => error.code,
    );
  }

  give(customerId: string, scenario: string): Promise<Stored> {
    const input = { platform: 'delta', secret: keyFor(scenario) };
    return this.call('credential.store', customerId, input, integrationActor);
  }

  ended(testId: string): Promise<TestView> {
    return eventually(async () => {
      const view = await this.queries.test(testId);
      expect(['done', 'cancelled']).toContain(view.status);
      return view;
    });
  }

  credential(id: string): Promise<CredentialView> {
    return this.queries.credential(id);
  }

  async connected(scenario = 'ok_trade'): Promise<Stored & { customerId: string }> {
    const customerId = await insertCustomer(this.test);
    const stored = await this.give(customerId, scenario);
    await this.ended(stored.testId);
    return { customerId, ...stored };
  }

  issueLink(customerId: string, credentialId: string): Promise<{ token: string }> {
    const request = {
      purpose: 'connect',
      customerId,
      subjectId: credentialId,
      hours: 72,
      voidOthers: true,
    } as const;
    return this.run((tx) => this.test.app.get(Links).issue(tx, request));
  }
}
