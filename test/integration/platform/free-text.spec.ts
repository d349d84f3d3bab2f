import type { AppError } from '../../../src/platform/errors/app-error.js';
import { CommandDispatcher } from '../../../src/platform/commands/command-dispatcher.js';
import { newId } from '../../../src/platform/ids/new-id.js';
import type { Actor } from '../../../src/platform/unit-of-work/actor.js';
import { startApp, type TestApp } from '../../support/app.js';
import { CredentialBench, keyFor } from '../../support/credential-bench.js';
import { insertCustomer } from '../../support/customers.js';

const ops: Actor = { kind: 'staff', id: newId(), role: 'ops' };
const { apiKey, apiSecret } = keyFor('healthy_of_the_first_customer');
const STRANGE = 'kJ8sQ2mVx7LpT4nWc9RdZb3HfYgA1e';

describe('Texts that people type', () => {
  let test: TestApp;
  let customerId: string;

  const send = (name: string, id: string, input: object) =>
    test.app.get(CommandDispatcher).dispatch(name, id, input, { actor: ops, requestId: 'test' });
  const refusal = (name: string, id: string, input: object): Promise<AppError> =>
    send(name, id, input).then(
      () => Promise.reject(new Error('it was taken')),
      (error: AppError) => error,
    );

  beforeAll(async () => {
    test = await startApp({ worker: false });
    customerId = await insertCustomer(test);
    await new CredentialBench(test).give(customerId, 'healthy_of_the_first_customer');
  });
  afterAll(() => test?.close());

  it.each([
    ['alone', apiSecret],
    ['in a sentence', `They pasted "${apiSecret}", sorry.`],
    ['after its name', `apiSecret=${apiSecret};`],
    ['in base64', `as ${Buffer.from(apiSecret).toString('base64')} it was`],
    ['in hexadecimal', Buffer.from(apiSecret).toString('hex')],
  ])('are refused with a stored secret %s, naming the place and not the secret', async (_, body) => {
    const error = await refusal('note.write', customerId, { body });
    expect(error.code).toBe('text_holds_secret');
    expect(error.fields).toEqual([
      {
        field: 'body',
        message: expect.stringMatching(/^holds a stored key \(characters \d+ to \d+\)$/) as string,
      },
    ]);
    expect(JSON.stringify(error)).not.toContain(apiSecret);
    expect(await test.sql('select 1 from note')).toEqual([]);
  });

  it('are looked through in every command: another customer, a reason, a field within a field', async () => {
    const other = await insertCustomer(test);
    const cause = 'Key in a chat';
    const escalation = { trigger: 'compromised_credentials', cause, details: `It is ${apiKey}` };
    expect((await refusal('escalation.open', other, escalation)).code).toBe('text_holds_secret');
    const suspend = { reason: `The key ${apiSecret} was stolen` };
    expect((await refusal('customer.suspend', other, suspend)).code).toBe('text_holds_secret');
    const member = { name: apiSecret, email: 'john@example.com' };
    const error = await refusal('customer.add-contact', other, { ...member, role: 'technical' });
    expect(error.fields.map(({ field }) => field)).toEqual(['name']);
  });

  it('with something like a key are refused with the places to mask, and taken once it is masked', async () => {
    const body = `First line.\nThey use ${STRANGE} now.`;
    const error = await refusal('note.write', customerId, { body });
    const from = body.indexOf(STRANGE);
    expect(error.code).toBe('text_looks_like_secret');
    expect(error.facts).toEqual({ maskable: [{ field: 'body', from, to: from + STRANGE.length }] });
    expect(JSON.stringify([error.detail, error.fields])).not.toContain(STRANGE);
    const masked = `${body.slice(0, from)}[masked]${body.slice(from + STRANGE.length)}`;
    expect((await send('note.write', customerId, { body: masked })).status).toBe(201);
  });

  it('leave no trace of what was refused', async () => {
    const tables = ['note', 'escalation', 'escalation_event', 'command_log', 'outbox', 'history_entry'];
    for (const table of tables) {
      const [row] = await test.sql<{ all: string | null }>(
        `select string_agg(t::text, ' ') as all from "${table}" t`,
      );
      for (const secret of [apiKey, apiSecret, STRANGE]) expect(row?.all ?? '').not.toContain(secret);
    }
    const log = await test.sql('select code from command_log where command = ? and outcome = ?', [
      'note.write',
      'refused',
    ]);
    expect(log.length).toBeGreaterThan(5);
  });

  it('cost little, however long they are', async () => {
    const line = 'Customer excited about LinkedIn-automation/scheduling, see http://example.com/a/b/c?d=e. ';
    const began = performance.now();
    await send('note.write', customerId, { body: line.repeat(200) });
    expect(performance.now() - began).toBeLessThan(1_500);
  });
});
