import { z } from 'zod';
import { command } from '../platform/commands/command.js';
import { callAggregate } from './call.aggregate.js';
import { OUTLOOKS } from './call.entity.js';
import { CallDesk } from './call-desk.service.js';
import { asDate, guests, instant, meetingLink, reason, version } from './call-fields.js';
import { CallRecord } from './call-record.service.js';

const ROLES = ['ops', 'csm'] as const;

export const inviteToCall = command({
  name: 'call.attendees',
  title: 'Change Attendees',
  roles: ROLES,
  aggregate: callAggregate,
  input: z.strictObject({
    version,
    attendees: guests
      .min(1, 'must name somebody of the customer')
      .meta({ title: 'Attendees of the customer', description: 'The whole list; the CSM stays.' }),
  }),
  service: CallRecord,
  check: (record, tx, id) => record.whyNotPeople(tx, id),
  form: (record, tx, id) => record.guestsForm(tx, id),
  run: (record, tx, { id, input }) => record.invite(tx, id, input.version, input.attendees),
});

export const relinkCall = command({
  name: 'call.meeting-link',
  title: 'Meeting Link',
  roles: ROLES,
  aggregate: callAggregate,
  input: z.strictObject({
    version,
    meetingLink: meetingLink.nullable().meta({ title: 'Meeting link', description: 'Empty: none.' }),
  }),
  service: CallRecord,
  check: (record, tx, id) => record.whyNotPeople(tx, id),
  run: (record, tx, { id, input }) => record.relink(tx, id, input.version, input.meetingLink),
});

export const correctCall = command({
  name: 'call.correct',
  title: 'Correct Times',
  roles: ROLES,
  aggregate: callAggregate,
  input: z
    .strictObject({
      version,
      startedAt: instant('Really began', 'Empty: as it is.').optional(),
      endedAt: instant('Really ended', 'Empty: as it is.').optional(),
      reason,
    })
    .refine(({ startedAt, endedAt }) => startedAt !== undefined || endedAt !== undefined, {
      path: ['startedAt'],
      message: 'Give the start, the end or both',
    }),
  service: CallRecord,
  check: (record, tx, id) => record.whyNotCorrect(tx, id),
  run: (record, tx, { id, input }) =>
    record.correct(tx, id, input.version, {
      startedAt: asDate(input.startedAt),
      endedAt: asDate(input.endedAt),
      reason: input.reason,
    }),
});

export const consentToRecording = command({
  name: 'call.consent',
  title: 'Recording Consent',
  roles: ROLES,
  aggregate: callAggregate,
  input: z.strictObject({
    version,
    answer: z.enum(['given', 'refused', 'withdrawn']).meta({
      title: 'Answer',
      options: [
        { value: 'given', label: 'Yes, record' },
        { value: 'refused', label: 'No' },
        { value: 'withdrawn', label: 'Withdrawn: stop and delete' },
      ],
    }),
    name: z.string().trim().min(1, 'is required').max(120).meta({
      title: 'Who answered',
      description: 'On the customer’s side.',
    }),
    words: z
      .string()
      .trim()
      .min(2, 'must be what was said')
      .max(500)
      .meta({ title: 'Their words', description: 'As they said it: "Yes, that is fine for us."' }),
  }),
  service: CallRecord,
  run: (record, tx, { id, input: { version: known, ...said } }) => record.consent(tx, id, known, said),
});

export const assessCheckIn = command({
  name: 'call.outlook',
  title: 'Record Outcome',
  roles: ROLES,
  aggregate: callAggregate,
  input: z.strictObject({
    version,
    outlook: z.enum(OUTLOOKS).meta({
      title: 'Will they stay?',
      options: [
        { value: 'likely', label: 'Likely: they mean to hire' },
        { value: 'at_risk', label: 'At risk: something is in the way' },
        { value: 'lost', label: 'Lost: they will not go on' },
      ],
    }),
    outlookReason: reason.meta({ title: 'Why' }),
  }),
  service: CallDesk,
  check: (desk, tx, id) => desk.whyNoOutlook(tx, id),
  run: (desk, tx, { id, input }) => desk.assess(tx, id, input.version, input.outlook, input.outlookReason),
});

/** What is kept of a call beside its time. */
export const CALL_RECORD_COMMANDS = [
  inviteToCall,
  relinkCall,
  correctCall,
  consentToRecording,
  assessCheckIn,
] as const;
