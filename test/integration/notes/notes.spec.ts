import { CommandDispatcher } from '../../../src/platform/commands/command-dispatcher.js';
import { EscalationPage } from '../../../src/onboarding/escalation-page/escalation-page.queries.js';
import { NoteQueries } from '../../../src/notes/note.queries.js';
import type { AppError } from '../../../src/platform/errors/app-error.js';
import { newId } from '../../../src/platform/ids/new-id.js';
import type { Actor, StaffRole } from '../../../src/platform/unit-of-work/actor.js';
import { startApp, type TestApp } from '../../support/app.js';
import { insertCustomer } from '../../support/customers.js';

const staff = (role: StaffRole): Actor => ({ kind: 'staff', id: newId(), role });
const ops = staff('ops');

describe('Notes', () => {
  let test: TestApp;

  const call = async <T = { id: string; version: number }>(
    name: string,
    id: string,
    input: object,
    actor = ops,
  ) =>
    (await test.app.get(CommandDispatcher).dispatch(name, id, input, { actor, requestId: 'test' })).body as T;
  const refusal = (name: string, id: string, input: object): Promise<AppError> =>
    call(name, id, input).then(
      () => Promise.reject(new Error('it was taken')),
      (error: AppError) => error,
    );
  const confused = (what: string, topic = 'step-11') => ({
    body: 'Call went well.',
    issues: [{ topic, what, resolution: 'Sent screenshots.' }],
    feedback: 'Likes the rest.',
  });
  const escalations = () =>
    test.sql<{ id: string; status: string; title: string }>(
      `select id, status, title from escalation where trigger = 'onboarding_confusing' order by opened_at`,
    );
  /** An onboarding call that has begun. */
  const begunCall = async (customerId: string): Promise<string> => {
    const { id } = await call<{ id: string }>('call.schedule', customerId, {
      kind: 'onboarding',
      reason: 'Agreed.',
    });
    await test.sql('update call set started_at = starts_at where id = ?', [id]);
    return id;
  };

  beforeAll(async () => {
    test = await startApp({ worker: false });
  });
  afterAll(() => test?.close());

  it('of three customers with the same confusion make one escalation for product, with what each said', async () => {
    const customers = await Promise.all([1, 2, 3, 4].map(() => insertCustomer(test)));
    const [first = '', second = '', third = '', fourth = ''] = customers;
    await call('note.write', first, confused('Where do I approve?'));
    await call('note.write', first, confused('Still looking for the button'));
    await call('note.write', second, confused('Something else', 'step-10'));
    expect(await escalations()).toEqual([]);
    await Promise.all([
      call('note.write', second, confused('Is the draft posted now?')),
      call('note.write', third, confused('I pressed nothing')),
    ]);
    const [made] = await escalations();
    expect(await escalations()).toEqual([
      { id: made?.id, status: 'open', title: 'Confusing: Step 11: Execute First Goal' },
    ]);
    await call('note.write', fourth, confused('The same here'));
    expect(await escalations()).toHaveLength(1);
    const page = await test.app.get(EscalationPage).view(made?.id ?? '', 'product');
    expect(page?.evidence).toMatchObject({ customers: 4 });
    expect(page?.records.map(({ list }) => list)).toEqual(Array(5).fill('notes'));
    expect(page?.records.map(({ quote }) => quote?.split('\n')[0]).sort()).toEqual([
      'I pressed nothing',
      'Is the draft posted now?',
      'Still looking for the button',
      'The same here',
      'Where do I approve?',
    ]);
    expect(page?.records[0]?.quote).toContain('Feedback: Likes the rest.');
  });

  it('are edited as a whole, and two people do not overwrite each other', async () => {
    const id = await insertCustomer(test);
    const note = await call('note.write', id, confused('First', 'step-9'));
    const edited = { version: 1, body: 'Better words.', issues: [{ what: 'First', resolution: null }] };
    expect(await call('note.edit', note.id, edited)).toEqual({ id: note.id, version: 2 });
    expect((await refusal('note.edit', note.id, edited)).code).toBe('version_conflict');
    const row = await test.app.get(NoteQueries).list.findOne(note.id);
    expect(row).toMatchObject({
      body: 'Better words.',
      feedback: null,
      issues: [{ topic: null, what: 'First', resolution: null }],
    });
  });

  it('keep internal lines from what the customer reads', async () => {
    const customerId = await insertCustomer(test);
    await begunCall(customerId);
    const session = {
      kind: 'session',
      body: 'Onboarding Call\nNotes: Budget is tight, may leave after the trial.',
      issues: [
        { what: 'Slight confusion on approval workflow', resolution: 'Sent screenshots by mail today.' },
      ],
      feedback: 'The setup feels long to them.',
      nextSteps: 'Sarah calls on Tuesday about the budget.',
    };
    for (const leak of [
      'Thank you!\n- Budget is tight, may leave after the trial.',
      'slight  confusion on approval workflow',
      'Sent screenshots by mail today.',
      'You said: the setup feels long to them.',
      'Sarah calls on Tuesday about the budget.',
    ]) {
      const error = await refusal('note.write', customerId, { ...session, customerText: leak });
      expect(error.code).toBe('customer_text_internal');
      expect(error.fields[0]?.field).toBe('customerText');
    }
    const customerText = 'We sent you screenshots of the approval workflow.\nSarah calls you on Tuesday.';
    const note = await call('note.write', customerId, { ...session, customerText });
    const { kind: _, ...changed } = { ...session, version: 1, customerText: 'The setup feels long to them.' };
    expect((await refusal('note.edit', note.id, changed)).code).toBe('customer_text_internal');
    const inside = await refusal('note.write', customerId, { body: 'x', customerText });
    expect(inside.code).toBe('customer_text_needs_session');
  });
});
