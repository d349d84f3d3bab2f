import { z } from 'zod';

import type { CommandDispatcher } from '../platform/commands/command-dispatcher.js';
import { commonErrors } from '../platform/errors/common-errors.js';
import { DispatchedCommands } from './dispatched-commands.js';
import type { CommandRequest, PanelAdmin } from './panel.ports.js';

const admin: PanelAdmin = { id: '7', email: 'a@example.com', name: 'A', role: 'csm' };
const command = {
  name: 'trial.extend',
  title: 'Extend Trial',
  roles: ['csm'],
  input: z.strictObject({
    hours: z.number().int().min(1).max(72).meta({ title: 'Hours' }),
    reason: z.string().trim().min(1),
    at: z.iso.datetime().optional(),
  }),
};
const calls: unknown[][] = [];
const form = { fields: { hours: z.number().int().max(5) }, start: { hours: 2 } };
const commands = (refusal?: Error, known: object = command): DispatchedCommands =>
  new DispatchedCommands({
    named: () => known,
    all: () => [known],
    explain: (...args: unknown[]) => (calls.push(args), Promise.resolve([refusal])),
    forms: () => Promise.resolve([form]),
    dispatch: (...args: unknown[]) => (
      calls.push(args),
      Promise.resolve({ status: 202, body: { id: '9' }, replayed: false })
    ),
  } as unknown as CommandDispatcher);

describe("the panel's commands on the dispatcher", () => {
  it('are described by their own schema and title', async () => {
    const [description] = await commands().describe(['trial.extend'], admin, null);
    expect(description).toMatchObject({
      command: 'trial.extend',
      label: 'Extend Trial',
      schema: {
        required: ['hours', 'reason'],
        properties: {
          hours: { type: 'integer', minimum: 1, maximum: 72, title: 'Hours' },
          at: { format: 'date-time' },
        },
      },
    });
    expect(description).not.toHaveProperty('defaults');
    expect(description).not.toHaveProperty('disabledReason');
    expect(calls.at(-1)).toEqual([
      [{ command: 'trial.extend', id: '' }],
      { kind: 'staff', id: '7', role: 'csm' },
    ]);
  });

  it("are filled with what the record's form says", async () => {
    const [description] = await commands().describe(['trial.extend'], admin, '5');
    expect(description).toMatchObject({
      defaults: { hours: 2 },
      schema: { properties: { hours: { type: 'integer', maximum: 5, title: 'Hours' }, reason: {} } },
    });
  });

  it('say why they cannot run, and are not offered to other roles', async () => {
    const refusal = commonErrors.transition_refused('The trial has ended.', { hint: 'Start another.' });
    const [description] = await commands(refusal).describe(['trial.extend'], admin, '5');
    expect(description?.disabledReason).toBe('The trial has ended. Start another.');
    const product = { ...admin, role: 'product' } as const;
    await expect(commands().describe(['trial.extend'], product, '5')).resolves.toEqual([]);
  });

  it('ask before they take something away', async () => {
    const harsh = { ...command, name: 'trial.cancel', title: 'Cancel Trial', input: z.strictObject({}) };
    const [description] = await commands(undefined, harsh).describe(['trial.cancel'], admin, '5');
    expect(description).toMatchObject({ tone: 'danger', confirm: 'Really: Cancel Trial?' });
  });

  it('run with the account as actor and the key of the attempt', async () => {
    const request = {
      name: 'trial.extend',
      subjectId: null,
      input: { hours: 1 },
      idempotencyKey: 'k',
      admin,
      request: {},
    };
    const outcome = await commands().dispatch(request as unknown as CommandRequest);
    expect(outcome).toMatchObject({ status: 202, body: { id: '9' } });
    const [name, id, input, context] = calls.at(-1) as [string, string, unknown, Record<string, unknown>];
    expect([name, id, input]).toEqual(['trial.extend', '', { hours: 1 }]);
    expect(context).toMatchObject({ actor: { kind: 'staff', id: '7', role: 'csm' }, idempotencyKey: 'k' });
  });
});
