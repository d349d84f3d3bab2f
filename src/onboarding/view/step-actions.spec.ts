import { z } from 'zod';
import { wholeFacts } from '../../../test/support/facts.js';
import type { AnyCommand } from '../../platform/commands/command.js';
import { commonErrors } from '../../platform/errors/common-errors.js';
import { standings } from '../progress/standing.js';
import { runbookOf } from '../runbook.js';
import type { StepCommand } from '../runbook/step.js';
import { actionOf, offersOf } from './step-actions.js';

const version = z.int().positive();
const take = (input: z.ZodObject): AnyCommand =>
  ({ name: 'thing.do', title: 'Do It', input }) as unknown as AnyCommand;
const action = (input: z.ZodObject, offer: Partial<StepCommand> = {}, refusal = false) =>
  actionOf(
    {
      stepId: '1',
      offer: { command: 'thing.do', subject: () => 'thing', ...offer },
      command: take(input),
      id: 'thing',
    },
    wholeFacts,
    refusal ? commonErrors.duplicate('It is there.') : undefined,
  );

describe('A button of a step', () => {
  it('acts at once when the command asks for nothing that a person could give', () => {
    expect(action(z.strictObject({}))).toEqual({ command: 'thing.do', subjectId: 'thing', label: 'Do It' });
    expect(action(z.strictObject({ version }), { defaults: () => ({ version: 3 }) })).toEqual({
      command: 'thing.do',
      subjectId: 'thing',
      label: 'Do It',
      defaults: { version: 3 },
    });
  });

  it('keeps the schema when it asks for confirmation, so that hidden values pass', () => {
    const asked = action(z.strictObject({ version }), { confirm: 'Sure?', defaults: () => ({ version: 3 }) });
    expect(asked).toMatchObject({ confirm: 'Sure?', schema: { properties: { version: {} } } });
  });

  it('passes only values that the command takes, and hides those that the step fixes', () => {
    const kind = z.enum(['a', 'b']);
    const made = action(z.strictObject({ kind, text: z.string() }), {
      defaults: () => ({ kind: 'a', version: 3, text: undefined }),
      fixed: ['kind', 'nothing'],
    });
    expect(made.defaults).toEqual({ kind: 'a' });
    expect(made.schema).toMatchObject({ properties: { kind: { readOnly: true }, text: { type: 'string' } } });
    expect(made.schema).not.toHaveProperty(['properties', 'nothing']);
  });

  it('draws what depends on the agent by its own schema', () => {
    const made = action(z.strictObject({ settings: z.record(z.string(), z.unknown()) }), {
      fields: () => ({ settings: z.strictObject({ coin: z.string() }) }),
    });
    expect(made.schema).toMatchObject({
      properties: { settings: { properties: { coin: { type: 'string' } } } },
    });
  });

  it('says why it cannot be pressed', () => {
    expect(action(z.strictObject({}), {}, true).disabledReason).toBe(
      'It is there. Open the existing record instead of making a second one.',
    );
  });

  it('is offered while its step is open, for what there is to act on, of commands that are open to the reader', () => {
    const all = standings(runbookOf('1.0'), { ...wholeFacts, sessionNote: null }, new Set());
    const names = (open: (name: string) => boolean) =>
      offersOf(all, { ...wholeFacts, sessionNote: null }, (name) =>
        open(name) ? take(z.object({})) : undefined,
      ).map(({ offer, stepId }) => `${stepId} ${offer.command}`);
    expect(names(() => true)).toEqual([
      '2 customer.reassign',
      '6 agent.set-platforms',
      '8 credential.test',
      '9 agent.configure',
      'activate-trial trial.undo-activation',
      '13 note.write',
    ]);
    expect(names((name) => name.startsWith('note.'))).toEqual(['13 note.write']);
  });
});
