import { z } from 'zod';
import { command } from '../platform/commands/command.js';
import { aggregate } from '../platform/unit-of-work/aggregate.js';
import { NOTE_KINDS } from './note.entity.js';
import { NoteService } from './note.service.js';
import { TOPIC_NAMES, TOPICS } from './topics.js';

export const noteAggregate = aggregate('note', 'note', 'customer_id');
const notedCustomer = aggregate('customer', 'customer');

const long = (title: string, description: string, most = 5_000) =>
  z.string().trim().max(most).meta({ title, description, widget: 'textarea' });

const issue = z
  .strictObject({
    topic: z
      .enum(TOPIC_NAMES)
      .nullable()
      .optional()
      .meta({
        title: 'Confusion about',
        description: 'If a step or common issue was not clear: product hears of it at the third customer.',
        options: TOPIC_NAMES.map((name) => ({ value: name, label: TOPICS[name] })),
      }),
    what: z
      .string()
      .trim()
      .min(3, 'say what happened')
      .max(2_000)
      .meta({ title: 'What happened', description: 'In the customer’s words where you can.' }),
    resolution: z
      .string()
      .trim()
      .max(2_000)
      .nullable()
      .optional()
      .meta({ title: 'Resolution', description: 'Empty while it is open.' }),
  })
  .meta({ title: 'Issue' });

/** What a note says; everything but `customerText` stays inside. */
const text = {
  body: z.string().trim().min(1, 'Write the note').max(20_000).meta({
    title: 'Internal note',
    description: 'Never shown to the customer. Platforms by name only: never a secret.',
    widget: 'textarea',
  }),
  issues: z.array(issue).max(20).optional().meta({ title: 'Internal: issues and their resolutions' }),
  feedback: long(
    'Internal: customer feedback and concerns',
    'In the customer’s words; product is quoted it where it confused three.',
  ).optional(),
  nextSteps: long('Internal: next steps and follow-up', 'Who does what until when.').optional(),
  customerText: long(
    'For the customer',
    'The only part the customer reads: it stands in the post-onboarding email as written here.',
    2_000,
  ).optional(),
};

export const writeNote = command({
  name: 'note.write',
  title: 'Write Note',
  roles: ['ops', 'csm', 'security', 'engineering', 'product'],
  aggregate: notedCustomer,
  input: z.strictObject({
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
    ...text,
  }),
  status: 201,
  service: NoteService,
  run: (notes, tx, { id, input }) => notes.write(tx, id, { ...input, callId: input.callId ?? null }),
});

/** The note as it is to be: what is left out is empty then. */
export const editNote = command({
  name: 'note.edit',
  title: 'Edit Note',
  roles: ['ops', 'csm'],
  aggregate: noteAggregate,
  input: z.strictObject({ version: z.int().positive().meta({ title: 'Version' }), ...text }),
  service: NoteService,
  run: (notes, tx, { id, input }) => notes.edit(tx, id, input),
});
