import { z } from 'zod';
import { command } from '../platform/commands/command.js';
import { aggregate } from '../platform/unit-of-work/aggregate.js';
import { NOTE_KINDS } from './note.entity.js';
import { NoteService } from './note.service.js';
import { TOPIC_NAMES, TOPICS } from './topics.js';

export const noteAggregate = aggregate('note', 'note', 'customer_id');
const notedCustomer = aggregate('customer', 'customer');

const body = z
  .string()
  .trim()
  .min(1, 'Write the note')
  .max(20_000)
  .meta({ title: 'Note', description: 'Platforms by name only: never a secret.', widget: 'textarea' });
const topic = z
  .enum(TOPIC_NAMES)
  .nullable()
  .optional()
  .meta({
    title: 'Confusion about',
    description:
      'The step or issue that was not clear to the customer; product hears of it at the third customer.',
    options: TOPIC_NAMES.map((name) => ({ value: name, label: TOPICS[name] })),
  });

export const writeNote = command({
  name: 'note.write',
  title: 'Write Note',
  roles: ['ops', 'csm', 'security', 'engineering', 'product'],
  aggregate: notedCustomer,
  input: z.strictObject({
    body,
    kind: z
      .enum(NOTE_KINDS)
      .default('internal')
      .meta({
        title: 'Kind',
        options: [
          { value: 'internal', label: 'Note' },
          { value: 'session', label: 'Onboarding session' },
        ],
      }),
    callId: z.uuid().nullable().optional().meta({ title: 'Call', widget: 'hidden' }),
    topic,
  }),
  status: 201,
  service: NoteService,
  run: (notes, tx, { id, input }) =>
    notes.write(tx, id, { ...input, callId: input.callId ?? null, topic: input.topic ?? null }),
});

export const editNote = command({
  name: 'note.edit',
  title: 'Edit Note',
  roles: ['ops', 'csm'],
  aggregate: noteAggregate,
  input: z.strictObject({ version: z.int().positive().meta({ title: 'Version' }), body, topic }),
  service: NoteService,
  run: (notes, tx, { id, input }) => notes.edit(tx, id, input),
});
