import { z } from 'zod';
import { command } from '../../platform/commands/command.js';
import { callAggregate } from '../call.aggregate.js';
import { LARGEST } from './recording-media.js';
import { MEDIA_TYPES } from './recording.entity.js';
import { RecordingDisposal } from './recording-disposal.js';
import { PLAY_ROLES, RecordingPlays } from './recording-play.service.js';
import { Recordings, UPLOAD_ROLES } from './recordings.service.js';

const ROLES = ['ops', 'csm'] as const;

/** The file follows: doors that take files dispatch it before they read the first byte. */
export const claimRecording = command({
  name: 'call.recording',
  title: 'Upload Recording',
  roles: UPLOAD_ROLES,
  aggregate: callAggregate,
  input: z.strictObject({
    mediaType: z.enum(MEDIA_TYPES),
    bytes: z.int().positive().max(LARGEST),
  }),
  status: 201,
  service: Recordings,
  check: (recordings, tx, id) => recordings.whyNot(tx, id),
  run: (recordings, tx, { id, input }) => recordings.claim(tx, id, input.mediaType, input.bytes),
});

export const linkRecording = command({
  name: 'call.recording-link',
  title: 'Link Recording',
  roles: [...ROLES, 'integration'],
  aggregate: callAggregate,
  input: z.strictObject({
    link: z
      .url({ protocol: /^https$/, error: 'must be an https address' })
      .max(1000)
      .meta({
        title: 'Link',
        description: 'Where the meeting tool keeps it. After 90 days somebody deletes it there.',
      }),
  }),
  status: 201,
  service: Recordings,
  check: (recordings, tx, id) => recordings.whyNot(tx, id),
  run: (recordings, tx, { id, input }) => recordings.link(tx, id, input.link),
});

export const playRecording = command({
  name: 'call.play-recording',
  title: 'Play Recording',
  roles: PLAY_ROLES,
  aggregate: callAggregate,
  input: z.strictObject({}),
  service: RecordingPlays,
  check: (plays, tx, id) => plays.whyNot(tx, id),
  run: (plays, tx, { id }) => plays.begin(tx, id),
});

export const deleteRecording = command({
  name: 'call.delete-recording',
  title: 'Delete Recording',
  roles: ROLES,
  aggregate: callAggregate,
  input: z.strictObject({}),
  service: RecordingDisposal,
  check: (disposal, tx, id) => disposal.whyNotDelete(tx, id),
  run: (disposal, tx, { id }) => disposal.deleteOf(tx, id, 'by_hand'),
});

export const confirmDeletion = command({
  name: 'call.recording-deleted',
  title: 'Deleted at the Link',
  roles: ROLES,
  aggregate: callAggregate,
  input: z.strictObject({}),
  service: RecordingDisposal,
  check: (disposal, tx, id) => disposal.whyNotConfirm(tx, id),
  run: (disposal, tx, { id }) => disposal.confirm(tx, id),
});

export const RECORDING_COMMANDS = [
  claimRecording,
  linkRecording,
  playRecording,
  deleteRecording,
  confirmDeletion,
] as const;
